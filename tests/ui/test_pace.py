"""The page of the norm for speed: with too few units it makes up no norm, and says for each what is known."""

from datetime import date

import pytest

from tests.ui.conftest import Open
from tests.ui.reading import figure, of_kind, words

N = "\u00a0"


def test_two_units_are_no_norm_and_have_their_own_times(visit: Open) -> None:
    """General affairs rises from 40 % to 62 % in two steps; welfare, with its lagging section, passes no 80 %."""
    app = visit("pace", indicator="awareness", level="1", reach="80")
    read = words(app)
    assert not app.exception
    assert f"80{N}% に届いたのは 2 部署のうち 0 で" in read
    assert read.count("まだ届いていない ") == 2 * 2  # one a unit, in the chart's table and in the one below
    assert "確かに速いと言える部署はありません。" in read
    assert "最初の調査（2025年5月7日）から数えた月数です。" in read


def test_the_chart_draws_what_is_not_there_yet_as_open(visit: Open) -> None:
    """80 % is reached by neither: two hollow triangles to the right at the newest of three quarterly waves, no median."""
    app = visit("pace", indicator="awareness", level="1", reach="80")
    chart = figure(app)
    marks = of_kind(chart, "pace")
    assert len(marks) == 3  # a lane for each level
    assert marks[2]["marker"]["symbol"] == ["triangle-right"] * 2
    assert set(marks[2]["marker"]["color"]) == {"#FFFFFF"}
    months = (date(2025, 11, 7) - date(2025, 5, 7)).days / 30.44
    assert marks[2]["x"] == pytest.approx([months] * 2, abs=0.5)
    assert not chart["layout"].get("shapes")
    alt = app.get("plotly_chart")[0].proto.alt
    assert alt.startswith("部署ごとに、20 %・50 %・80 % に届くまでの月数")
    assert "確かに速いと言える部署はありません" in alt


def test_in_english(visit: Open) -> None:
    assert "0 of 2 units have reached 80" in words(visit("pace", level="1", lang="en"))
