"""Numbers, dates and waves as people write them."""

from datetime import date

import pytest

from text import formats

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.72, "72"), (0.0, "0"), (1.0, "100"), (0.7249, "72"), (0.7251, "73"), (0.004, "0")],
)
def test_shares_are_whole_percent(share: float, text: str) -> None:
    assert formats.percent(share, "ja") == formats.percent(share, "en") == f"{text}{NBSP}%"


def test_what_is_not_known_is_a_dash_and_never_zero() -> None:
    assert {
        formats.percent(None, "ja"),
        formats.points(None, "en"),
        formats.number(None),
        formats.people(None, "ja"),
    } == {"—"}
    assert formats.percent_range(0.1, None, "ja") == formats.points_range(None, 1, "en") == "—"


@pytest.mark.parametrize(
    ("points", "text"),
    [(5.0, "+5"), (-3.2, "\u22123"), (0.0, "±0"), (0.4, "±0"), (-0.4, "±0"), (0.6, "+1"), (-0.6, "\u22121")],
)
def test_points_carry_their_sign(points: float, text: str) -> None:
    assert formats.points(points, "ja") == f"{text}{NBSP}pt"


def test_ranges() -> None:
    assert formats.percent_range(0.7, 0.742, "ja") == f"70〜74{NBSP}%"
    assert formats.percent_range(0.7, 0.742, "en") == f"70–74{NBSP}%"
    assert formats.points_range(-1.2, 4, "en") == f"\u22121 to +4{NBSP}pt"


def test_people_and_days() -> None:
    assert formats.people(12345, "ja") == "12,345人"
    assert formats.people(12345, "en") == "12,345"
    assert formats.day(date(2026, 4, 1), "ja") == "2026年4月1日"
    assert formats.day(date(2026, 4, 1), "en") == "1 April 2026"


@pytest.mark.parametrize(("year", "text"), [(2018, "2018年度"), (2019, "令和元年度"), (2026, "令和8年度")])
def test_fiscal_years_in_japanese_reckoning(year: int, text: str) -> None:
    assert formats.era_year(year) == text


def test_yearly_waves_are_called_by_their_fiscal_year() -> None:
    """October 2009 and March 2011 lie in the fiscal years 2009 and 2010."""
    labels = formats.wave_labels({"b": date(2011, 3, 1), "a": date(2009, 10, 1)}, "ja")
    assert [(label.name, label.short, label.long) for label in labels.values()] == [
        ("a", "2009", "2009年度"),
        ("b", "2010", "2010年度"),
    ]


def test_several_waves_a_year_are_numbered_within_it() -> None:
    starts = {"a": date(2025, 4, 1), "b": date(2025, 10, 1), "c": date(2026, 1, 10), "d": date(2026, 4, 1)}
    labels = formats.wave_labels(starts, "en")
    assert [label.long for label in labels.values()] == [
        f"FY2025{NBSP}W1",
        f"FY2025{NBSP}W2",
        f"FY2025{NBSP}W3",
        f"FY2026{NBSP}W1",
    ]
    assert [label.tick for label in labels.values()] == ["1", "2", "3", "1"]
    assert formats.wave_labels(starts, "ja")["b"].long == "2025年度\u00a0第2回"


def test_the_year_begins_when_the_organisation_says() -> None:
    """With a year that begins in January, March 2011 lies in 2011."""
    labels = formats.wave_labels({"a": date(2010, 5, 1), "b": date(2011, 3, 1)}, "en", year_begins=1)
    assert [label.long for label in labels.values()] == ["FY2010", "FY2011"]
