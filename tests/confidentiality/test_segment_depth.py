"""Segments published down to a level only: below it units have their own figure alone, and nothing follows from that."""

import numpy as np
import pytest

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
