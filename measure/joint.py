"""Counts of people by what they answered to several items together, which the strict funnel needs (METHOD 8, 10).

They are counted when a wave is closed and published like any indicator, under keys that hold a colon:
funnel:<stage>       came to this stage and all before it, of everybody whose answers to the stages are valid
funnel:contradiction has read but does not know, of the same people
<key>:unfavourable   answered an indicator of reception unfavourably, of its own base
<key>:dont_know      said "don't know" to it, of those who answered validly or so
stage:<audience>:<stage>  came to this stage of an audience and all before it, of its people whose answers are valid so
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from measure.audience import ladder
from measure.indicators import Joint
from measure.questionnaire import Direction, Guideline, Indicator, Stage, Status
from measure.tally import Flags, Group, Marks, Responses, Tally, base_codes, chosen, count_marks, weights

FUNNEL, CONTRADICTION = "funnel:", "funnel:contradiction"
UNFAVOURABLE, DONT_KNOW = ":unfavourable", ":dont_know"


def chain(guideline: Guideline) -> tuple[Indicator, ...]:
    """The first indicator of each stage in the order of the stages; empty when there are fewer than two."""
    first = [next((i for i in guideline.indicators if i.stage is stage and not i.among), None) for stage in Stage]
    found = tuple(indicator for indicator in first if indicator is not None)
    return found if len(found) > 1 else ()


def derived(guideline: Guideline) -> tuple[Indicator, ...]:
    """What is counted and published beside the guideline's own indicators."""
    stages = chain(guideline)
    funnel = [_named(i, f"{FUNNEL}{i.stage}") for i in stages]
    contradiction = [_named(stages[1], CONTRADICTION)] if _may_contradict(stages) else []
    unfavourable = [_named(i, i.key + UNFAVOURABLE) for i in guideline.indicators if i.reception]
    unknowing = [_named(i, i.key + DONT_KNOW) for i in guideline.indicators if _dont_know(guideline, i)]
    climbed = [_named(i, key) for audience in guideline.audiences for key, i in ladder(audience, guideline)]
    return (*funnel, *contradiction, *unfavourable, *unknowing, *climbed)


def _named(indicator: Indicator, key: str) -> Indicator:
    return indicator.model_copy(update={"key": key})


def _may_contradict(stages: tuple[Indicator, ...]) -> bool:
    return [indicator.stage for indicator in stages[:2]] == [Stage.AWARENESS, Stage.READERSHIP]


def _dont_know(guideline: Guideline, indicator: Indicator) -> tuple[int, ...]:
    """Codes of "don't know" where they are not in the base already; not among those who know, which has its own."""
    options = guideline.item(indicator.item).options
    counted = indicator.stage is Stage.AWARENESS or indicator.among is not None
    return () if counted else tuple(option.code for option in options if option.status is Status.DONT_KNOW)


def count_derived(responses: Responses, guideline: Guideline) -> dict[Group, Tally]:
    """Counts of the derived indicators, by the groups that answered (children not included)."""
    marks = _funnel(responses, guideline)
    for audience in guideline.audiences:
        marks |= _climbed(responses, guideline, ladder(audience, guideline))
    for indicator in guideline.indicators:
        if indicator.item in responses.answers:
            marks |= _sides(responses, guideline, indicator)
    return count_marks(responses, marks)


def _funnel(responses: Responses, guideline: Guideline) -> dict[str, Marks]:
    """Who came how far. A person is in the base when every stage is answered up to the first that is not favourable."""
    stages = chain(guideline)
    if not stages or any(stage.item not in responses.answers for stage in stages):
        return {}
    answers = [_answer(responses, guideline, stage) for stage in stages]
    base, reached = _steps(answers)
    found = {f"{FUNNEL}{stage.stage}": flags for stage, flags in zip(stages, reached, strict=True)}
    if _may_contradict(stages):
        found[CONTRADICTION] = ~answers[0][1] & answers[1][1]
    return {key: _marked(responses, base, flags) for key, flags in found.items()}


def _climbed(
    responses: Responses, guideline: Guideline, stages: Sequence[tuple[str, Indicator]]
) -> Mapping[str, Marks]:
    """Who came how far on an audience's own stages; whose they are is seen to where they are kept.

    Who is not asked a stage, because of an answer before it, did not come to it (METHOD 8).
    """
    if not stages or any(stage.item not in responses.answers for _, stage in stages):
        return {}
    base, reached = _steps([_asked(responses, guideline, stage) for _, stage in stages])
    return {key: _marked(responses, base, flags) for (key, _), flags in zip(stages, reached, strict=True)}


def _asked(responses: Responses, guideline: Guideline, indicator: Indicator) -> tuple[Flags, Flags]:
    """Who answered validly, or validly denied what it is asked among; and who favourably."""
    valid, favourable = _answer(responses, guideline, indicator)
    condition = next((i for i in guideline.indicators if i.item == indicator.among and not i.among), None)
    if condition is None or condition.item not in responses.answers:
        among = _among(responses, guideline, indicator)
        return valid & among, favourable & among
    answered, agreed = _answer(responses, guideline, condition)
    return np.where(agreed, valid, answered), favourable & agreed


def _steps(answers: Sequence[tuple[Flags, Flags]]) -> tuple[Flags, list[Flags]]:
    """Who is in the base, and who came to each stage: who did not come to one need not say anything to the next."""
    base = reached = np.ones_like(answers[0][0])
    found: list[Flags] = []
    for valid, favourable in answers:
        base = base & (valid | ~reached)
        reached = reached & favourable
        found.append(reached)
    return base, found


def _answer(responses: Responses, guideline: Guideline, indicator: Indicator) -> tuple[Flags, Flags]:
    """Who answered validly, and who favourably."""
    item, codes = guideline.item(indicator.item), responses.answers[indicator.item]
    return chosen(codes, item, base_codes(item, indicator)), chosen(codes, item, item.codes(Direction.FAVOURABLE))


def _sides(responses: Responses, guideline: Guideline, indicator: Indicator) -> Mapping[str, Marks]:
    """The unfavourable part of a reception, and "don't know" beside an indicator."""
    item, codes = guideline.item(indicator.item), responses.answers[indicator.item]
    valid, found = chosen(codes, item, item.valid_codes()), dict[str, Marks]()
    if indicator.reception:
        base = valid & _among(responses, guideline, indicator)
        against = chosen(codes, item, item.codes(Direction.UNFAVOURABLE))
        found[indicator.key + UNFAVOURABLE] = _marked(responses, base, against)
    if unknowing := _dont_know(guideline, indicator):
        unsure = chosen(codes, item, unknowing)
        found[indicator.key + DONT_KNOW] = _marked(responses, valid | unsure, unsure)
    return found


def _among(responses: Responses, guideline: Guideline, indicator: Indicator) -> Flags:
    if indicator.among is None:
        return np.ones(responses.rows, np.bool_)
    if indicator.among not in responses.answers:
        return np.zeros(responses.rows, np.bool_)
    condition = guideline.item(indicator.among)
    return chosen(responses.answers[condition.key], condition, condition.codes(Direction.FAVOURABLE))


def _marked(responses: Responses, base: Flags, favourable: Flags) -> Marks:
    nobody = np.zeros(responses.rows, np.bool_)
    return Marks(base, base & favourable, nobody, nobody, weights(responses))


def count_stages(responses: Responses, guideline: Guideline) -> Joint:
    """How the stages were answered together by those who answered them all, in the whole organisation."""
    stages = chain(guideline)
    if not stages or any(stage.item not in responses.answers for stage in stages):
        return Joint()
    answers = [_answer(responses, guideline, stage) for stage in stages]
    everywhere = np.logical_and.reduce([valid for valid, _ in answers])
    weight = weights(responses)
    sets = [everywhere & favourable for _, favourable in answers]
    pairs = {(i, j): float(weight[sets[i] & sets[j]].sum()) for i, j in combinations(range(len(sets)), 2)}
    return Joint(float(weight[everywhere].sum()), tuple(float(weight[one].sum()) for one in sets), pairs)
