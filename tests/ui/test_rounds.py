"""An open wave while people answer, and what becomes of a published one: corrected or withdrawn, with a reason."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import view
from actions.keep import open_store
from actions.upload import Choice, GivenFile, take_in
from actions.users import LOCAL
from tests.ui import town
from tests.ui.conftest import opened
from tests.ui.reading import bodies, words

OPEN, _ = town.OPEN_WAVE


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def states(url: str, wave: str) -> list[tuple[int, str, str | None]]:
    rows = view.waves(LOCAL, open_store(url))
    return [(row.version, row.state.value, row.reason) for row in rows if row.wave == wave]


def amended(app: AppTest, way: str, reason: str) -> AppTest:
    next(box for box in app.selectbox if box.key == "amend-wave").set_value("2025Q3")
    next(each for each in app.radio if each.key == "amend-way").set_value(way)
    next(each for each in app.text_area if each.key == "amend-why").set_value(reason)
    next(button for button in app.button if button.label == "理由を記録して進める").click()
    return app.run()


def test_units_below_the_response_rate_to_reach_are_listed_with_what_they_lack(store: str, tmp_path: Path) -> None:
    """Of 70 %: B2 has 150 of 250 and lacks 25, B1 200 of 300 and 10, A2 100 of 150 and 5; A1 and A3 have reached it."""
    path = town.answers_csv(tmp_path / "x.csv", {"q1": 0.7, "q2": 0.3})
    take_in(LOCAL, open_store(store), GivenFile.at(path), Choice(wave=OPEN))
    app = opened("close")
    [body] = [each for each in bodies(app) if "呼びかける部署 3" in each]
    order = [body.index(name) for name in ("保育課", "高齢福祉課", "文書課")]
    assert order == sorted(order)
    assert "人事課" not in body
    for name, lacking in (("保育課", 25), ("高齢福祉課", 10), ("文書課", 5)):
        assert f'<td class="sd-number">{lacking}</td></tr>' in body[body.index(name) :].split("</tr>")[0] + "</tr>"
    app.number_input(key="rate-target").set_value(60)
    assert "回収率が 60\u00a0% に届いていない部署はありません。" in words(app.run())


def test_a_published_wave_is_withdrawn_with_its_reason(store: str) -> None:
    app = amended(opened("close"), "withdraw", "設問の取り違え")
    assert "を取り下げました。" in words(app)
    assert "設問の取り違え" in words(app)
    assert states(store, "2025Q3") == [(1, "withdrawn", "設問の取り違え")]
    assert not opened("upload").exception
    assert "2025年度\u00a0第3回" not in words(opened("overview"))


def test_a_published_wave_is_corrected_in_a_new_version(store: str) -> None:
    app = amended(opened("close"), "correct", "二課の回答が漏れた")
    assert "の新しい版を始めました。" in words(app)
    assert states(store, "2025Q3") == [(1, "closed", None), (2, "open", "二課の回答が漏れた")]
    assert "第 2 版" in words(app)
    again = opened("close", open="2025Q3")
    assert not again.exception
    assert "606人" in words(again)


@pytest.mark.parametrize("way", ["correct", "withdraw"])
def test_nothing_is_amended_without_a_reason(store: str, way: str) -> None:
    assert "理由を 500 文字以内で書いてください。" in words(amended(opened("close"), way, "  "))
    assert states(store, "2025Q3") == [(1, "closed", None)]
