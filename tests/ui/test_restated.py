"""A reorganised unit on screen: as it is today or as it was then, with the day marked and the reason in words."""

import operator
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.borough import AFTER, BEFORE, SILENT, borough
from tests.ui.conftest import opened
from tests.ui.reading import bodies, figure, lines, words


@pytest.fixture(scope="module")
def reformed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("borough")
    borough(folder).close()
    return folder / "borough.sqlite3"


@pytest.fixture(autouse=True)
def there(reformed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{reformed}")


def share(know: int, base: int) -> float:
    return 100 * know / base


def test_a_merged_unit_has_a_past_today_and_none_as_it_was_then() -> None:
    now, was = share(*AFTER["m"][::-1]), share(BEFORE["a"][1] + BEFORE["b"][1], BEFORE["a"][0] + BEFORE["b"][0])
    app = opened("trend", unit="m", indicator="awareness")
    assert lines(app)["Awareness"] == pytest.approx([was, now])
    assert "2025年4月1日の組織改正：それより前は、当時の「a＋b」にあたる回答から計算した値です。" in words(app)
    assert [note["text"] for note in figure(app)["layout"]["annotations"] if "組織改正" in note["text"]]
    then = opened("trend", unit="m", indicator="awareness", basis="then")
    assert lines(then)["Awareness"][-1] == pytest.approx(now)
    assert lines(then)["Awareness"][0] in (None, pytest.approx(0))
    assert "同じ範囲どうしで比べています" in words(then)


def test_the_english_page_says_it_too() -> None:
    said = words(opened("trend", unit="Q", lang="en"))
    assert "Reorganised on 1 April 2025: what stands before is worked out from what was then: Q + s." in said.replace(
        "\u00a0", " "
    )


def test_a_gap_has_its_reason_beside_it() -> None:
    app = opened("trend", unit="z")
    assert "まだなかった部署で、引き継いだ元の部署の登録もないため" in words(app)


def test_what_was_never_reorganised_is_not_asked_about() -> None:
    app = opened("trend", unit="R")
    assert "組織改正" not in words(app)
    assert not [group for group in app.get("button_group") if "当時" in str(group.proto)]


def test_the_units_own_page_tells_it_beside_its_trend() -> None:
    assert "それより前は、当時の「a＋b」にあたる回答から計算した値です" in words(opened("unit", unit="m"))


def alts(app: AppTest) -> list[str]:
    """What the small pictures of units say."""
    return [alt for body in bodies(app) for alt in re.findall(r'<img [^>]*alt="([^"]*)"', body)]


def weighed(*units: str) -> str:
    """Units by the people they have; w and x are small and weighed together."""
    small = [unit for unit in units if unit in "wx"]
    groups = [[unit] for unit in units if unit not in small] + ([small] if small else [])
    people = [sum(BEFORE[unit][0] + SILENT for unit in group) for group in groups]
    shares = [sum(BEFORE[unit][1] for unit in g) / sum(BEFORE[unit][0] for unit in g) for g in groups]
    return f"{100 * sum(map(operator.mul, people, shares)) / sum(people):.0f}\u00a0%"


def test_the_overview_has_the_switch_for_its_units_and_says_what_stays() -> None:
    """P was made of s too, which it has no more today. The whole is the same either way."""
    today, then = opened(), opened(basis="then")
    assert lines(today)["Awareness"] == pytest.approx(lines(then)["Awareness"])
    assert weighed("a", "b", "w", "x") != weighed("a", "b", "s", "w", "x")
    for app, units in ((today, "abwx"), (then, "abswx")):
        assert next(alt for alt in alts(app) if alt.startswith("P")).endswith(f"最初の回は {weighed(*units)} でした。")
        assert [note["text"] for note in figure(app)["layout"]["annotations"] if "組織改正" in note["text"]]
        assert "2025年4月1日の組織改正：P、Qの範囲が変わりました。" in words(app)
    assert "今の部署の範囲にそろえた値です" in words(today)
    assert "当時の部署のままの値です" in words(then)
    assert then.query_params["basis"] in ("then", ["then"])
    assert "basis" not in today.query_params
