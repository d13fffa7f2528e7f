"""A revision of the guideline: readership is counted anew, awareness goes on, and comparisons over it say why they refuse."""

from collections.abc import Iterator
from datetime import date

import pytest

from actions import close, organise, view
from actions.decompose import Split, decomposition
from actions.findings import findings
from actions.refused import Refused
from actions.speed import speed
from actions.users import LOCAL
from actions.view import Query
from confidentiality.cube import Break
from db.engine import Store
from measure.speed import Verdict
from tests.actions.town import GUIDELINE, Answers, ask, hand_in, town, write

WAVES = {"W1": (30, 20), "W2": (34, 26), "W3": (40, 30), "W4": (44, 12), "W5": (46, 16)}
"""Of A's 60 who know and who have read; before the fourth the second edition came out."""
REVISED = GUIDELINE.replace('key = "values"\n', 'key = "values"\nversion = "2.0"\npublished_on = 2025-08-01\n')


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("revision")
    store = town(f"sqlite:///{folder / 'revised.sqlite3'}", folder)
    for month, (wave, (know, read)) in enumerate(WAVES.items(), start=5):
        if wave == "W4":
            organise.import_guideline(LOCAL, store, write(folder, "values2.toml", REVISED))
        ask(store, folder, wave, date(2025, month, 7))
        assert hand_in(store, folder, wave, [Answers("A", 60, know, read), Answers("B", 40, 20, 20)]).upload
        close.close(LOCAL, store, wave)
    yield store
    store.close()


def test_readership_is_counted_anew_and_awareness_goes_on(revised: Store) -> None:
    read, know = (view.trend(LOCAL, revised, Query(indicator=key, unit="A")) for key in ("readership", "awareness"))
    assert [point.broken for point in read] == [None, None, None, Break.REVISION, None]
    assert [point.change is None for point in read] == [True, False, False, True, False]
    assert [point.broken for point in know] == [None] * 5
    assert know[3].change is not None
    assert know[3].change.points == pytest.approx(100 * (44 - 40) / 60)
    assert read[4].change is not None
    assert read[4].change.points == pytest.approx(100 * (16 - 12) / 60)


def test_a_fall_by_the_revision_is_no_finding(revised: Store) -> None:
    """From 30 to 12 of 60 would be the clearest of falls."""
    assert view.change(LOCAL, revised, ("W3", "W4"), Query(indicator="readership")) == []
    assert [found for found in findings(LOCAL, revised, "values") if found.indicator == "readership"] == []


def test_speed_begins_anew(revised: Store) -> None:
    """Two waves of the second edition have no speed; five of awareness have one."""
    read, know = (speed(LOCAL, revised, Query(indicator=key, unit="A"), 0.8) for key in ("readership", "awareness"))
    assert (read.waves, read.velocity) == (("W4", "W5"), None)
    assert read.target is not None
    assert read.target.verdict is Verdict.TOO_FEW_WAVES
    assert know.waves == tuple(WAVES)


def test_a_comparison_over_the_revision_is_refused_with_its_reason(revised: Store) -> None:
    with pytest.raises(Refused) as refused:
        decomposition(LOCAL, revised, Split("W3", "W5"), Query(indicator="readership"))
    assert refused.value.kind == "revision_differs"
    assert decomposition(LOCAL, revised, Split("W3", "W5"), Query(indicator="awareness")).total is not None


def test_a_wave_says_which_version_it_asked(revised: Store) -> None:
    told = [(row.guideline_version, row.published_on) for row in view.waves(LOCAL, revised)]
    assert told == [("1", None)] * 3 + [("2.0", date(2025, 8, 1))] * 2
