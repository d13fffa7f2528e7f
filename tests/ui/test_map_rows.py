"""Which rows of the map are there, which are open and which can be seen, by depth and by search."""

from datetime import date

from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from ui.heat import Map, _shown

PARENTS = {"R": None, "A": "R", "A1": "A", "A2": "A", "B": "R", "B1": "B"}
TREE = OrgTree.of(
    Unit(code=code, name=Wording(ja=f"{code}課", en=f"Unit {code}"), parent=up, valid_from=date(2025, 4, 1))
    for code, up in PARENTS.items()
)


def test_the_tree_is_open_down_to_the_chosen_level() -> None:
    shown = _shown(TREE, Map("w", "k", "indicators", 1))
    assert (set(shown.there), set(shown.open), set(shown.seen)) == (set(PARENTS), {"R"}, {"R", "A", "B"})


def test_what_was_found_can_be_opened() -> None:
    """A stands below R, which is open down to it; its own units are there, folded away."""
    shown = _shown(TREE, Map("w", "k", "indicators", 1, "ａ課"))
    assert set(shown.there) == {"R", "A", "A1", "A2"}
    assert (set(shown.open), set(shown.seen), set(shown.hits)) == ({"R"}, {"R", "A"}, {"A"})
