"""The reading takes the latest wave that has data, with its change and the way since the first."""

from charts.look import Look, share_text
from charts.reading import alternative, reading
from charts.template import plain, width, wrapped
from confidentiality.cube import CellStatus, Origin
from measure.change import ChangeLabel
from tests.charts.rows import WAVES, change, point

LABELS = {wave.name: wave for wave in WAVES}
N = "\u00a0"


def test_the_latest_wave_with_data_is_read() -> None:
    points = [
        point("w1", 0.5),
        point("w2", 0.625, change=change(12.5, ChangeLabel.CLEAR, "w1")),
        point("w3", None, status=CellStatus.NO_DATA),
    ]
    got = reading("認知", points, LABELS, "ja")
    assert got is not None
    assert (got.wave, got.share_text, got.points, got.label, got.since) == (
        "2025年度 第2回",
        f"62{N}%",
        12.5,
        "clear_change",
        "2025年度 第1回",
    )
    assert (got.first, got.points_since_first) == ("2025年度 第1回", 12.5)


def test_a_hidden_latest_wave_is_read_as_hidden() -> None:
    got = reading("認知", [point("w1", 0.5), point("w2", None)], LABELS, "ja")
    assert got is not None
    assert (got.status, got.share_text, got.points_since_first) == ("hidden", "非表示", None)


def test_without_any_data_there_is_nothing_to_read() -> None:
    assert reading("認知", [], LABELS, "ja") is None
    assert reading("認知", [point("w1", None, status=CellStatus.NO_DATA)], LABELS, "ja") is None


def test_a_median_is_called_one() -> None:
    got = reading("認知", [point("w1", 0.5, origin=Origin.MEDIAN)], LABELS, "en")
    assert got is not None
    assert got.qualifier == "median of its units"


def test_the_alternative_text_begins_with_the_title() -> None:
    got = reading("認知", [point("w1", 0.5)], LABELS, "ja")
    assert got is not None
    assert (
        alternative([got], "認知の推移。", "ja")
        == f"認知の推移。 認知は 50{N}%。比べられる前の調査回はまだありません。"
    )


def test_coded_shares_are_bounds() -> None:
    low = point("w1", None, status=CellStatus.CODED, low=0.0, high=0.05)
    high = point("w1", None, status=CellStatus.CODED, low=0.95, high=1.0)
    assert [share_text(cell, "ja") for cell in (low, high)] == [f"5{N}% 未満", f"95{N}% 超"]
    assert [share_text(cell, "en") for cell in (low, high)] == [f"under 5{N}%", f"over 95{N}%"]


def test_names_are_wrapped_by_width() -> None:
    assert width("認知a") == 5
    assert wrapped("生活文化スポーツ局", 10) == ["生活文化", "スポーツ局"]
    assert wrapped("#4 小さく試し、早く直す", 19) == ["#4 小さく試し、早く", "直す"]
    assert wrapped("デジタルサービス担当職員", 19) == ["デジタルサービス", "担当職員"]
    assert wrapped("one two three four five", 9, 2) == ["one two", "three…"]
    assert wrapped("x", 5) == ["x"]


def test_markup_is_shown_as_written() -> None:
    assert plain("<a href='x'>&") == "&lt;a href='x'&gt;&amp;"
    assert Look("ja", dark=True).colours.dark
