"""Who started at the same height and rose: by hand from the town's table of answers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import close
from actions.alike import alike
from actions.initiatives import import_initiatives
from actions.users import LOCAL
from actions.view import Query
from db.engine import Store
from tests.actions.town import Answers, ask, hand_in, town

ASKED = Query(wave="W2", unit="A", indicator="awareness", guideline="values")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Of A 30 of 60 know it in both waves; of B 20 of 40 (the same half) and then 36 of 40."""
    folder = tmp_path_factory.mktemp("alike")
    opened = town(f"sqlite:///{folder / 'town.sqlite3'}", folder)
    for wave, start, know in (("W1", date(2025, 5, 1), 20), ("W2", date(2025, 8, 1), 36)):
        ask(opened, folder, wave, start)
        assert hand_in(opened, folder, wave, (Answers("A", 60, 30, 10), Answers("B", 40, know, 5))).upload
        close.close(LOCAL, opened, wave)
    yield opened
    opened.close()


def test_the_riser_from_the_same_height_is_named_with_what_was_begun_there(store: Store, tmp_path: Path) -> None:
    rows = ("a,Talks,lecture,2025-06-01,B", "b,Early,pilot,2025-04-01,B", "c,Elsewhere,pilot,2025-06-01,A")
    (tmp_path / "done.csv").write_text("\n".join(("initiative,name,kind,from,unit", *rows)), "utf-8")
    assert import_initiatives(LOCAL, store, tmp_path / "done.csv").problems == ()
    found = alike(LOCAL, store, ASKED)
    assert (found.since, found.start, found.among) == ("W1", 0.5, 1)
    [riser] = found.risers
    assert (riser.unit, riser.before, [name.en for name in riser.held]) == ("B", 0.5, ["Talks"])
    assert (riser.after, riser.points) == pytest.approx((36 / 40, 40))


def test_who_stood_elsewhere_or_did_not_rise_is_not_named(store: Store) -> None:
    """Of B's reading 5 of 40 in both waves, of A's 10 of 60: within 5 points, and nothing moved."""
    readers = alike(LOCAL, store, Query(wave="W2", unit="A", indicator="readership", guideline="values"))
    assert (readers.among, readers.risers) == (1, ())
    assert alike(LOCAL, store, Query(wave="W2", unit="B", indicator="awareness", guideline="values")).risers == ()
    assert alike(LOCAL, store, Query(wave="W1", unit="A", indicator="awareness", guideline="values")).since is None
