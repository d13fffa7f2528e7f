"""What the blocks of a wave make when they are counted: every group with all below it, and what is known of them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actions.refused import Refused
from intake import block
from measure.audience import asked_only, in_place, places, united
from measure.indicators import Joint
from measure.joint import count_derived, count_stages, derived
from measure.nests import Overlaps
from measure.organisation import OrgTree
from measure.questionnaire import Guideline, Indicator
from measure.tally import Group, Responses, Tally, Totals, TotalsRow, add, count_groups, count_totals, over_tree

Given = dict[tuple[Group, str], TotalsRow]


@dataclass
class Made:
    """Counts by group, figures that came without a base, the stages together, and which attributes overlap."""

    counts: dict[Group, Tally] = field(default_factory=dict)
    given: Given = field(default_factory=dict)
    joint: Joint = field(default_factory=Joint)
    overlaps: Overlaps = field(default_factory=Overlaps)


def count(guideline: Guideline, tree: OrgTree, blocks: Sequence[tuple[str, bytes]]) -> Made:
    """All blocks of a wave together; Refused where one speaks of a unit that the tree does not have."""
    made, whole = Made(), dict[Group, Tally]()
    for _, content in blocks:
        kept = block.decode(content)
        if isinstance(kept, Responses):
            kept = asked_only(kept, guideline)
            made.counts = add(add(made.counts, count_groups(kept, guideline)), count_derived(kept, guideline))
            made.joint = made.joint + count_stages(kept, guideline)
            made.overlaps = made.overlaps + Overlaps.of(kept)
        elif isinstance(kept, Totals):
            whole |= count_totals(kept, guideline)
            made.given |= _given(kept, guideline)
    gone = sorted({u for u, _, _ in (*made.counts, *whole, *(group for group, _ in made.given))} - tree.units.keys())
    if gone:
        raise Refused("close_unit_gone", code=", ".join(gone[:10]))
    whole = united(whole, guideline, every=True)
    made.counts = in_place(over_tree(united(made.counts, guideline), whole, tree), places(guideline))
    return made


def _given(totals: Totals, guideline: Guideline) -> Given:
    found: Given = {}
    for row in totals.rows:
        keys = [indicator.key for indicator in guideline.indicators if indicator.item == row.item]
        found |= {((row.unit, row.segment, row.value), key): row for key in keys}
    return found


def asked(guideline: Guideline, counts: Mapping[Group, Tally]) -> tuple[Indicator, ...]:
    """The indicators of a guideline, with those beside them that are counted anywhere."""
    found = {key for tally in counts.values() for key in tally}
    return (*guideline.indicators, *(indicator for indicator in derived(guideline) if indicator.key in found))
