"""The page of initiatives: entered by a form, edited, taken back; decided on with a reason; the lot's number in the address."""

import pytest
from streamlit.testing.v1 import AppTest

from actions import initiatives, review
from actions.entering import Entered, enter
from actions.keep import open_store
from actions.users import LOCAL
from measure.programme import Choice, Initiative, InitiativeKind
from tests.ui.conftest import opened, unfold
from tests.ui.reading import words
from tests.ui.town import WAVES

DAY = next(iter(WAVES.values()))[0]


@pytest.fixture
def mine(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def kept(url: str) -> list[Initiative]:
    store = open_store(url)
    found = initiatives.initiatives(LOCAL, store)
    store.close()
    return found


def button(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def told(url: str) -> None:
    store = open_store(url)
    enter(LOCAL, store, Entered("朝の勉強会", InitiativeKind.WORKSHOP, ("A",), DAY, DAY, cost=12000.0, reach=30))
    store.close()


def test_an_initiative_is_entered_edited_and_taken_back(mine: str) -> None:
    app = unfold(opened("initiatives"), "entering-open")
    app.text_input(key="enter-new-0-name").input("朝の勉強会")
    app.selectbox(key="enter-new-0-kind").select("workshop")
    app.selectbox(key="enter-new-0-aim").select("practice")
    app.multiselect(key="enter-new-0-units").select("A")
    app.text_input(key="enter-new-0-audience").input("全職員")
    app.number_input(key="enter-new-0-cost").set_value(12000)
    app = button(app, "この施策を登録する")
    assert "施策「朝の勉強会」を登録しました。" in words(app)
    (found,) = kept(mine)
    assert (found.name.ja, found.kind, [held.unit for held in found.units]) == (
        "朝の勉強会",
        InitiativeKind.WORKSHOP,
        ["A"],
    )
    assert (found.aim, found.audience, found.cost, found.reach) == ("practice", "全職員", 12000, None)
    read = words(app)
    for cell in ("対象", "費用", "届いた人数", "高めたい段階", "全職員", "12,000", "実践"):
        assert cell in read

    app.selectbox(key="entering").select(found.key).run()
    assert app.text_input(key=f"enter-{found.key}-1-name").value == "朝の勉強会"
    app.number_input(key=f"enter-{found.key}-1-reach").set_value(30)
    app = button(app, "この施策を登録する")
    assert [each.reach for each in kept(mine)] == [30]
    app = button(app, "この変更を取り消す")
    assert [each.reach for each in kept(mine)] == [None]


def test_what_is_amiss_is_said_on_the_page(mine: str) -> None:
    app = unfold(opened("initiatives"), "entering-open")
    app.text_input(key="enter-new-0-name").input("朝の勉強会")
    app = button(app, "この施策を登録する")
    assert "実施した部署が選ばれていません" in words(app)
    assert kept(mine) == []


def test_a_decision_with_its_reason_stands_beside_the_evidence(mine: str) -> None:
    told(mine)
    app = opened("initiatives")
    read = words(app)
    assert "続ける・変える・やめる" in read
    assert "まだ決めていません。" in read
    assert "いまのやり方で 5\u00a0ポイント以上の効果はないと言えます" in read
    app = button(app, "この決定を残す")
    assert "決めた理由を書いてください" in words(app)
    app.segmented_control(key="choice").set_value("change").run() if hasattr(app, "segmented_control") else None
    app.text_area(key="decide-reason-0").input("回数を減らし、短くする")
    app = button(app, "この決定を残す")
    store = open_store(mine)
    (decision,) = review.decisions(LOCAL, store).values()
    store.close()
    assert decision.reason == "回数を減らし、短くする"
    assert decision.choice in (Choice.CONTINUE, Choice.CHANGE)
    assert "理由：回数を減らし、短くする" in words(app)


def test_the_number_of_a_lot_stands_in_the_address_and_draws_the_same_again(mine: str) -> None:
    app = opened("initiatives", seed="7")
    assert app.number_input(key="seed").value == 7
    assert "くじの番号 7 の順番" in words(app)
    app.number_input(key="seed").set_value(8).run()
    assert app.query_params["seed"] in ("8", ["8"])
    assert "番号 8 を控えるか" in words(app)


def test_the_lot_is_drawn_below_a_unit_that_the_address_names(mine: str) -> None:
    """Below 総務部 are three sections, below the town two divisions; the choice moves to the address."""
    for address, units in (({}, {"総務部", "福祉部"}), ({"under": "A"}, {"人事課", "文書課", "秘書室"})):
        app = opened("initiatives", seed="7", **address)
        drawn = words(app).partition("くじの番号 7 の順番")[2].partition("番号 7 を控えるか")[0]
        names = ("総務部", "福祉部", "人事課", "文書課", "秘書室", "高齢福祉課", "保育課")
        assert {name for name in names if name in drawn} == units
    app.selectbox(key="under").select("B").run()
    assert app.query_params["under"] in ("B", ["B"])
    assert "高齢福祉課" in words(app)


def test_in_english(mine: str) -> None:
    told(mine)
    read = words(opened("initiatives", lang="en"))
    assert "Continue, change, stop" in read
    assert "Not decided yet." in read
