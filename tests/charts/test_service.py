"""The panels of service KPIs: a scale each, the same moment at the same place as on a trend, and figures in words."""

from datetime import date

from charts.ahead import Ahead
from charts.look import Look
from charts.service import below_trend, calendar, service_figure, value_text
from kpi.definitions import KpiValue, ServiceKpi
from text.formats import wave_labels

DAYS = (date(2025, 2, 15), date(2025, 5, 17), date(2025, 8, 16))
WAVES = tuple(wave_labels({str(at): day for at, day in enumerate(DAYS)}, "ja").values())


def kpi(*values: tuple[date, float], unit: str = "%") -> ServiceKpi:
    given = tuple(KpiValue(day=day, value=value) for day, value in values)
    return ServiceKpi(key="k", name_ja="甲", name_en="A", measured_in=unit, owner="課", values=given)


ONE = kpi((date(2025, 5, 17), 40), (date(2025, 8, 16), 50))
TWO = kpi((date(2024, 3, 31), 9), (date(2025, 3, 31), 1285.5), unit="件")


def test_a_moment_is_where_the_trend_has_it() -> None:
    """The second and third wave's own days are the places 1 and 2; what came before the waves is left out."""
    time = below_trend(WAVES, Ahead(DAYS), "ja")
    assert [time.place(each.day) for each in time.within(ONE).values] == [1, 2]
    assert [each.value for each in time.within(TWO).values] == [1285.5]


def test_every_panel_has_its_own_scale_and_no_two_overlap() -> None:
    layout = service_figure((ONE, TWO), calendar((ONE, TWO), "ja"), Look("ja")).to_dict()["layout"]
    first, second = layout["yaxis"]["domain"], layout["yaxis2"]["domain"]
    assert 1 > first[1] > first[0] > second[1] > second[0] >= 0
    assert (list(layout["yaxis"]["tickvals"]), list(layout["yaxis2"]["tickvals"])) == ([40, 50], [9, 1285.5])
    assert layout["xaxis"]["anchor"] == "y2"


def test_a_value_has_its_unit() -> None:
    assert value_text(ONE, 41.0, "ja") == "41\u00a0%"
    assert value_text(TWO, 1285.5, "ja") == "1,285.5件"
    assert value_text(TWO, -0.25, "ja") == "−0.25件"
