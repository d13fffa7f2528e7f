"""`python -m bench`: measures what is asked for and prints one table."""

import argparse
import tempfile
from pathlib import Path

from actions.upload import read_ahead
from bench.figures import FIGURES, MANY, Figure, Run

LINE = "{:<4} {:<46} {:<18} {:>10} {:>10}  {}"


def main() -> None:
    asked = arguments()
    print(f"{asked.rows:,} respondents x 28 columns, medians of {asked.rounds} rounds taken in turns with the rival;")
    print(
        "the readers are loaded before, as they are where the dashboard runs. Whatever else this machine does is in it."
    )
    read_ahead()
    print(LINE.format("#", "what", "rival", "measured", "target", ""))
    with tempfile.TemporaryDirectory(prefix="shintodo-bench-") as folder:
        run = Run(Path(folder), asked.rows, asked.rounds, asked.many)
        for figure in FIGURES:
            if not asked.only or figure.number in asked.only.upper().split(","):
                print(line(figure, figure.measure(run)), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=170_000, help="respondents in the wave")
    parser.add_argument("--many", type=int, default=MANY, help="respondents in the large wave")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every figure that has a rival")
    parser.add_argument("--only", default="", help="figures to measure, as P1,P6")
    return parser.parse_args()


def line(figure: Figure, measured: float) -> str:
    verdict = "reached" if measured <= figure.at_most else "not reached"
    target = f"<= {figure.at_most:g} {figure.unit}"
    return LINE.format(figure.number, figure.what, figure.rival, f"{measured:.2f} {figure.unit}", target, verdict)


if __name__ == "__main__":
    main()
