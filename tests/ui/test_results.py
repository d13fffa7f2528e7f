"""Overview, trend and compare show the published figures, and the address holds what was chosen."""

import re
from pathlib import Path

import pytest

from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from actions.view import Query
from charts.look import drawn
from tests.ui.conftest import Open
from tests.ui.reading import bodies, figure, lines, words

N = "\u00a0"


@pytest.mark.parametrize(("page", "unit"), [("overview", "TOWN"), ("trend", "TOWN"), ("trend", "B1")])
def test_the_chart_shows_what_the_action_answers(visit: Open, founded: Path, page: str, unit: str) -> None:
    store = open_store(f"sqlite:///{founded}")
    app = visit(page, unit=unit)
    for key, name in (("awareness", "認知"), ("readership", "閲読")):
        points = view.trend(LOCAL, store, Query(indicator=key, unit=unit))
        assert lines(app)[name] == pytest.approx([100 * (drawn(point) or 0) for point in points])
    assert not app.exception


def test_the_comparison_shows_what_the_action_answers(visit: Open, founded: Path) -> None:
    """Level 2: personnel, elderly care and nurseries are shown, the secretariat (6 answers) and one more are not."""
    store = open_store(f"sqlite:///{founded}")
    found = view.compare(LOCAL, store, Query(wave="2025Q3", indicator="awareness", level=2))
    dots = figure(visit("compare", level="2"))["data"][1]
    assert dots["x"] == pytest.approx([100 * row.share for row in found if row.share is not None])
    assert len(dots["x"]) == 3


def test_the_overview_opens_with_the_sentence(visit: Open) -> None:
    """Shares weighted by headcount: (.62 (200 + 150 + 250) + .42 300 + .67 8) / 908 of 2025Q3 against 2025Q2."""
    [opening] = re.findall(r"<h1 class=.sd-lead.>(.*?)</h1>", "".join(bodies(visit())))
    sentence = f"認知は 55{N}%。2025年度{N}第2回から +12{N}pt、確かに上がりました。"
    assert re.sub(r"<[^>]+>", "", opening) == sentence


def test_the_overview_in_english(visit: Open) -> None:
    assert f"Awareness stands at 55{N}%, a clear rise of +12{N}pt since FY2025{N}W2." in words(visit(lang="en"))


def test_cards_carry_interval_label_and_base(visit: Open) -> None:
    cards = bodies(visit())[4]
    assert cards.count("<article") == 2
    for piece in (
        "認知",
        f"95{N}% 信頼区間",
        "確かな上昇",
        f"+12{N}pt",
        "変化は認められず",
        "606人",
        "速さ",
        f"目標 80{N}%",
    ):
        assert piece in cards


def test_the_guideline_says_what_it_is_and_where_it_comes_from(visit: Open) -> None:
    read = words(visit())
    assert "試験用のデータ" in read
    assert "出典：試験用の調査" in read


def test_the_data_say_how_good_they_are(visit: Open) -> None:
    """606 of 908 answered; 6 of 8 units are shown: not the secretariat, nor records, which would give it away."""
    read = words(visit())
    for piece in (f"回収率  67{N}%", "回答数  606人", "対象者数  908人", "表示している部署  6／8", "最小集計数  10人"):
        assert piece in read


@pytest.mark.parametrize(("page", "unit", "rate"), [("trend", "TOWN", 67), ("trend", "A1", 75), ("unit", "A1", 75)])
def test_below_a_chart_stands_the_response_rate_of_whom_it_tells(visit: Open, page: str, unit: str, rate: int) -> None:
    """606 of the town's 908 answered, and 150 of personnel's 200."""
    feet = re.findall(r'class="sd-foot-line sd-muted">(.*?)</p>', "".join(bodies(visit(page, unit=unit))))
    assert feet
    assert {found for foot in feet for found in re.findall(r"回収率 (\d+)", foot)} == {str(rate)}


def test_a_hidden_unit_is_shown_as_hidden_and_nowhere_as_a_number(visit: Open) -> None:
    app = visit("trend", unit="A3")
    assert lines(app) == {"認知": [None] * 3, "閲読": [None] * 3}
    assert "個人の回答が分からないように表示していません" in words(app)


def test_an_open_wave_shows_no_share(visit: Open) -> None:
    assert figure(visit())["layout"]["xaxis"]["ticktext"] == ["第1回<br>2025年度", "第2回", "第3回", "1 年後"]
    assert "2025Q4" not in [option for box in visit("compare").selectbox for option in box.options]


def test_the_address_opens_the_same_view(visit: Open) -> None:
    app = visit("compare", wave="2025Q1", indicator="readership", level="2", order="share", lang="en")
    assert [box.value for box in app.selectbox] == ["2025Q1", "readership", "2", "share"]
    assert "Readership (FY2025\u00a0W1): share by unit" in words(app)


def test_a_choice_is_written_into_the_address(visit: Open) -> None:
    app = visit("trend")
    app.selectbox(key="unit").select("B1").run()
    assert app.query_params == {"unit": "B1"}
    app.selectbox(key="unit").select("TOWN").run()
    assert app.query_params == {}


def test_an_address_that_names_nothing_known_opens_the_default(visit: Open) -> None:
    app = visit("trend", unit="NOBODY", lang="xx", indicator="none")
    assert (app.selectbox(key="unit").value, app.session_state["lang"]) == ("TOWN", "ja")
    assert not app.exception


def test_indicators_are_chosen_by_the_address(visit: Open) -> None:
    assert list(lines(visit("trend", indicator=["readership"]))) == ["閲読"]


def test_every_chart_has_an_alternative_text_and_a_table(visit: Open) -> None:
    for page in ("overview", "trend", "compare"):
        app = visit(page)
        chart = app.get("plotly_chart")[0].proto
        assert len(chart.alt) > 20
        assert [body for body in bodies(app) if "<table>" in body]
