"""One reading of a file in a process of its own, whose peak memory it prints: `read FILE` or `take-in FOLDER FILE`."""

import json
import resource
import sys
from pathlib import Path


def main() -> None:
    if sys.argv[1] == "read":
        import polars as pl

        pl.read_csv(sys.argv[2])
    else:
        take_in(Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"peak": own_peak() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))


def own_peak() -> int:
    """This process's own highest memory: what getrusage tells begins with that of whoever started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def take_in(folder: Path, file: Path) -> None:
    from actions.upload import GivenFile
    from actions.upload import take_in as take
    from actions.users import LOCAL
    from bench.organisation import CHOICE
    from db.engine import Store
    from intake.children import STEM

    receipt = take(LOCAL, Store(f"sqlite:///{folder / 'bench.sqlite3'}"), GivenFile.at(file), CHOICE)
    assert receipt.upload is not None, receipt.outcome.problems
    STEM.stop()  # the memory of processes is told once they have ended


if __name__ == "__main__":
    main()
