"""The funnel plot: every shown unit at its answers and share, limits as given, only the unusual filled and named."""

from charts.look import Look
from charts.unusual import Limits, Spot, unusual_figure

JA = Look("ja")
SPOTS = (Spot("総務部", 100, 0.9, 104, unusual=True), Spot("福祉部", 50, 0.6, 50))
LIMITS = Limits((50, 100), ((0.4, 0.8), (0.5, 0.7)), ((0.3, 0.9), (0.4, 0.8)), 0.6)


def test_units_stand_at_their_answers_and_shares() -> None:
    figure = unusual_figure(SPOTS, LIMITS, JA).to_dict()
    spots = figure["data"][-1]
    assert (list(spots["x"]), list(spots["y"])) == ([100, 50], [90, 60])
    assert list(spots["marker"]["color"]) == [JA.colours.series[0], JA.colours.surface]
    names = [mark["text"] for mark in figure["layout"]["annotations"]]
    assert ("総務部" in names, "福祉部" in names) == (True, False)


def test_a_weighted_unit_says_how_many_answered_there() -> None:
    """Not what their answers are worth, which is where it stands: 104 people are 104 beside every other figure."""
    [told, _] = unusual_figure(SPOTS, LIMITS, JA).to_dict()["data"][-1]["customdata"]
    assert ("104" in told, "100" in told) == (True, False)


def test_limits_run_on_both_sides_of_the_whole() -> None:
    curves: dict[str, list[list[int]]] = {}
    for trace in unusual_figure(SPOTS, LIMITS, JA).to_dict()["data"][:-1]:
        curves.setdefault(trace["line"]["dash"], []).append([round(y) for y in trace["y"]])
    assert curves == {"dot": [[60, 60]], "solid": [[30, 40], [90, 80]], "dash": [[40, 50], [80, 70]]}
