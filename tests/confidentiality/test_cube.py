"""A published cell with what could be true of all people, as a table (METHOD 1)."""

import pytest

from confidentiality.cube import CellStatus, Level, Note, Standing

SHOWN, HIDDEN, CODED = CellStatus.SHOWN, CellStatus.HIDDEN, CellStatus.CODED
Bounds = tuple[float | None, float | None]
NOTHING = (None, None)
CELLS: list[tuple[CellStatus, float | None, float | None, Bounds]] = [
    (SHOWN, 0.5, 0.8, (0.4, 0.6)),  # of ten people eight answered, four of them so; two may think either way
    (SHOWN, 0.0, 0.8, (0.0, 0.2)),
    (SHOWN, 1.0, 0.8, (0.8, 1.0)),
    (SHOWN, 0.5, 0.0, (0.0, 1.0)),
    (SHOWN, 0.5, 1.2, (0.5, 0.5)),
    (SHOWN, 0.5, None, NOTHING),
    (SHOWN, None, 0.8, NOTHING),
    (CODED, 0.5, 0.8, NOTHING),
    (HIDDEN, 0.5, 0.8, NOTHING),
]


def cell(**told: object) -> Level:
    return Level.model_validate({"wave": "W", "unit": "A", "indicator": "know"} | told)


@pytest.mark.parametrize(("status", "share", "rate", "bounds"), CELLS)
def test_what_could_be_true_of_all_people(
    status: CellStatus, share: float | None, rate: float | None, bounds: Bounds
) -> None:
    found = Standing.of(cell(status=status, share=share, response_rate=rate))
    assert (found.bound_low, found.bound_high) == pytest.approx(bounds)
    assert (found.share, found.response_rate) == (share, rate)


DOUBTS: list[tuple[float | None, int | None, int | None, bool]] = [  # rate, answers, people
    (1.0, 20, 20, False),
    (1.05, 20, 20, True),
    (1.05, None, None, True),
    (None, 21, 20, True),
    (None, 20, 20, False),
    (0.9, 21, 20, True),
    (None, 21, None, False),
    (None, 5, 0, False),  # nobody knows how many there are
    (None, None, 20, False),
    (0.5, 10, 20, False),
]


@pytest.mark.parametrize(("rate", "base", "people", "doubt"), DOUBTS)
def test_more_answers_than_people_is_noted(
    rate: float | None, base: int | None, people: int | None, doubt: bool
) -> None:
    found = Standing.of(cell(status=SHOWN, response_rate=rate, base=base, headcount=people))
    assert found.note == (Note.MORE_ANSWERS_THAN_PEOPLE if doubt else None)
