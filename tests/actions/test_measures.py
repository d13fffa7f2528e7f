"""Speed, funnel, standing, decomposition and effect through the actions; every expectation is arithmetic on the answers."""

import math
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date

import pytest

from actions import view
from actions.decompose import Split, decomposition
from actions.effect import initiative_effect
from actions.funnel import funnel
from actions.record import record
from actions.refused import Refused
from actions.speed import speed
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from db.engine import Store
from measure.initiative import Refusal, Verdict
from measure.kalman import Seen
from measure.programme import Held, Initiative, InitiativeKind
from measure.questionnaire import Wording
from measure.speed import outlook
from tests.actions.county import FIRST, HELD, HELD_SINCE, SECOND, WAVES, answers, county, known, people, starts

AWARENESS = view.Query(indicator="awareness")
UNITS = ("C", "A", "B", *FIRST, *SECOND, "A8", "A9", "S1")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


def row(wave: str, unit: str) -> tuple[int, int, int, int]:
    found = next(r for r in answers(wave) if r.unit == unit)
    return found.people, found.know, found.read, found.changed


def weighed(store: Store, wave: str, stage: str = "know") -> float:
    """Sum N_h p_h / N: three people stand for two answers, save where what is hidden is one class, six people by five."""
    shown = {cell.unit for cell in view.levels(LOCAL, store, view.Query(wave, indicator="awareness")) if cell.base}
    known = [(r.unit in shown, 2 * (r.people * 3 // 4), r.people, getattr(r, stage)) for r in answers(wave)]
    hidden = [row[1:] for row in known if not row[0]]
    rows = [row[1:] for row in known if row[0]] + [tuple(sum(column) for column in zip(*hidden, strict=True))]
    return float(sum(people * x / n for people, n, x in rows) / sum(people for people, *_ in rows))


def worth(store: Store, wave: str) -> float:
    """1 / sum W_h^2 / n_h over the same classes; each department that is shown is two, new and old."""
    shown = {cell.unit for cell in view.levels(LOCAL, store, view.Query(wave, indicator="awareness")) if cell.base}
    known = [(r.unit in shown, 2 * (r.people * 3 // 4), r.people) for r in answers(wave)]
    people, n = (sum(row[place] for row in known if not row[0]) for place in (1, 2))
    parts = [*[(row[1] / 2, row[2] / 2) for row in known if row[0] for _ in "no"], (people, n)]
    return sum(people for people, _ in parts) ** 2 / sum(people**2 / n for people, n in parts)


def test_the_funnel_of_a_department(store: Store) -> None:
    n, know, read, changed = row("W4", "A2")
    found = funnel(LOCAL, store, view.Query("W4", "A2"))
    assert (found.strict, found.base, found.headcount, found.status) == (True, n, 2 * (n * 3 // 4), CellStatus.SHOWN)
    assert [(s.stage, s.share) for s in found.stages] == [
        ("awareness", pytest.approx(know / n)),
        ("readership", pytest.approx(read / n)),
        ("behaviour_change", pytest.approx(changed / n)),
    ]
    assert [c.share for c in found.conversions] == pytest.approx([know / n, read / know, changed / read])
    assert (found.contradictions, found.scalability) == (0, 1)
    assert found.index == pytest.approx((know + read + changed) / n / 3)
    (reception,) = found.reception
    welcome, against = math.ceil(know / 2), sum(place % 4 == 1 for place in range(know))
    assert (reception.favourable.share, reception.unfavourable.share) == pytest.approx((welcome / know, against / know))
    assert reception.net.share == pytest.approx((welcome - against) / know)


def test_the_funnel_of_the_whole_names_no_barrier_that_is_not_beyond_doubt(store: Store) -> None:
    """Reading follows knowing in one of two, and changing reading in one of two: neither is the lower."""
    found = funnel(LOCAL, store, view.Query("W4"))
    assert (found.unit, found.base) == ("C", people("W4"))
    assert [each.share for each in found.stages] == [
        pytest.approx(weighed(store, "W4", stage)) for stage in ("know", "read", "changed")
    ]
    assert found.effective_base == pytest.approx(worth(store, "W4"))
    assert found.barrier is None


def test_the_funnel_of_a_hidden_department_is_empty(store: Store) -> None:
    found = funnel(LOCAL, store, view.Query("W4", "S1"))
    assert (found.status, found.stages, found.base, found.index, found.reception) == (
        CellStatus.HIDDEN,
        (),
        None,
        None,
        (),
    )


def test_speed_is_that_of_the_published_series(store: Store) -> None:
    found = speed(LOCAL, store, AWARENESS, 0.8)
    seen = [Seen(starts(wave), weighed(store, wave), worth(store, wave)) for wave in WAVES]
    expected = outlook(seen, 0.8)
    assert found.waves == WAVES
    assert found.velocity is not None
    assert expected.velocity is not None
    assert astuple(found.velocity) == pytest.approx(astuple(expected.velocity), rel=1e-6)
    assert found.target is not None
    assert expected.target is not None
    assert found.target.verdict is expected.target.verdict
    assert found.backtest is not None
    assert found.backtest.forecasts == 3
    same = [abs(seen[k].share - seen[k - 1].share) for k in (3, 4, 5)]
    assert found.backtest.error_same == pytest.approx(100 * sum(same) / 3)


def test_a_department_is_foretold_beside_its_fellows_and_all_of_them_have_a_record(store: Store) -> None:
    """A1 and the other departments of its level; the county has no fellows. Three forecasts of whoever has six waves,
    A8 too: before the merger A6 and A7 stand for it."""
    found = speed(LOCAL, store, view.Query(unit="A1", indicator="awareness"))
    assert found.fellows
    assert found.velocity is not None
    assert found.velocity.points_per_quarter > 0
    assert not speed(LOCAL, store, AWARENESS).fellows
    everybody = record(LOCAL, store, AWARENESS)
    assert everybody is not None
    today = [view.Query(unit=unit, indicator="awareness", basis=view.Basis.TODAY) for unit in UNITS]
    shown = [view.trend(LOCAL, store, query) for query in today]
    waves = [sum(point.share is not None for point in points) for points in shown]
    assert everybody.forecasts == sum(max(0, count - 3) for count in waves)
    assert everybody.error < everybody.error_same


def test_a_department_that_was_shown_twice_has_no_speed(store: Store) -> None:
    found = speed(LOCAL, store, view.Query(unit="A9", indicator="awareness"), 0.5)
    assert (found.velocity, found.forecast, found.backtest, found.waves) == (None, (), None, ("W6",))
    hidden = speed(LOCAL, store, view.Query(unit="S1", indicator="awareness"), 0.5)
    assert (hidden.velocity, hidden.forecast, hidden.waves) == (None, (), ())


def test_a_comparison_says_who_is_unusual_and_which_ranks_are_possible(store: Store) -> None:
    """A9 stands at 10 % among departments around one half: the last, and unusual."""
    found = {row.unit: row for row in view.compare(LOCAL, store, view.Query("W6", indicator="awareness"))}
    last = found["A9"]
    shown = [row for row in found.values() if row.depth == 2 and row.status is CellStatus.SHOWN]
    assert last.rank is not None
    assert (last.unusual, last.rank.low, last.rank.high) == (True, len(shown), len(shown))
    assert [row.unit for row in shown if row.unusual] == ["A9"]
    assert all(row.rank and 1 <= row.rank.low <= row.rank.high <= len(shown) for row in shown)
    hidden = [row for row in found.values() if row.status is CellStatus.HIDDEN]
    assert hidden
    assert all((row.unusual, row.rank) == (None, None) for row in hidden)
    assert found["A"].unusual is None  # two divisions are no family to stand out from


def test_a_change_is_taken_apart_by_unit(store: Store) -> None:
    """A6 and A7 stand for A8; A9 came; what is hidden is pooled, and everything adds up to the published change."""
    found = decomposition(LOCAL, store, Split("W1", "W6"), AWARENESS)
    change = weighed(store, "W6") - weighed(store, "W1")
    assert found.total == pytest.approx(change)
    assert found.within is not None
    assert found.composition is not None
    assert found.entered_left is not None
    assert found.within + found.composition + found.entered_left == pytest.approx(change)
    assert found.unexplained == pytest.approx(0, abs=1e-12)
    parts = {part.part: part for part in found.parts}
    merged = parts["A6+A7+A8"]
    assert merged.within is not None
    assert merged.within > 0
    assert "S1" not in parts
    assert "A9" not in parts
    came = row("W6", "A9")
    staff = {r.unit: 2 * (r.people * 3 // 4) for r in answers("W6")}
    part = staff["A9"] / sum(staff.values())
    common = (weighed(store, "W6") - part * came[1] / came[0]) / (1 - part)
    assert found.entered_left == pytest.approx(part * (came[1] / came[0] - common))


def test_a_change_is_taken_apart_by_level_and_below_a_unit(store: Store) -> None:
    found = decomposition(LOCAL, store, Split("W1", "W2"), view.Query(indicator="awareness", level=1))
    assert [part.part for part in found.parts] == ["A", "B"]
    below = decomposition(LOCAL, store, Split("W1", "W2"), view.Query(unit="A", indicator="awareness"))
    assert below.total == pytest.approx((known("W2", *FIRST) - known("W1", *FIRST)) / (40 * 7))
    assert sorted(part.part for part in below.parts) == list(FIRST)
    assert below.composition == pytest.approx(0)


def test_a_change_is_taken_apart_by_tenure(store: Store) -> None:
    """Halves of equal size in every department: nothing by rotation."""
    found = decomposition(LOCAL, store, Split("W1", "W2", "tenure"), view.Query(unit="A3", indicator="awareness"))
    n, first, *_ = row("W1", "A3")
    _, last, *_ = row("W2", "A3")
    assert found.total == pytest.approx((last - first) / n)
    assert found.composition == pytest.approx(0)
    assert [part.part for part in found.parts] == ["tenure=new", "tenure=old"]


def test_a_change_is_taken_apart_by_the_funnels_stages(store: Store) -> None:
    found = decomposition(LOCAL, store, Split("W1", "W5", "funnel"), AWARENESS)
    came = {wave: weighed(store, wave, "changed") for wave in ("W1", "W5")}
    assert found.total == pytest.approx(came["W5"] - came["W1"])
    assert [part.part for part in found.parts] == ["awareness", "readership", "behaviour_change"]
    assert sum(part.effect or 0 for part in found.parts) == pytest.approx(found.total)


def test_a_hidden_departments_change_is_not_taken_apart(store: Store) -> None:
    whole = decomposition(LOCAL, store, Split("W1", "W2"), view.Query(unit="S1", indicator="awareness"))
    assert (whole.total, whole.within, whole.parts) == (None, None, ())
    hidden = decomposition(LOCAL, store, Split("W1", "W2", "funnel"), view.Query(unit="S1", indicator="awareness"))
    assert (hidden.total, hidden.parts) == (None, ())


def held(day: date, *units: str) -> Initiative:
    """A workshop of one day."""
    own = tuple(Held(unit=unit, since=day, until=day) for unit in units)
    return Initiative(key="ws", name=Wording(ja="W", en="W"), kind=InitiativeKind.WORKSHOP, units=own)


def test_an_initiative_is_held_against_the_departments_that_had_not_held_it(store: Store) -> None:
    """Six more of forty from the third wave on."""
    found = initiative_effect(LOCAL, store, held(HELD_SINCE, *HELD), AWARENESS)
    assert found.waves == WAVES
    assert found.effect.verdict is Verdict.ROSE_MORE
    assert found.effect.held == 5
    assert found.effect.points == pytest.approx(100 * 6 / 40, abs=2)
    assert found.effect.p is not None
    assert found.effect.p <= 0.05


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (held(HELD_SINCE, "A1"), Refusal.HELD),
        (held(HELD_SINCE, "C"), Refusal.COMPARISON),
        (held(date(2024, 1, 1), *FIRST), Refusal.EARLIER_WAVES),
        (held(date(2030, 1, 1), *FIRST), Refusal.LATER_WAVES),
    ],
)
def test_what_cannot_be_assessed_is_refused(store: Store, of: Initiative, why: Refusal) -> None:
    found = initiative_effect(LOCAL, store, of, AWARENESS).effect
    assert (found.verdict, found.refusal, found.points) == (Verdict.NOT_ASSESSED, why, None)


def test_what_is_not_known_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="unit_unknown"):
        funnel(LOCAL, store, view.Query("W1", "X"))
    with pytest.raises(Refused, match="segment_unknown"):
        decomposition(LOCAL, store, Split("W1", "W2", "age"), AWARENESS)
    with pytest.raises(Refused, match="indicator_unknown"):
        speed(LOCAL, store, view.Query(indicator="x"))
