"""`python -m tests.intake.led -runs=N`: files spoilt by atheris, led by which lines of the readers they reach.

Readers in other languages are left to the children of test_fuzz: a fault of theirs would end this process.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["intake"]):
    from intake import archive
    from intake.check import judge
    from intake.problems import Refused
    from intake.task import Limits

from tests.intake.corpus.making import GOOD, xlsx
from tests.intake.office import KNOWS, task

FOLDER = Path(tempfile.mkdtemp(prefix="shintodo-led-"))
LEFT = (b"\xd0\xcf\x11\xe0", b"$FL")


def read(data: bytes) -> None:
    """Anything but an outcome or a refusal is a find."""
    path = FOLDER / "file"
    path.write_bytes(data or b"\n")
    if data.startswith(b"PK"):
        with contextlib.suppress(Refused):
            archive.check(path, Limits())
    elif not data.startswith(LEFT):
        outcome = judge(task(path, "", KNOWS))
        assert outcome.problems or outcome.rows_stored
        assert outcome.rows_read == outcome.rows_stored + outcome.rows_rejected


def main() -> None:
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    for number, codec in enumerate(("utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16")):
        (seeds / str(number)).write_bytes(GOOD.encode(codec))
    (seeds / "book").write_bytes(xlsx())
    atheris.Setup([*sys.argv, f"-artifact_prefix={FOLDER}/", "-max_len=8192", str(seeds)], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
