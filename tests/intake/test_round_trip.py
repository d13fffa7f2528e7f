"""Any table of ours, written in any format, encoding and order of rows, reads back to the same tallies."""

import random
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import block
from tests.intake.office import ACTS, AUDIENCE, FORMATS, HOW, KNOWS, Cell, read, write

ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le")
UNITS = {"010": "総務局", "020": "財務局", "011": "総務局 企画課"}
SHEETS = st.lists(
    st.tuples(
        st.sampled_from(sorted(UNITS)),
        st.sampled_from(("", *AUDIENCE["audience"])),
        st.sampled_from((0, *(o.code for o in KNOWS.options))),
        st.sampled_from((0, *(o.code for o in ACTS.options))),
        st.integers(0, 15),
    ),
    min_size=1,
    max_size=12,
)


def labels(codes: dict[int, str], mask: int) -> str:
    return "".join(f"{label};" for code, label in codes.items() if mask >> (code - 1) & 1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    sheets=SHEETS,
    suffix=st.sampled_from(FORMATS),
    encoding=st.sampled_from(ENCODINGS),
    lang=st.sampled_from(("ja", "en")),
    named=st.booleans(),
    seed=st.integers(0, 99),
)
def test_the_same_tallies(  # every argument is one dimension of the promise
    sheets: list[tuple[str, str, int, int, int]], suffix: str, encoding: str, lang: str, named: bool, seed: int
) -> None:
    label = {item.key: {o.code: o.label.text(lang) for o in item.options} for item in (KNOWS, ACTS, HOW)}
    rows: list[list[Cell]] = [
        [
            UNITS[unit] if named else unit,
            audience,
            label["q1"].get(one, ""),
            label["q2"].get(two, ""),
            labels(label["q3"], mask),
        ]
        for unit, audience, one, two, mask in sheets
    ]
    random.Random(seed).shuffle(rows)
    head: list[Cell] = ["所属", "audience", KNOWS.text.text(lang), ACTS.text.text(lang), HOW.text.text(lang)]
    with tempfile.TemporaryDirectory() as folder:
        outcome = read(write(Path(folder), [head, *rows], suffix, encoding), "", KNOWS, ACTS, HOW)
    assert outcome.block is not None, outcome.problems
    kept = block.responses(outcome.block)
    values = ("", *kept.segment_values["audience"])
    found = zip(
        (kept.unit_codes[unit] for unit in kept.unit),
        (values[code] for code in kept.segments["audience"]),
        *(kept.answers[item].tolist() for item in ("q1", "q2", "q3")),
        strict=True,
    )
    assert Counter(found) == Counter(sheets)
