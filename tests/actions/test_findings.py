"""Findings through the actions: what was planted is found, in order, with its numbers and where it leads."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import close, view
from actions.behind import behind
from actions.findings import FindingKind, findings, leading, only, sentence
from actions.initiatives import import_initiatives
from actions.refused import Refused
from actions.users import LOCAL
from db.engine import Store
from tests.actions.county import county
from tests.actions.town import Answers, ask, hand_in, town

N = "\u00a0"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Of A 50 of 60 know it at first and 10 at last; of B 5 of 40 and then 35; reading stays as it is."""
    folder = tmp_path_factory.mktemp("town")
    opened = town(f"sqlite:///{folder / 'town.sqlite3'}", folder)
    for wave, start, know in (("W1", date(2025, 5, 1), (50, 5)), ("W2", date(2025, 8, 1), (10, 35))):
        ask(opened, folder, wave, start)
        assert hand_in(opened, folder, wave, (Answers("A", 60, know[0], 10), Answers("B", 40, know[1], 5))).upload
        close.close(LOCAL, opened, wave)
    yield opened
    opened.close()


def test_the_fall_comes_first_and_the_rise_after_it(store: Store) -> None:
    fall, rise = findings(LOCAL, store, "values")
    assert [(f.kind, f.unit, f.indicator, f.since, f.wave) for f in (fall, rise)] == [
        (FindingKind.FALL, "A", "awareness", "W1", "W2"),
        (FindingKind.RISE, "B", "awareness", "W1", "W2"),
    ]
    assert (fall.evidence.before, fall.evidence.after) == pytest.approx((50 / 60, 10 / 60))
    assert (fall.evidence.points, rise.evidence.points) == pytest.approx((-4000 / 60, 75))
    assert fall.evidence.base == 60
    assert (fall.page, fall.query) == ("unit", {"guideline": "values", "unit": "A", "indicator": "awareness"})
    said = sentence(fall, "en", {"W1": "the first wave"})
    assert said.startswith(
        f"総務課: Awareness has clearly fallen since the first wave, from 83{N}% to 17{N}% (−67{N}pt;"
    )
    assert sentence(rise, "ja").startswith(f"税務課：認知は、W1の 12{N}% から 88{N}% に、確かに上がりました")


def test_what_was_begun_between_the_waves_is_named_beside_a_rise(store: Store, tmp_path: Path) -> None:
    """Held by the whole, by another unit, before the first wave and after the second: only the first of these counts."""
    rows = (
        "a,All,message,2025-06-01,TOWN",
        "b,Other,pilot,2025-06-01,A",
        "c,Early,pilot,2025-04-01,B",
        "d,Late,pilot,2025-09-01,B",
    )
    file = tmp_path / "done.csv"
    file.write_text("\n".join(("initiative,name,kind,from,unit", *rows)), "utf-8")
    assert import_initiatives(LOCAL, store, file).problems == ()
    fall, rise = findings(LOCAL, store, "values")
    assert ([name.en for name in rise.held], fall.held) == (["All"], ())
    assert sentence(rise, "en").endswith("Begun there in the meantime: All.")


def test_nothing_is_found_where_nothing_is_clear_and_nobody_stands_out(store: Store) -> None:
    assert behind(LOCAL, store, "values") == []
    assert findings(LOCAL, store, "unknown") == []
    assert only(LOCAL, store, None) == "values"
    with pytest.raises(Refused, match="guideline_unknown"):
        only(LOCAL, store, "x")


def test_a_department_far_below_its_like_needs_help(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A9 stands at 10 % among sixteen departments around one half, in its first wave; nobody else is told of."""
    opened = county(tmp_path_factory.mktemp("county"))
    low = [each for each in behind(LOCAL, opened, "code") if each.indicator == "awareness"]
    assert [(each.unit, each.level, each.share, each.base) for each in low] == [("A9", 2, 0.1, 40)]
    assert low[0].rank == (low[0].among, low[0].among)
    assert low[0].query["level"] == "2"
    assert len(findings(LOCAL, opened, "code")) <= 5
    opened.close()


def test_a_page_opens_with_stages_and_reception(store: Store) -> None:

    (guideline,) = view.guidelines(LOCAL, store)
    assert [indicator.key for indicator in leading(guideline)] == ["awareness", "readership"]
