"""What the measures promise, held against many simulated worlds and against the real years; docs/method has the tables."""

import pytest

from measure.speed import Verdict, summary
from tests.simulated import curves, families, initiatives, intervals, pages, uk_years

pytestmark = pytest.mark.slow


def test_the_interval_holds_the_truth_in_nineteen_of_twenty() -> None:
    """Over the grid of N and n: 93 % on average and 90 % in every cell, each the mean over all true shares."""
    found = [cell.mean for cell in intervals.cells()]
    assert sum(found) / len(found) >= 0.93
    assert min(found) >= 0.90


@pytest.mark.parametrize("design", intervals.STRATA)
def test_the_interval_of_strata_holds_the_truth(design: str) -> None:
    assert intervals.stratified(design, 4000) >= 0.93


def test_families_in_which_nothing_changed_are_hardly_ever_flagged() -> None:
    found = [families.clear(world, 300) for world in families.WORLDS]
    assert sum(found) / len(found) <= 0.05
    assert max(found) <= 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5


def test_families_without_an_outlier_are_hardly_ever_flagged() -> None:
    """At most one family in twenty, in every kind of family."""
    found = {world: families.unusual(world, 300) for world in families.WORLDS}
    assert sum(found.values()) / len(found) <= 0.05
    assert max(found.values()) <= 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5


def test_a_page_on_which_nothing_moved_is_flagged_at_most_once_in_twenty() -> None:
    """300 units, 4 indicators whose answers hang together, since the wave before and since a year before."""
    assert pages.false_moves(600) <= 0.05


def test_a_stage_that_rises_by_3_points_is_hardly_ever_said_to_stand_still() -> None:
    assert pages.false_stalls(300, 0.01) <= 0.05


@pytest.mark.parametrize("curve", curves.CURVES)
def test_nine_in_ten_surveys_come_out_inside_the_fan(curve: str) -> None:
    """80 to 98 % a year ahead."""
    assert 0.80 <= curves.row(curve, 800).inside <= 0.98


def test_a_date_is_hardly_ever_given_for_what_never_comes() -> None:
    """S-curves that flatten just below a target cannot be told from others; everything else that was promised came."""
    promised = [p for p in curves.promises(200) if p.verdict is Verdict.EXPECTED]
    others = [p for p in promised if p.curve != "S-curve"]
    assert sum(p.came for p in others) >= 0.8 * len(others)
    assert sum(p.came for p in promised) >= 0.65 * len(promised)


@pytest.mark.parametrize("design", initiatives.DESIGNS, ids=str)
def test_an_initiative_that_did_nothing_is_found_in_one_of_twenty(design: tuple[int, int]) -> None:
    assert 0.03 <= initiatives.size(design, "by lot", 1000) <= 0.07


@pytest.mark.parametrize("side", ["those that held it", "the others"])
def test_what_others_did_at_the_same_time_is_not_called_an_effect(side: str) -> None:
    plain, clean = initiatives.beside(side, 200)
    assert plain > 0.2
    assert clean <= 0.08


@pytest.mark.parametrize("indicator", uk_years.INDICATORS)
def test_the_real_years_came_inside_the_fan_and_nearer_than_the_plain_rules_said(indicator: str) -> None:
    each = uk_years.of_organisations(indicator, 1)
    found, (nearer, error) = summary(uk_years.together(each)), uk_years.gain(each)
    assert found.forecasts > 600
    assert 0.80 <= found.inside <= 0.98
    assert nearer == pytest.approx(found.error_same - found.error)
    assert nearer > error
    assert found.error < found.error_line


def test_forecasts_are_nearer_than_last_years_figure_beyond_doubt() -> None:
    """Over all three questions: by more than three standard errors, organisations being what differs by chance."""
    each = [own for indicator in uk_years.INDICATORS for own in uk_years.of_organisations(indicator, 1)]
    nearer, error = uk_years.gain(each)
    assert nearer > 3 * error
