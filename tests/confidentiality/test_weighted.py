"""Weighted figures tell nothing that the published cells do not: each is computed again from published rows alone."""

import numpy as np
import pytest

from actions.decompose import published_rollup
from confidentiality.cube import CellStatus, Level, Weighting
from confidentiality.publish import Counted, publish
from measure.questionnaire import Indicator, Wording
from measure.tally import RESPONSES, Count, Group, Tally, over_tree
from tests.measure.test_rollup import tree

TREE = tree(
    ("R", None), *((f"D{d}", "R") for d in range(4)), *((f"D{d}S{s}", f"D{d}") for d in range(4) for s in range(4))
)
KNOW = Indicator(key="know", item="know", name=Wording(ja="k", en="k"))


def counted(seed: int) -> Counted:
    """Sections of 2 to 60 people by two ages, answering at random; the small are hidden, and others with them."""
    random = np.random.default_rng(seed)
    own: dict[Group, Tally] = {}
    people: dict[Group, int] = {}
    for leaf in TREE.leaves("R"):
        staff = random.integers(1, 30, 2)
        answered = random.binomial(staff, random.uniform(0.3, 1.0))
        for value, big, n in zip(("old", "young"), staff.tolist(), answered.tolist(), strict=True):
            count = Count(n, float(n), float(random.binomial(n, 0.6)))
            for group in ((leaf, "age", value), (leaf, "", "")):
                own.setdefault(group, {RESPONSES: Count(), "know": Count()})
                own[group] = {key: one + count for key, one in own[group].items()}
                for unit in TREE.path(leaf):
                    people[unit, *group[1:]] = people.get((unit, *group[1:]), 0) + big
    return Counted("W", 10, TREE, over_tree(own, {}, TREE), people)


@pytest.mark.parametrize("seed", range(8))
def test_every_weighted_figure_follows_from_published_rows(seed: int) -> None:
    levels = publish(counted(seed), (KNOW,)).levels
    published = [Level.model_validate_json(level.model_dump_json(exclude={"hidden_by"})) for level in levels]
    again = published_rollup(TREE, published)
    weighted = [level for level in published if level.weighting is not Weighting.NONE]
    assert {"R"} <= {level.unit for level in weighted}
    assert any(level.status is CellStatus.HIDDEN for level in published)
    for level in weighted:
        key, _, value = (level.segment or "").partition("=")
        found = again.weighed((level.unit, key, value))
        assert found is not None
        assert (level.share, level.effective_base) == pytest.approx((found.share, found.effective_base), rel=1e-12)
        assert (level.low, level.high) == pytest.approx((found.interval.low, found.interval.high), rel=1e-12)


def swapped(plain: Counted) -> Counted | None:
    """The same wave in which one person's answer moved from one hidden section to another of the same department."""
    before = publish(plain, (KNOW,)).levels
    shown = {cell.unit for cell in before if cell.base}
    hidden = [leaf for leaf in TREE.leaves("R") if leaf not in shown]
    counts = {group: dict(tally) for group, tally in plain.counts.items()}
    for a, b in ((a, b) for a in hidden for b in hidden if a != b and a[:2] == b[:2]):
        x, y = (counts.get((unit, "", ""), {}).get("know", Count()) for unit in (a, b))
        if x.favourable < x.base and y.favourable > 0:
            counts[a, "", ""]["know"] = Count(x.base, x.valid, x.favourable + 1)
            counts[b, "", ""]["know"] = Count(y.base, y.valid, y.favourable - 1)
            return Counted("W", 10, TREE, counts, plain.headcounts)
    return None


def test_what_hidden_people_answered_changes_no_weighted_figure_beyond_their_sum() -> None:
    """Where the same cells are hidden: which these are may depend on answers (all of one mind takes others along)."""
    worlds = [(plain, other) for seed in range(16) for plain in (counted(seed),) if (other := swapped(plain))]
    pairs = [(publish(plain, (KNOW,)).levels, publish(other, (KNOW,)).levels) for plain, other in worlds]
    alike = [(a, b) for a, b in pairs if [cell.status for cell in a] == [cell.status for cell in b]]
    assert len(alike) > 2
    for plain_levels, other_levels in alike:
        assert plain_levels == other_levels
