"""Years lived from a seed and surveyed: what the actions report is held against what was true."""

import pytest

from tests.simulated.decade import Plan, World
from tests.simulated.decade_checks import compare, dates
from tests.simulated.decade_found import Findings
from tests.simulated.decade_page import SEEDS, smaller

SMALL = Plan(departments=4, sections=24, years=3, reforms=(1,), revisions=(2,), initiatives=2, working=1, beyond=1)
FURTHER = 60  # initiatives that do nothing, on the same answers


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return compare(SMALL, tmp_path_factory.mktemp("three-years"))


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return compare(Plan(), tmp_path_factory.mktemp("ten-years"), FURTHER)


def test_three_years_are_reported_as_they_were(small: Findings) -> None:
    assert small.scores["levels"].asked > 200
    assert small.scores["levels"].part >= 0.93
    for name in ("clear changes of 10 points or more", "arrivals' part of the staff", "cuts at revisions"):
        assert small.scores[name].part == 1.0


def test_the_same_seed_is_the_same_world() -> None:
    one, same, other = (World.of(Plan(seed=seed, departments=4, sections=24)) for seed in (1, 1, 2))
    assert (one.mood == same.mood).all()
    assert one.links == same.links
    assert one.links != other.links


@pytest.mark.slow
def test_levels_lie_inside_their_intervals(decade: Findings) -> None:
    assert decade.units >= 300
    assert decade.scores["levels"].part >= 0.93


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["clear changes of 10 points or more", "direction of what worked", "direction of learning", "cuts at revisions"],
)
def test_every_large_effect_has_its_direction(decade: Findings, name: str) -> None:
    assert decade.scores[name].part == 1.0


@pytest.mark.slow
def test_useless_initiatives_are_hardly_ever_called_effective(decade: Findings) -> None:
    assert decade.scores["useless called effective"].asked >= 50
    assert decade.scores["useless called effective"].part <= 0.05


@pytest.mark.slow
def test_rotation_is_told_within_five_points(decade: Findings) -> None:
    assert decade.scores["arrivals' part of the staff"].part == 1.0
    assert decade.scores["turnover's part"].part >= 0.90
    assert decade.scores["turnover's interval"].part >= 0.90


@pytest.mark.slow
def test_targets_are_reached_inside_the_stated_dates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two worlds of seven years together."""
    found = [dates(smaller(seed), tmp_path_factory.mktemp("dates")).scores["dates"] for seed in SEEDS]
    assert sum(score.asked for score in found) >= 20
    assert sum(score.right for score in found) >= 0.80 * sum(score.asked for score in found)
