"""Segments published down to a level only: below it units have their own figure alone, and nothing follows from that."""

import numpy as np
import pytest

from confidentiality.attack import PEOPLE, Known, learn, reckoned
from confidentiality.choices import Choices
from confidentiality.cube import CellStatus
from confidentiality.publish import Counted, Publication, publish
from measure.tally import Responses, count_groups, over_tree
from tests.confidentiality.test_protect import GUIDELINE, LEAVES, TREE

SIZES = (14, 17, 12, 25)  # of each section 3 are of the value p, the others of q


def published(segment_depth: int = 30) -> Publication:
    unit = np.repeat(np.arange(4), SIZES)
    place = np.concatenate([np.arange(size) for size in SIZES])
    answers = dict.fromkeys(("know", "read", "changed", "like"), 1 + place % 2)
    sheets = Responses(LEAVES, unit, {"s": ("p", "q")}, {"s": np.where(place < 3, 1, 2)}, answers)
    counts = over_tree(count_groups(sheets, GUIDELINE), {}, TREE)
    return publish(
        Counted("W", 10, TREE, counts, {}, choices=Choices(segment_depth=segment_depth)), GUIDELINE.indicators[:3]
    )


def test_sections_hidden_for_their_segments_are_shown_without_them() -> None:
    """Three people of p in every section hide themselves and q, whose sum with them is shown; at depth 0 nothing is small."""
    hidden = {level.unit for level in published().levels if level.status is CellStatus.HIDDEN}
    assert hidden >= set(LEAVES)
    found = published(segment_depth=0)
    assert {level.unit for level in found.levels if level.segment} == {"R"}
    assert [level for level in found.levels if level.status is CellStatus.HIDDEN] == []
    assert (found.exposed, found.pinned) == (0, 0)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_is_not_published_gives_nothing_away(depth: int) -> None:
    found = published(segment_depth=depth)
    assert {TREE.level(level.unit) for level in found.levels if level.segment} == set(range(depth + 1))
    assert (found.exposed, found.pinned) == (0, 0)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_the_attacker_thinks_of_a_world_that_agrees_with_what_is_shown(depth: int) -> None:
    """Below the depth a unit has no segments that are told: nobody concludes that its people have no value."""
    found = published(segment_depth=depth)
    for key in {level.indicator for level in found.levels}:
        rows = {level.group: level for level in found.levels if level.indicator == key}
        mind, groups = reckoned(Known(rows, TREE, 10))
        told = {group: float(row.base) for group, row in rows.items() if row.base}
        assert {group: mind.facts.count((group, PEOPLE)) for group in told} == told
        assert len(groups) >= len(rows)
    assert (learn(found.levels, TREE, 10).pinned, learn(found.levels, TREE, 10).below) == ((), ())


def test_a_small_group_that_follows_is_found_where_segments_end_above_it() -> None:
    """Of R 68 are q all but 3 in A, told for R and its two divisions, and A's q is taken away."""
    found = published(segment_depth=1)
    rows = [row for row in found.levels if row.indicator == "aware" and row.segment != "s=p"]
    (whole,) = (row for row in rows if (row.unit, row.segment) == ("R", "s=q"))
    own = {"status": CellStatus.HIDDEN, "base": None, "favourable": None}
    few = whole.model_copy(update={"base": 62 - 12 + 4, "favourable": 20.0})
    shown = {"status": CellStatus.SHOWN, "base": 50, "favourable": 18.0}
    told = {("R", "s=q"): few, ("A", "s=q"): whole.model_copy(update={"unit": "A"} | shown)}
    told |= {("B", "s=q"): whole.model_copy(update={"unit": "B"} | own)}
    learned = learn([told.get((row.unit, row.segment or ""), row) for row in rows], TREE, 10)
    assert (("B", "s", "q"), "aware") in learned.below
