"""Closing a wave that holds the answers of an earlier one again: who came since must not be told apart."""

from pathlib import Path

import pytest

from actions import close, rounds, upload, view
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from tests.confidentiality import organisations
from tests.confidentiality.organisations import Section, founded, sheet

SECTIONS = [Section(unit, unit[0], people, 0.5) for unit, people in (("A0", 40), ("A1", 45), ("B0", 50), ("B1", 60))]
NEW = "A0,new,yes,yes,yes,no\n" * 3


def closed(folder: Path, again: tuple[str, ...], more: str, late: str = "") -> dict[str, CellStatus]:
    """Which units the second wave shows when these sections answer as in the first; corrected, where some come late."""
    (head, *first), (_, *second) = (sheet(SECTIONS, seed).splitlines(keepends=True) for seed in (1, 2))
    later = [row for row in first if row.startswith(again)] + [row for row in second if not row.startswith(again)]
    return handed_in(folder, {1: "".join((head, *first)), 2: "".join((head, *later, more))}, late)


def handed_in(folder: Path, texts: dict[int, str], late: str = "") -> dict[str, CellStatus]:
    """Which units the second wave shows, of what was handed in for the first and for it."""
    head = texts[2].splitlines(keepends=True)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(organisations, "sheet", lambda _, seed: texts[seed])
        store = open_store(founded(folder, SECTIONS))
    if late:
        rounds.correct(LOCAL, store, "W2", "handed in late")
        (folder / "late.csv").write_text(head + late, encoding="utf-8")
        upload.take_in(LOCAL, store, upload.GivenFile.at(folder / "late.csv"), upload.Choice("W2"))
        close.close(LOCAL, store, "W2")
    rows = view.levels(LOCAL, store, view.Query(wave="W2", indicator="awareness"))
    store.close()
    return {row.unit: row.status for row in rows}


def test_a_section_that_answers_as_before_and_three_more_is_not_shown(tmp_path: Path) -> None:
    """43 answered in A0, yet it is hidden; and A1 with it, for A less A1 would be A0."""
    found = closed(tmp_path, ("A0",), NEW)
    assert {unit for unit, status in found.items() if status is CellStatus.HIDDEN} == {"A0", "A1"}


def test_what_the_last_wave_hid_of_a_section_that_answers_the_same_stays_hidden(tmp_path: Path) -> None:
    """A0's six were hidden, and A1 with them. Forty answer in A0 now, and in A1 the same 45: shown, they tell of the six."""
    (head, *first), (_, *other) = (sheet(SECTIONS, seed).splitlines(keepends=True) for seed in (1, 2))
    of = {unit: [row for row in first if row.startswith(unit)] for unit in ("A0", "A1", "B0", "B1")}
    new = [row for row in other if not row.startswith("A1")]
    texts = {1: "".join((head, *of["A0"][:6], *of["A1"], *of["B0"], *of["B1"])), 2: "".join((head, *of["A1"], *new))}
    found = handed_in(tmp_path, texts)
    assert {unit for unit, status in found.items() if status is CellStatus.HIDDEN} == {"A0", "A1"}


@pytest.mark.parametrize(("again", "more"), [((), NEW), (("A0",), ""), (("A0",), NEW * 4)])
def test_other_answers_nobody_new_or_enough_of_them_tell_nothing(
    tmp_path: Path, again: tuple[str, ...], more: str
) -> None:
    assert set(closed(tmp_path, again, more).values()) == {CellStatus.SHOWN}


def test_a_wave_that_is_the_last_one_and_three_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="close_again"):
        closed(tmp_path, ("A", "B"), NEW)


def test_a_correction_hides_what_its_first_version_hid_where_it_would_tell_it(tmp_path: Path) -> None:
    """With twelve more A0 tells nothing of the three any more; but A1, shown now, would tell what A0 was before."""
    assert closed(tmp_path, ("A0",), NEW, NEW * 4) == dict.fromkeys(("A0", "A1"), CellStatus.HIDDEN) | dict.fromkeys(
        ("R", "A", "B", "B0", "B1"), CellStatus.SHOWN
    )
