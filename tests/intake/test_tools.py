"""Exports of the tools: what they are recognised as, what they hold, and that nothing about people is kept.

Five people: three know the guideline, one does not, one gave no answer; three heard of it in a training, two from a
notice. Any other sheets, in any format, encoding and order, read back to the same tallies too.
"""

import random
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import block
from intake.mapping import Role
from intake.problems import Severity
from intake.task import Outcome
from tests.intake.exports import EXPORTS, LIME_CODES, WAYS, Sheets
from tests.intake.office import ACTS, FORMATS, HOW, KNOWS, Cell, read, write

SHEETS = Sheets(
    units=("総務局", "総務局", "財務局", "財務局", "総務局"),
    know=("はい", "はい", "はい", "いいえ", ""),
    heard=(("研修", "掲示、回覧"), ("研修",), ("掲示、回覧",), (), ("研修",)),
)
SHAPES = (("csv", "utf-8-sig"), ("csv", "cp932"), ("xlsx", ""))


def counted(outcome: Outcome) -> dict[str, object]:
    """What is kept of the answers: units, yes and no, and how often each way was ticked."""
    assert outcome.block is not None, outcome.problems
    kept = block.responses(outcome.block)
    heard = kept.answers["q3"].astype(int)
    return {
        "units": outcome.by_unit,
        "q1": sorted(kept.answers["q1"].tolist()),
        "q3": [int((heard & 1 > 0).sum()), int((heard & 2 > 0).sum()), int((heard >> 2 > 0).sum())],
    }


@pytest.mark.parametrize(("suffix", "encoding"), SHAPES)
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_reads_as_what_it_is(tmp_path: Path, name: str, suffix: str, encoding: str) -> None:
    made, how = EXPORTS[name](SHEETS), LIME_CODES if name == "LimeSurvey codes" else ""
    outcome = read(write(tmp_path, made.rows, suffix, encoding or "utf-8"), how, KNOWS, ACTS, HOW)
    assert [p for p in outcome.problems if p.severity is not Severity.NOTE] == []
    assert (outcome.tool, outcome.header_rows, outcome.rows) == (made.tool, made.header_rows, 5)
    assert outcome.encoding == ({"utf-8-sig": "utf-8", "cp932": "cp932"}[encoding] if suffix == "csv" else None)
    assert counted(outcome) == {
        "units": {"010": 3, "020": 2},
        "q1": [0, 1, 1, 1, 2],
        "q3": [3, 2, 0],
    }
    roles = {column.name: column.role for column in outcome.columns}
    assert {name: roles[name] for name in made.dropped} == dict.fromkeys(made.dropped, Role.PERSON)


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_tool_writes_about_people_is_kept_nowhere(tmp_path: Path, name: str) -> None:
    outcome = read(write(tmp_path, EXPORTS[name](SHEETS).rows), "", KNOWS, ACTS, HOW, keep_good_rows=True)
    told = outcome.model_dump_json(exclude={"block", "text_block"}) + str(outcome.block) + str(outcome.text_block)
    for secret in ("192.0.2", "example.jp", "都民", "Mozilla", "35.68", "R_1xYz"):
        assert secret not in told


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(("総務局", "財務局")),
        st.sampled_from(("はい", "いいえ", "")),
        st.sets(st.sampled_from(WAYS)).map(lambda ways: tuple(way for way in WAYS if way in ways)),
    ),
    min_size=1,
    max_size=8,
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le")
CODES = {"はい": 1, "いいえ": 2, "": 0}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    people=PEOPLE,
    name=st.sampled_from(sorted(EXPORTS)),
    suffix=st.sampled_from(FORMATS),
    encoding=st.sampled_from(ENCODINGS),
    seed=st.integers(0, 99),
)
def test_any_sheets_in_any_shape_read_back_to_the_same_tallies(
    people: list[tuple[str, str, tuple[str, ...]]], name: str, suffix: str, encoding: str, seed: int
) -> None:
    units, know, heard = zip(*people, strict=True)
    made = EXPORTS[name](Sheets(units, know, heard))
    rows: list[list[Cell]] = [list(row) for row in made.rows]
    below = rows[made.header_rows :]
    random.Random(seed).shuffle(below)
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), [*rows[: made.header_rows], *below], suffix, encoding)
        outcome = read(path, LIME_CODES if name == "LimeSurvey codes" else "", KNOWS, ACTS, HOW)
    assert (outcome.tool, outcome.header_rows) == (made.tool, made.header_rows)
    assert outcome.block is not None, outcome.problems
    kept = block.responses(outcome.block)
    ticked = [sum(1 << WAYS.index(way) for way in ways) for ways in heard]
    codes = {"総務局": "010", "財務局": "020"}
    expected = Counter(zip((codes[unit] for unit in units), (CODES[text] for text in know), ticked, strict=True))
    found = zip(
        (kept.unit_codes[unit] for unit in kept.unit),
        *(kept.answers[key].tolist() for key in ("q1", "q3")),
        strict=True,
    )
    assert Counter(found) == expected
