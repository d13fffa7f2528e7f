"""Norms and plans through the actions and in words; every expectation is arithmetic on the answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions import close, organise, upload, view
from actions.keep import open_store
from actions.norms import norms
from actions.planning import planned
from actions.refused import Refused
from actions.segments import segment_names
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from db.engine import Store
from measure.norms import NormVerdict
from measure.questionnaire import Wording
from tests.actions.county import WAVES, county, people, starts
from text import plan as words

YES_NO = (
    '[{ code = 1, label = "yes", direction = "favourable" }, { code = 2, label = "no", direction = "unfavourable" }]'
)
GUIDELINE = f"""
key = "code"
name = "Code"
[[norm]]
number = 1
name = {{ ja = "一", en = "One" }}
[[norm]]
number = 2
name = "Two"
[[norm]]
number = 3
name = "Three"
[[item]]
key = "i1"
norm = 1
text = "Is one important?"
option = {YES_NO}
[[item]]
key = "p1"
norm = 1
text = "Do you practise one?"
option = {YES_NO}
[[item]]
key = "p2"
norm = 2
text = "Do you practise two?"
option = {YES_NO}
[[indicator]]
key = "one_liked"
item = "i1"
norm = 1
purpose = "importance"
name = "One"
[[indicator]]
key = "one_done"
item = "p1"
norm = 1
purpose = "practice"
name = "One"
[[indicator]]
key = "two_done"
item = "p2"
norm = 2
name = "Two"
[[segment]]
key = "tenure"
name = {{ ja = "在籍年数", en = "Tenure" }}
value = [{{ key = "new", name = {{ ja = "新しい", en = "newly come" }} }}]
"""
PEOPLE, LIKED, DONE = 40, 36, 8


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One department of 40, of whom 36 hold the first norm to be important and 8 practise it, and one of 5."""
    folder = tmp_path_factory.mktemp("small")
    store = open_store(f"sqlite:///{folder / 's.sqlite3'}")
    organise.import_guideline(LOCAL, store, written(folder, "g.toml", GUIDELINE))
    organise.import_units(
        LOCAL, store, written(folder, "u.csv", "code,name,parent\nR,Root,\nA,A,R\nB,B,R\nC,C,R\n"), date(2025, 1, 1)
    )
    day = date(2025, 2, 1)
    organise.add_wave(LOCAL, store, organise.NewWave(name="W", starts_on=day, ends_on=day, minimum_base=10))
    heads = "unit,tenure,headcount\n" + "".join(
        f"{unit},{t},{n}\n" for unit, n in (("A", 40), ("B", 40), ("C", 5)) for t in ("new", "old")
    )
    organise.import_headcount(LOCAL, store, written(folder, "h.csv", heads), "W")
    lines = ["unit,tenure,Is one important?,Do you practise one?,Do you practise two?"]
    for unit, count in (("A", PEOPLE), ("B", PEOPLE), ("C", 5)):
        lines += [
            f"{unit},{'new' if p % 2 else 'old'},{yes(p < LIKED)},{yes(p < DONE)},{yes(p % 2)}" for p in range(count)
        ]
    file = upload.GivenFile.at(written(folder, "w.csv", "\n".join(lines) + "\n"))
    assert upload.take_in(LOCAL, store, file, upload.Choice("W")).rows_stored == 2 * PEOPLE + 5
    close.close(LOCAL, store, "W")
    yield store
    store.close()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def yes(value: object) -> str:
    return "yes" if value else "no"


def test_the_norms_of_the_whole(small: Store) -> None:
    """Of 85: 36 + 36 + 5 like the first, 8 + 8 + 5 practise it; the second was asked on one side, the third not at all."""
    one, two = norms(LOCAL, small, "W")
    assert (one.number, one.name, one.verdict) == (1, Wording(ja="一", en="One"), NormVerdict.ONLY_LIKED)
    assert one.importance is not None
    assert one.practice is not None
    assert (one.importance.share, one.practice.share) == pytest.approx((77 / 85, 21 / 85))
    assert one.gap is not None
    assert one.gap.points == pytest.approx(100 * (77 - 21) / 85)
    assert one.gap.low < one.gap.points < one.gap.high
    assert (two.number, two.importance, two.gap, two.verdict) == (2, None, None, NormVerdict.NOT_ASKED)
    assert two.practice is not None
    assert two.practice.indicator == "two_done"


def test_a_hidden_units_norms_say_nothing(small: Store) -> None:
    one, _ = norms(LOCAL, small, "W", "C")
    assert (one.verdict, one.gap) == (NormVerdict.NOT_SHOWN, None)
    assert one.importance is not None
    assert (one.importance.status, one.importance.share) == (CellStatus.HIDDEN, None)
    with pytest.raises(Refused, match="unit_unknown"):
        norms(LOCAL, small, "W", "X")


def test_segments_are_called_as_the_guideline_calls_them(small: Store) -> None:
    (tenure,) = segment_names(LOCAL, small, "W")
    assert (tenure.key, tenure.name.en) == ("tenure", "Tenure")
    assert [(value.key, value.name.en) for value in tenure.values] == [("new", "newly come"), ("old", "old")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


def test_the_plan_of_a_department(store: Store) -> None:
    """A2 at the last wave: 40 answers of 60 people."""
    found = planned(LOCAL, store, view.Query(None, "A2", None, "awareness"))
    assert (found.wave, found.status, found.indicator_name.en) == (WAVES[-1], CellStatus.SHOWN, "Awareness")
    assert found.plan is not None
    assert (found.plan.base, found.plan.headcount, found.plan.possible) == (40, 60, False)
    assert found.larger is None  # not even the whole sees five points
    assert found.until is None  # nobody waits for so many waves


def test_a_larger_unit_sees_it_already_and_waves_can_be_waited_for(store: Store) -> None:
    """The whole sees 8 points but A2 does not; 91 days lie between waves."""
    whole = planned(LOCAL, store, view.Query(indicator="awareness"), 8)
    assert whole.plan is not None
    assert (whole.plan.base, whole.plan.enough, whole.larger) == (people("W6"), True, None)
    found = planned(LOCAL, store, view.Query("W4", "A2", None, "awareness"), 10)
    assert found.larger is not None
    assert found.larger.unit == "C"
    assert found.plan is not None
    waves = found.plan.waves
    assert waves == -(-(found.plan.detectable**2) // 100)
    assert found.until == starts("W4") + timedelta(days=91 * waves)


def test_what_is_hidden_has_no_plan_but_a_larger_unit_may(store: Store) -> None:
    found = planned(LOCAL, store, view.Query(None, "S1", None, "awareness"), 8)
    assert (found.plan, found.status, found.until) == (None, CellStatus.HIDDEN, None)
    assert found.larger is not None
    said = words.sentence(words.Told("S1", None, None, "County"), "en")
    assert (
        said
        == "Nothing is shown of S1, so it cannot be said what its survey can detect. Or look at County, which is large enough already."
    )


def test_what_cannot_be_planned_is_refused(store: Store) -> None:
    for query, detect, kind in (
        (view.Query(indicator="nope"), 5.0, "indicator_unknown"),
        (view.Query(unit="X", indicator="awareness"), 5.0, "unit_unknown"),
        (view.Query("W9", indicator="awareness"), 5.0, "wave_unknown"),
        (view.Query(indicator="awareness"), 0.0, "points_range"),
    ):
        with pytest.raises(Refused, match=kind):
            planned(LOCAL, store, query, detect)
