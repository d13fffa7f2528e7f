"""What people answered to several items together (METHOD 8 and 10), counted by hand."""

import numpy as np
import pytest

from measure.indicators import scalability
from measure.joint import chain, count_derived, count_stages, derived
from measure.questionnaire import Direction, Guideline, Indicator, Item, Option, Stage, Status, Wording
from measure.tally import Responses

WORD = Wording(ja="x", en="x")
YES, NO, DK, SKIPPED = 1, 2, 9, 0


def options(*statuses: Status) -> tuple[Option, ...]:
    plain = [
        (YES, Direction.FAVOURABLE, Status.VALID),
        (3, Direction.NEUTRAL, Status.VALID),
        (NO, Direction.UNFAVOURABLE, Status.VALID),
    ]
    return tuple(
        Option(code=code, label=WORD, direction=way, status=status)
        for code, way, status in (*plain, *((DK, None, status) for status in statuses))
    )


def guideline(*without: str) -> Guideline:
    items = tuple(
        Item(key=key, text=WORD, options=options(Status.DONT_KNOW)) for key in ("know", "read", "changed", "like")
    )
    kinds: list[tuple[str, Stage | None]] = [
        ("know", Stage.AWARENESS),
        ("read", Stage.READERSHIP),
        ("changed", Stage.BEHAVIOUR_CHANGE),
    ]
    stages = [Indicator(key=key, item=key, name=WORD, stage=stage) for key, stage in kinds if key not in without]
    like = Indicator(key="like", item="like", name=WORD, reception=True, among="know")
    return Guideline(key="g", name=WORD, items=items, indicators=(*stages, like))


def sheets(*rows: tuple[int, ...], weight: list[float] | None = None) -> Responses:
    columns = np.array(rows, np.uint8).T
    answers = dict(zip(("know", "read", "changed", "like"), columns, strict=False))
    held = None if weight is None else np.array(weight)
    return Responses(("A",), np.zeros(len(rows), np.uint8), answers=answers, weight=held)


ROWS = (
    (YES, YES, YES),  # came all the way
    (YES, YES, NO),
    (YES, NO, YES),  # changed without having read: not strictly
    (NO, SKIPPED, SKIPPED),  # not asked on, because not knowing: no
    (DK, NO, NO),  # "don't know" is not knowing
    (NO, YES, YES),  # a contradiction
    (YES, SKIPPED, YES),  # knows, and nobody knows about the reading: out of the base
    (SKIPPED, YES, YES),  # out
    (YES, YES, DK),  # out: the last answer is none
    (YES, NO, SKIPPED),  # came to knowing, so the last answer is not needed
)


def test_the_strict_funnel_stands_on_those_whose_answers_tell() -> None:
    """In the base: 7 of 10. Know: rows 1, 2, 3, 10; know and read: 1, 2; all three: 1; contradiction: 6."""
    tally = count_derived(sheets(*ROWS), guideline())["A", "", ""]
    found = {key: (count.base, count.favourable) for key, count in tally.items() if key.startswith("funnel")}
    assert found == {
        "funnel:awareness": (7, 4),
        "funnel:readership": (7, 2),
        "funnel:behaviour_change": (7, 1),
        "funnel:contradiction": (7, 1),
    }


def test_weights_are_summed_and_people_counted() -> None:
    tally = count_derived(sheets((YES, YES, NO), (NO, NO, NO), weight=[2.5, 0.5]), guideline())["A", "", ""]
    count = tally["funnel:readership"]
    assert (count.base, count.valid, count.favourable) == (2, 3.0, 2.5)


def test_two_stages_are_a_funnel_too_and_one_is_none() -> None:
    two, one = guideline("changed"), guideline("read", "changed")
    assert [i.key for i in chain(two)] == ["know", "read"]
    assert chain(one) == ()
    assert [i.key for i in derived(one)] == ["like:unfavourable"]
    assert not any(key.startswith("funnel") for key in count_derived(sheets(*ROWS), one).get(("A", "", ""), {}))


def test_a_stage_that_was_not_asked_leaves_no_funnel() -> None:
    asked = sheets(*((know, read) for know, read, _ in ROWS))
    assert not any(key.startswith("funnel") for key in count_derived(asked, guideline()).get(("A", "", ""), {}))
    assert count_stages(asked, guideline()).base == 0


def test_reception_is_among_those_who_know_and_shows_its_unfavourable_part() -> None:
    rows = [(YES, YES, YES, like) for like in (YES, YES, 3, NO, DK, SKIPPED)] + [(NO, NO, NO, NO)]
    tally = count_derived(sheets(*rows), guideline())["A", "", ""]
    assert (tally["like:unfavourable"].base, tally["like:unfavourable"].favourable) == (4, 1)


def test_dont_know_stands_beside_an_indicator_unless_it_is_counted_already() -> None:
    """Reading: 6 valid answers and 2 "don't know". Awareness counts them as not aware, reception is among some."""
    rows = [(YES, YES, YES, YES)] * 4 + [(YES, NO, NO, NO)] * 2 + [(YES, DK, NO, NO)] * 2 + [(DK, SKIPPED, NO, NO)]
    assert [i.key for i in derived(guideline()) if i.key.endswith("dont_know")] == [
        "read:dont_know",
        "changed:dont_know",
    ]
    tally = count_derived(sheets(*rows), guideline())["A", "", ""]
    assert (tally["read:dont_know"].base, tally["read:dont_know"].favourable) == (8, 2)


def test_stages_together_are_counted_where_all_are_answered() -> None:
    """Rows 1, 2, 3, 5, 6: know 3, read 3, changed 3; know and read 2, know and changed 2, read and changed 2."""
    found = count_stages(sheets(*ROWS), guideline())
    assert found.base == 5
    assert list(found.single) == [3, 3, 3]
    assert dict(found.pairs) == {(0, 1): 2, (0, 2): 2, (1, 2): 2}
    assert scalability(found) == pytest.approx((2 / 5 - 0.36) / (0.6 - 0.36))


@pytest.mark.parametrize("key", ["funnel:awareness", "funnel:contradiction", "like:unfavourable", "read:dont_know"])
def test_derived_keys_hold_a_colon_and_come_from_an_indicator(key: str) -> None:
    found = {indicator.key: indicator.item for indicator in derived(guideline())}
    assert found[key] in ("know", "read", "like")
