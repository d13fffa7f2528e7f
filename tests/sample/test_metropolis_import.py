"""The four shapes of the metropolis' files go through the product's own importer and come out as they were written."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from intake.block import decode
from intake.mapping import Role, from_toml
from intake.sandbox import read_file
from intake.task import Outcome, Task
from measure.tally import Responses
from sample.metropolis.answers import Replies, replies
from sample.metropolis.generate import SEED, WaveFiles, generate, guideline, wave_files
from sample.metropolis.staff import SEGMENTS, units

SHAPES = ("microsoft", "google", "logo", "workbook")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("metropolis")
    generate(folder)
    return folder


@pytest.fixture(scope="module", params=SHAPES)
def files(request: pytest.FixtureRequest, folder: Path) -> WaveFiles:
    """One of the first four waves, each in another tool's shape."""
    shape: str = request.param
    return wave_files(folder)[SHAPES.index(shape)]


@pytest.fixture(scope="module")
def outcome(files: WaveFiles) -> Outcome:
    mapping, problems = from_toml(files.mapping.read_text(encoding="utf-8"))
    assert problems == ()
    return read_file(
        Task(
            path=files.responses,
            file_name=files.responses.name,
            mapping=mapping,
            guideline=guideline(),
            units=tuple(unit for unit in units() if unit.valid_on(files.wave.starts_on)),
            segments=SEGMENTS,
        )
    )


@pytest.fixture(scope="module")
def responses(outcome: Outcome) -> Responses:
    assert outcome.block is not None, outcome.problems
    block = decode(outcome.block)
    assert isinstance(block, Responses)
    return block


@pytest.fixture(scope="module")
def written(files: WaveFiles) -> Replies:
    """What the file was written from."""
    return replies(files.wave, SEED)


def test_every_row_is_stored_and_nothing_is_wrong(outcome: Outcome, written: Replies) -> None:
    assert not outcome.refused
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (written.rows, written.rows, 0)
    assert [problem for problem in outcome.problems if problem.severity != "note"] == []


def test_the_respondents_of_every_unit_and_segment_are_those_written(responses: Responses, written: Replies) -> None:
    ours = Counter(zip(*(names(responses, key) for key in ("", *SEGMENTS)), strict=True))
    places = zip(written.unit, written.audience, written.tenure, strict=True)
    assert ours == Counter((u, SEGMENTS["audience"][a], SEGMENTS["tenure"][t]) for u, a, t in places)


def names(responses: Responses, key: str) -> list[str]:
    """The unit (no key) or the segment value of every sheet."""
    if not key:
        return [responses.unit_codes[place] for place in responses.unit]
    return [responses.segment_values[key][place - 1] for place in responses.segments[key]]


@pytest.mark.parametrize("item", [f"q{number}" for number in range(1, 12)])
def test_the_answers_of_every_unit_are_those_written(responses: Responses, written: Replies, item: str) -> None:
    ours = Counter(zip(names(responses, ""), responses.answers[item].tolist(), strict=True))
    assert ours == Counter(zip(written.unit, written.answers[item].tolist(), strict=True))


def test_who_answered_is_not_taken_along(outcome: Outcome) -> None:
    """Columns of numbers, names and addresses are dropped; their texts are nowhere in what is stored."""
    assert outcome.block is not None
    dropped = [column.name for column in outcome.columns if column.role in (Role.ID, Role.PERSON)]
    assert dropped
    for text in ("shokuin00001", "mirai.example", "架空 職員00001"):
        assert text.encode() not in outcome.block + (outcome.text_block or b"")
    assert not any("mirai.example" in cell for row in outcome.sample for cell in row)


def test_only_the_day_is_kept_of_the_moment(responses: Responses, files: WaveFiles) -> None:
    assert responses.day is not None
    days = responses.day.astype("datetime64[D]")
    assert days.min() >= np.datetime64(files.wave.starts_on)
    assert days.max() <= np.datetime64(files.wave.ends_on)
