"""What one person may see together with what others may: every view is a part of one cube, and the cube was attacked whole."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from actions import view
from actions.attack import Reach, attack
from actions.keep import open_store
from actions.users import LOCAL, READERS, Person, Role, acting
from confidentiality import protect
from confidentiality.attack import learn
from confidentiality.cube import CellStatus, Level
from db.engine import Store
from tests.confidentiality.organisations import MINIMUM, WAVES, Section, founded

SECTIONS = [
    *(Section(f"A{place}", "A", people, 0.5) for place, people in enumerate((4, 22, 40))),
    *(Section(f"B{place}", "B", people, 0.4) for place, people in enumerate((7, 30, 26))),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(founded(tmp_path_factory.mktemp("roles"), SECTIONS))
    yield opened
    opened.close()


def people(store: Store) -> list[Person]:
    """Everybody who may look: each role, and the head of every unit."""
    tree = view.tree(LOCAL, store, "W1")
    heads = [acting(f"head of {unit}", Role.DEPARTMENT, unit) for unit in tree.units]
    return [*(acting(role, role) for role in READERS if role is not Role.DEPARTMENT), *heads]


def obtained(person: Person, store: Store, wave: str) -> set[Level]:
    """All rows that somebody can obtain, by the whole table and by every question for levels."""
    rows = view.everything(person, store, wave)
    for segment in (None, "tenure=new", "tenure=old", "tenure=oldest"):
        asked = view.levels(person, store, view.Query(wave=wave, segment=segment))
        rows += [Level.model_validate(row.model_dump(include=set(Level.model_fields))) for row in asked]
    return set(rows)


def test_all_that_all_of_them_see_together_is_the_cube_that_was_attacked(store: Store) -> None:
    for wave in WAVES:
        cube = set(view.everything(LOCAL, store, wave))
        union = set[Level]().union(*(obtained(person, store, wave) for person in people(store)))
        assert union == cube
        assert any(row.status is CellStatus.HIDDEN for row in cube)
        found = learn(cube, view.tree(LOCAL, store, wave), MINIMUM)
        assert (found.pinned, found.below) == ((), ())


def test_a_head_sees_less_than_everybody(store: Store) -> None:
    mine = obtained(acting("head", Role.DEPARTMENT, "A"), store, "W1")
    assert {row.unit for row in mine} == {"R", "A", "A0", "A1", "A2"}
    assert mine < set(view.everything(LOCAL, store, "W1"))


def test_two_heads_who_join_what_they_see_learn_nothing(store: Store) -> None:
    for pair in combinations(("A", "B", "A1", "B0"), 2):
        found = attack(LOCAL, store, Reach(units=pair))
        assert found.hidden > 0
        assert (found.pinned, found.below_base) == (0, 0), pair


@pytest.mark.parametrize("role", [role for role in READERS if role is not Role.DEPARTMENT])
def test_no_role_learns_anything(store: Store, role: Role) -> None:
    found = attack(LOCAL, store, Reach(role=role))
    assert (found.pinned, found.below_base) == (0, 0)


def test_where_only_the_small_is_hidden_the_head_of_its_division_learns_it(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack bites for a head as for everybody; who sees only the other division learns nothing of it."""
    for place in ("confidentiality.protect.exposed", "confidentiality.pattern.exposed"):
        monkeypatch.setattr(place, lambda *_: [])
    monkeypatch.setattr(protect, "_answers", lambda *_: None)
    monkeypatch.setattr(protect, "_sizes", lambda *_: 0)
    opened = open_store(founded(tmp_path_factory.mktemp("bare"), SECTIONS))
    monkeypatch.undo()
    try:
        assert "A0" in {found.unit for found in attack(LOCAL, opened, Reach(units=("A",))).found}
        assert "A0" not in {found.unit for found in attack(LOCAL, opened, Reach(units=("B",))).found}
    finally:
        opened.close()
