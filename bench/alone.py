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
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"peak": own + children}))


def take_in(folder: Path, file: Path) -> None:
    from actions.upload import GivenFile
    from actions.upload import take_in as take
    from actions.users import LOCAL
    from bench.organisation import ROOMY
    from db.engine import Store

    receipt = take(LOCAL, Store(f"sqlite:///{folder / 'bench.sqlite3'}"), GivenFile.at(file), ROOMY)
    assert receipt.upload is not None, receipt.outcome.problems


if __name__ == "__main__":
    main()
