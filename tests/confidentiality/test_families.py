"""Which counts limit each other, written as algebra for a questionnaire of three stages and a question among those who know."""

from collections.abc import Iterable, Mapping

import pytest

from confidentiality.answers import Rule
from confidentiality.families import BASE, Family, base_of, families, of_the_sheet
from confidentiality.source import Source, is_derived
from measure.joint import CONTRADICTION, DONT_KNOW, FUNNEL, UNFAVOURABLE
from measure.questionnaire import Indicator, Wording
from measure.tally import RESPONSES, Count, Group, Tally
from tests.confidentiality.worlds import tree

R: Group = ("R", "", "")
Told = dict[str, tuple[int, int]]
"""Answers, favourable ones."""


def indicator(key: str, **more: object) -> Indicator:
    item = more.get("item", key)
    return Indicator.model_validate({"key": key, "item": item, "name": Wording(ja=key, en=key)} | more)


STAGES = ("awareness", "readership", "behaviour_change")
STAGED = tuple(indicator(key, stage=stage) for key, stage in zip(("aware", "readers", "changers"), STAGES, strict=True))
CAME = tuple(indicator(FUNNEL + stage, stage=stage, item=own.item) for stage, own in zip(STAGES, STAGED, strict=True))
CONTRADICTS = indicator(CONTRADICTION, item="aware")
LIKED = indicator("liked", among="aware", reception=True)


def against(plain: Indicator) -> Indicator:
    return plain.model_copy(update={"key": plain.key + UNFAVOURABLE})


COUNTS: Told = {
    RESPONSES: (40, 0),
    "aware": (30, 20),
    "aware" + UNFAVOURABLE: (30, 8),
    "readers": (24, 18),
    "changers": (28, 15),
    "liked": (17, 10),
    "liked" + UNFAVOURABLE: (17, 2),
    "plain": (33, 11),
    "plain" + UNFAVOURABLE: (33, 22),
    FUNNEL + "awareness": (19, 12),
    FUNNEL + "readership": (19, 9),
    FUNNEL + "behaviour_change": (19, 6),
    CONTRADICTION: (19, 5),
    "plain" + DONT_KNOW: (35, 2),
}


def source(indicators: Iterable[Indicator], told: Mapping[str, tuple[int, int]] = COUNTS) -> Source:
    tally: Tally = {key: Count(base, float(base), float(yes)) for key, (base, yes) in told.items()}
    return Source({R: tally}, tree({"R": None}), tuple(indicators))


SHORT = {
    FUNNEL + BASE: "in",
    CONTRADICTION: "contra",
    **{FUNNEL + stage: f"came{place}" for place, stage in enumerate(STAGES, 1)},
}


def short(measure: str) -> str:
    plain = SHORT.get(measure, measure.replace(BASE, ".asked"))
    return plain.replace(UNFAVOURABLE, ".against").replace(DONT_KNOW, ".unsure")


def algebra(rule: Rule) -> str:
    """A rule as one would write it for the whole."""
    signs = {1.0: "+", -1.0: "-"}
    terms = " ".join(f"{signs[value]} {short(measure)}" for measure, value in rule.terms)
    low, high = (None if limit is None else limit.get(R, 0.0) for limit in (rule.low, rule.high))
    if low is not None and low == high:
        return f"{terms} = {low:g}"
    limits = [(sign, limit) for sign, limit in ((">=", low), ("<=", high)) if limit is not None]
    return " and ".join(f"{terms} {sign} {limit:g}" for sign, limit in limits)


def written(family: Family) -> list[str]:
    return [algebra(rule) for rule in family.facts.rules]


def measures(family: Family) -> dict[str, tuple[float, float]]:
    """How many there are of each measure, and how many there could be at most."""
    known = family.facts
    assert known.truth.keys() == known.most.keys() == family.shows.keys()
    return {short(each): (known.count((R, each)), known.limit((R, each))) for each in known.truth}


def named(found: Iterable[Family]) -> list[list[str]]:
    return [[short(measure) for measure in family.shows] for family in found]


ALL = (*STAGED, LIKED, against(LIKED), *CAME, CONTRADICTS)


def test_the_chain_of_stages() -> None:
    chain = next(families(source(ALL)))
    assert measures(chain) == {
        "aware": (20, 30),
        "readers": (18, 40),  # who was asked of the later stages is an answer itself: of everybody, perhaps
        "readers.asked": (24, 40),
        "changers": (15, 40),
        "changers.asked": (28, 40),
        "liked": (10, 30),  # only those who were asked whether they know
        "liked.against": (2, 30),
        "liked.asked": (17, 30),
        "came1": (12, 30),
        "came2": (9, 30),
        "came3": (6, 30),
        "contra": (5, 30),
        "in": (19, 30),
    }
    assert written(chain) == [
        "+ came1 - came2 >= 0",
        "+ came2 - came3 >= 0",
        "+ aware - came1 + in = 30",  # of the thirty, who is in the funnel and did not come said no
        "+ came1 - in <= 0",
        "+ came1 + contra - in <= 0",  # who contradicts did not come
        "+ came2 + contra - readers <= 0",  # both have read
        "+ came1 - came2 + readers - readers.asked <= 0",  # who went no further said no
        "+ readers - came2 - contra + in <= 40",  # other readers stand outside the funnel
        "+ came3 - changers <= 0",
        "+ came2 - came3 + changers - changers.asked <= 0",
        "+ changers - came3 + came2 <= 40",
        "+ readers - readers.asked <= 0",
        "+ changers - changers.asked <= 0",
        "+ liked + liked.against - liked.asked <= 0",
        "+ liked.asked - aware <= 0",
    ]


def test_where_a_measure_can_be_read() -> None:
    """How many were asked can be read in each cell of theirs, and is no answer."""
    chain = next(families(source(ALL)))
    assert {short(measure): tuple(map(short, keys)) for measure, keys in chain.shows.items()} == {
        each: (each,)
        for each in ("aware", "readers", "changers", "liked", "liked.against", "came1", "came2", "came3", "contra")
    } | {
        "readers.asked": ("readers",),
        "changers.asked": ("changers",),
        "liked.asked": ("liked", "liked.against"),
        "in": ("came1", "came2", "came3", "contra"),
    }
    assert chain.shows.keys() - chain.answers == {
        FUNNEL + BASE,
        *(key + BASE for key in ("readers", "changers", "liked")),
    }
    bases = {"aware": 30, "readers": 24, "liked" + UNFAVOURABLE: 17, FUNNEL + "readership": 19, CONTRADICTION: 19}
    assert {measure: chain.base((R, measure)) for measure in bases} == bases


def test_the_funnel_by_itself_and_every_question_by_itself() -> None:
    """Aware alone is in the chain with its base known, so it is not attacked by itself again."""
    chain, funnel, *others = families(source(ALL))
    assert measures(funnel) == {"came1": (12, 19), "came2": (9, 19), "came3": (6, 19), "contra": (5, 19)}
    assert written(funnel) == ["+ came1 - came2 >= 0", "+ came2 - came3 >= 0", "+ came1 + contra <= 19"]
    assert [measures(each) for each in others] == [
        {"readers": (18, 24)},
        {"changers": (15, 28)},
        {"liked": (10, 17), "liked.against": (2, 17)},
    ]
    assert [written(each) for each in others] == [[], [], ["+ liked + liked.against <= 17"]]
    assert chain.facts.whole


def test_nobody_contradicts_where_that_is_not_counted() -> None:
    chain, funnel, *_ = families(source((*STAGED[:2], *CAME[:2])))
    assert written(chain) == [
        "+ came1 - came2 >= 0",
        "+ aware - came1 + in = 30",
        "+ came1 - in <= 0",
        "+ came2 - readers <= 0",
        "+ came1 - came2 + readers - readers.asked <= 0",
        "+ readers - came2 + came1 <= 40",
        "+ readers - readers.asked <= 0",
    ]
    assert written(funnel) == ["+ came1 - came2 >= 0"]


def test_a_stage_asked_of_exactly_those_before_it_has_their_number() -> None:
    """Readers were asked of the twenty who know: then everybody knows who was asked."""
    chain = next(families(source((*STAGED[:2], *CAME[:2]), COUNTS | {"readers": (20, 18)})))
    assert measures(chain)["readers.asked"] == (20, 40)
    assert written(chain)[-1] == "+ readers.asked - aware = 0"
    assert "readers.asked - aware" not in written(next(families(source((*STAGED[:2], *CAME[:2])))))[-1]


@pytest.mark.parametrize(("against_it", "rule"), [(8, "<= 30"), (10, "= 30")])
def test_where_all_are_for_or_against_the_first_stage_both_make_the_whole(against_it: int, rule: str) -> None:
    told = COUNTS | {"aware" + UNFAVOURABLE: (30, against_it)}
    chain, funnel, *_ = families(source((STAGED[0], against(STAGED[0]), *CAME[:1]), told))
    assert (measures(funnel), written(funnel)) == ({"came1": (12, 19)}, [])
    assert measures(chain)["aware.against"] == (against_it, 30)
    assert f"+ aware + aware.against {rule}" in written(chain)


PLAIN = indicator("plain")
UNSURE = PLAIN.model_copy(update={"key": "plain" + DONT_KNOW})


def test_without_stages_every_question_stands_alone() -> None:
    [alone, unsure] = families(source((PLAIN, against(PLAIN), UNSURE)))
    assert (measures(alone), written(alone)) == (
        {"plain": (11, 33), "plain.against": (22, 33)},
        ["+ plain + plain.against = 33"],  # nobody is in between
    )
    assert (measures(unsure), written(unsure)) == ({"plain.unsure": (2, 35)}, [])


def test_where_one_section_has_somebody_in_between_the_whole_has() -> None:
    def tally(base: int, yes: int, no: int) -> Tally:
        both = {"plain": yes, "plain" + UNFAVOURABLE: no}
        return {RESPONSES: Count(base, base)} | {key: Count(base, float(base), float(n)) for key, n in both.items()}

    counts = {("A", "", ""): tally(10, 6, 3), ("B", "", ""): tally(10, 6, 4), R: tally(20, 12, 7)}
    org = tree({"R": None, "A": "R", "B": "R"})
    [alone] = families(Source(counts, org, (PLAIN, against(PLAIN))))
    assert written(alone) == ["+ plain + plain.against <= 20"]


def test_what_is_asked_among_those_who_said_so_is_part_of_it() -> None:
    """Attacked by itself with its base known, and as part of what it is asked among."""
    among = indicator("liked", among="plain")
    found = list(families(source((PLAIN, among, against(among)), COUNTS | {"liked" + UNFAVOURABLE: (17, 7)})))
    assert named(found) == [["plain"], ["plain", "liked", "liked.against", "liked.asked"], ["liked", "liked.against"]]
    assert measures(found[1]) == {
        "plain": (11, 33),
        "liked": (10, 33),
        "liked.against": (7, 33),
        "liked.asked": (17, 33),
    }
    assert written(found[1]) == ["+ liked + liked.against - liked.asked = 0", "+ liked.asked - plain <= 0"]
    assert written(found[2]) == ["+ liked + liked.against = 17"]


def test_what_is_asked_among_what_nobody_counts_has_its_own_base() -> None:
    assert named(families(source((indicator("liked", among="plain"),)))) == [["liked"]]
    other = indicator("plain", among="aware")
    assert named(families(source((other, LIKED.model_copy(update={"among": "plain"}))))) == [["plain"], ["liked"]]


def test_what_keys_say() -> None:
    assert base_of(FUNNEL + "awareness") == base_of(CONTRADICTION) == FUNNEL + BASE
    assert base_of("liked" + UNFAVOURABLE) == base_of("liked") == "liked" + BASE
    derived = [FUNNEL + "awareness", CONTRADICTION, "liked" + UNFAVOURABLE, "liked" + DONT_KNOW]
    assert [key for key in (*derived, "liked") if is_derived(key)] == derived
    assert [key for key in (*derived, "liked") if of_the_sheet(key)] == [CONTRADICTION, "liked" + DONT_KNOW]


def test_people_are_all_who_answered_anything() -> None:
    """A group in which more answered a question than are counted as having answered at all holds these."""
    tally: Tally = {RESPONSES: Count(12, 12.0), "plain": Count(14, 14.0, 3.0)}
    other: Tally = {"plain": Count(5, 5.0, 1.0)}
    found = Source({R: tally, ("A", "", ""): other}, tree({"R": None, "A": "R"}), (PLAIN,))
    assert {group: count for group, count in found.people(["plain"]).counts.items() if not group[2]} == {
        R: 14,
        ("A", "", ""): 5,
    }
    assert {group: count for group, count in found.people([]).counts.items() if not group[2]} == {R: 12}
    assert found.cube("plain").counts[R] == 14
    assert found.cube("plain") is found.cube("plain")
    assert (found.yes("plain")[R], found.sizes("plain")[R], found.yes(RESPONSES)) == (3.0, 14.0, {R: 0.0})
