"""Which counts limit each other where an audience has stages of its own, written as algebra; and where they stand."""

from confidentiality.families import BASE, Family, base_of, families
from confidentiality.pattern import OWN
from confidentiality.source import Source, is_derived
from measure.audience import LADDER
from measure.questionnaire import Indicator
from measure.tally import RESPONSES, Count, Group, Tally
from tests.confidentiality.test_families import COUNTS, LIKED, STAGED, R, Told, against, measures, source, written
from tests.confidentiality.worlds import tree

AWARE, READERS, CHANGERS = STAGED
STAFF = LADDER + "staff:"
CAME: Told = {STAFF + "1": (19, 12), STAFF + "2": (19, 9), STAFF + "3": (19, 6)}
"""Of nineteen who have told all, so many came to each stage."""


def stages(*asked: Indicator) -> tuple[Indicator, ...]:
    """Stages of an audience, each counted as its indicator says."""
    return tuple(each.model_copy(update={"key": f"{STAFF}{place}"}) for place, each in enumerate(asked, 1))


def ladder(known: Source) -> Family:
    [found] = [family for family in families(known) if STAFF.rstrip(":") + BASE in family.shows]
    return found


def plainly(text: str) -> str:
    return text.replace(STAFF.rstrip(":") + ".asked", "in").replace(STAFF, "came")


def test_the_stages_of_an_audience() -> None:
    """The first is asked of all, the second among those who know, the third of all again."""
    found = ladder(source((AWARE, LIKED, CHANGERS, *stages(AWARE, LIKED, CHANGERS)), COUNTS | CAME))
    assert {plainly(key): pair for key, pair in measures(found).items()} == {
        "aware": (20, 30),
        "liked": (10, 30),  # only those who were asked whether they know
        "liked.asked": (17, 30),
        "changers": (15, 40),
        "changers.asked": (28, 40),  # of everybody, perhaps
        "came1": (12, 19),
        "came2": (9, 19),
        "came3": (6, 19),
        "in": (19, 19),
    }
    assert [plainly(rule) for rule in written(found)] == [
        "+ came1 - came2 >= 0",
        "+ came2 - came3 >= 0",
        "+ aware - came1 + in <= 30",  # of the thirty, who is in and did not come said no
        "+ came1 - in <= 0",
        "+ came1 - aware <= 0",  # who came to a stage said so
        "+ came2 - liked <= 0",
        "+ came3 - changers <= 0",
        "+ came2 - came3 + changers - changers.asked <= 0",  # who went no further said no, where everybody was asked
        "+ liked - liked.asked <= 0",
        "+ liked.asked - aware <= 0",
        "+ changers - changers.asked <= 0",
    ]


def test_a_first_stage_that_only_some_are_asked_has_a_base_that_is_an_answer() -> None:
    found = ladder(source((LIKED, against(LIKED), CHANGERS, *stages(LIKED, CHANGERS)), COUNTS | CAME))
    assert {plainly(key): pair for key, pair in measures(found).items()} == {
        "liked": (10, 40),
        "liked.against": (2, 40),
        "liked.asked": (17, 40),
        "changers": (15, 40),
        "changers.asked": (28, 40),
        "came1": (12, 19),
        "came2": (9, 19),
        "in": (19, 19),
    }
    assert [plainly(rule) for rule in written(found)] == [
        "+ came1 - came2 >= 0",
        "+ liked - came1 + in <= 40",
        "+ came1 - in <= 0",
        "+ came1 - liked <= 0",
        "+ came2 - changers <= 0",
        "+ came1 - came2 + changers - changers.asked <= 0",
        "+ liked + liked.against - liked.asked <= 0",
        "+ changers - changers.asked <= 0",
    ]


def test_what_is_asked_among_what_is_no_first_stage_may_be_asked_of_anybody() -> None:
    """Liked is asked among those who know, which is no stage of these."""
    known = (AWARE, READERS, LIKED, *stages(READERS, LIKED))
    found = ladder(source(known, COUNTS | CAME))
    assert measures(found)["liked"] == (10, 40)
    assert "+ liked.asked - aware <= 0" not in written(found)


def test_one_question_may_be_two_stages() -> None:
    """Readers stand twice: once is asked, and who came to the second came to the first."""
    found = ladder(source((READERS, *stages(READERS, READERS)), COUNTS | CAME))
    assert [plainly(rule) for rule in written(found)] == [
        "+ came1 - came2 >= 0",
        "+ readers - came1 + in <= 24",
        "+ came1 - in <= 0",
        "+ came1 - readers <= 0",
        "+ came2 - readers <= 0",
    ]


def test_where_stages_can_be_read() -> None:
    """Who is in their base is told by each of their cells, and is no answer by itself."""
    found = ladder(source((AWARE, CHANGERS, *stages(AWARE, CHANGERS)), COUNTS | CAME))
    base = STAFF.rstrip(":") + BASE
    assert found.shows == {
        "aware": ("aware",),
        "changers": ("changers",),
        "changers" + BASE: ("changers",),
        STAFF + "1": (STAFF + "1",),
        STAFF + "2": (STAFF + "2",),
        base: (STAFF + "1", STAFF + "2"),
    }
    assert found.shows.keys() - found.answers == {base, "changers" + BASE}
    assert found.base((R, STAFF + "2")) == 19
    assert base_of(STAFF + "1") == base_of(STAFF + "2") == base
    assert is_derived(STAFF + "1")


def test_each_audience_has_a_ladder_of_its_own() -> None:
    other = [each.model_copy(update={"key": each.key.replace("staff", "heads")}) for each in stages(CHANGERS)]
    told = COUNTS | CAME | {LADDER + "heads:1": (5, 3)}
    known = source((AWARE, CHANGERS, *stages(AWARE, CHANGERS), *other), told)
    assert known.ladders() == [
        [(STAFF + "1", "aware"), (STAFF + "2", "changers")],
        [(LADDER + "heads:1", "changers")],
    ]
    assert [sorted(key for key in family.shows if key.startswith(LADDER)) for family in families(known)][:2] == [
        sorted((STAFF.rstrip(":") + BASE, STAFF + "1", STAFF + "2")),
        sorted((LADDER + "heads" + BASE, LADDER + "heads:1")),
    ]


def test_stages_stand_in_the_groups_of_their_audience_alone() -> None:
    """Of R 40 and of A 25 in it, 19 and 12 are of role x and told all, of whom all but three came; the rest is R's own."""
    x: dict[str, Group] = {unit: (unit, "role", "x") for unit in "RA"}
    counts: dict[Group, Tally] = {}
    for unit, all_of_it, of_x in (("R", 40, 19), ("A", 25, 12)):
        for group, size in (((unit, "", ""), all_of_it), (x[unit], of_x)):
            counts[group] = {key: Count(size, float(size), size / 2) for key in (RESPONSES, "aware")}
        counts[x[unit]] |= {STAFF + "1": Count(of_x, float(of_x), of_x - 3.0)}
    known = Source(counts, tree({"R": None, "A": "R"}), (AWARE, *stages(AWARE)))
    found = ladder(known).facts
    base, own = STAFF.rstrip(":") + BASE, ("R", "role", "x" + OWN)
    held = {group: size for group, size in found.most[STAFF + "1"].items() if size}
    assert held == {x["R"]: 19, x["A"]: 12, own: 19 - 12}
    assert {group: size for group, size in found.truth[base].items() if size} == held
    told = {group: size for group, size in found.truth[STAFF + "1"].items() if size}
    assert told == {x["R"]: 19 - 3, x["A"]: 12 - 3, own: (19 - 3) - (12 - 3)}
    assert found.most["aware"]["R", "", ""] == 40
