"""Years lived from a seed and surveyed: what commands and pages report is held against what was true."""

from pathlib import Path
from statistics import median

import pytest

from tests.simulated import many_worlds
from tests.simulated.decade import Plan, World
from tests.simulated.decade_checks import compare
from tests.simulated.decade_found import Findings
from tests.simulated.decade_told import ask, trend
from tests.ui.conftest import opened
from tests.ui.reading import lines, words

SMALL = Plan(departments=4, sections=24, years=4, reforms=(1,), revisions=(2,), initiatives=2, working=1, beyond=1)

ALWAYS = (
    "clear changes of 10 points or more",
    "arrivals' part of the staff",
    "cuts at revisions",
    "changes taken back",
    "changes made again",
    "the whole is the same on both bases",
    "departments add up to the whole",
    "review agrees",
    "lived again as before",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("four-years")


@pytest.fixture(scope="module")
def small(folder: Path) -> Findings:
    return compare(SMALL, folder)


@pytest.fixture
def url(small: Findings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store of the four years, on the screen too."""
    assert small.units
    found = f"sqlite:///{folder / 'decade.sqlite3'}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", found)
    return found


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return compare(Plan(), tmp_path_factory.mktemp("ten-years"))


def test_four_years_are_reported_as_they_were(small: Findings) -> None:
    assert small.scores["levels"].asked > 200
    assert small.scores["levels"].part >= 0.93
    assert small.scores["restated"].part >= 0.93
    for name in ALWAYS:
        assert small.scores[name].part == 1.0, name


@pytest.mark.parametrize("mark", ["M", "A", "D01"])
def test_the_page_draws_the_trend_that_the_command_answers(url: str, mark: str) -> None:
    """Of a merged section, of a part of a split one, and of a department, as they are today."""
    unit = next(row["code"] for row in ask(url, "org", "show") if mark in row["code"] and not row["valid_to"])
    told = [None if row["share"] is None else 100 * row["share"] for row in trend(url, unit, "today")]
    assert lines(opened("trend", unit=unit, lang="en"))["awareness"] == pytest.approx(told)


def test_the_page_shows_the_dates_and_effects_that_the_commands_answer(url: str) -> None:
    targets = [row["sentence"] for row in ask(url, "target", "list")]
    page = _plain(words(opened("targets", lang="en")))
    assert len(targets) == 20
    assert [told for told in targets if _plain(told) not in page] == []
    effect = ask(url, "show", "initiative", "I000", "--indicator", "awareness")["sentence"]
    shown = words(opened("initiatives", initiative="I000", indicator="awareness", lang="en"))
    assert _plain(effect) in _plain(shown)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


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
def test_rotation_is_told_within_five_points(decade: Findings) -> None:
    assert decade.scores["arrivals' part of the staff"].part == 1.0
    assert decade.scores["turnover's part"].part >= 0.90
    assert decade.scores["turnover's interval"].part >= 0.90


@pytest.mark.slow
def test_targets_are_reached_inside_the_stated_dates(decade: Findings) -> None:
    assert decade.scores["dates"].asked >= 20
    assert decade.scores["dates"].part >= 0.80


@pytest.mark.slow
def test_figures_as_of_today_are_those_of_the_people_behind_them(decade: Findings) -> None:
    for kind in ("departments", "merged", "split", "moved", "renamed"):
        assert decade.scores[f"restated, {kind}"].asked >= 50
    assert decade.scores["restated"].part >= 0.93


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "changes taken back",
        "changes made again",
        "the whole is the same on both bases",
        "departments add up to the whole",
        "review agrees",
        "lived again as before",
    ],
)
def test_nothing_is_lost_on_the_way(decade: Findings, name: str) -> None:
    assert decade.scores[name].asked > 0
    assert decade.scores[name].part == 1.0


@pytest.mark.slow
def test_dates_hold_in_worlds_by_which_nothing_was_chosen() -> None:
    found = [many_worlds.dates(many_worlds.half(seed)) for seed in many_worlds.HALF]
    scores, months = [each.scores["dates"] for each in found], [p.months for each in found for p in each.promises]
    assert sum(score.right for score in scores) >= 0.80 * sum(score.asked for score in scores)
    assert median(months) <= 18


@pytest.mark.slow
def test_useless_initiatives_are_hardly_ever_called_effective() -> None:
    found = Findings()
    for seed in many_worlds.HALF:
        found.join(many_worlds.initiatives(many_worlds.half(seed)))
    useless = found.scores["called effective, of the useless ones"]
    assert useless.asked >= 150
    assert useless.part <= 0.05
    assert found.scores["worked and told the wrong way"].right == 0
