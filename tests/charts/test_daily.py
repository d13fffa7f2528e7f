"""The chart of an open wave day by day: what stands in front, where the axis ends, and the same figures in the table."""

from datetime import date

from charts.daily import Course, daily_figure, daily_table
from charts.look import Look
from measure import fieldwork
from text.fieldwork import Named, sentence

DAYS = (date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 13))
WHOLE = Named("町役場", fieldwork.Course("T", 100, (10, 30, 50)))
A = Named("総務部", fieldwork.Course("A", 40, (4, 20, 32)))
B = Named("福祉部", fieldwork.Course("B", 60, (6, 10, 18)))
COURSE = Course(DAYS, date(2026, 2, 9), date(2026, 2, 20), 0.7)


def test_the_whole_and_the_chosen_unit_stand_in_front_of_the_others() -> None:
    drawn = daily_figure([WHOLE, A], [B], COURSE, Look("ja")).to_dict()
    assert [(line["name"], line["meta"], [round(at) for at in line["y"]]) for line in drawn["data"]] == [
        ("福祉部", "quiet", [10, 17, 30]),
        ("町役場", "loud", [10, 30, 50]),
        ("総務部", "loud", [10, 50, 80]),
    ]
    low, high = drawn["layout"]["xaxis"]["range"]
    assert low < DAYS[0].toordinal() < date(2026, 2, 20).toordinal() < high
    assert [shape["y0"] for shape in drawn["layout"]["shapes"]] == [70, 0]


def test_the_table_has_the_newest_day_first() -> None:
    rows = daily_table([WHOLE, A], DAYS, "日ごと", "ja").rows
    assert rows[0] == ("2026年2月13日", "20", "50", "50\u00a0%", "80\u00a0%")
    assert rows[-1] == ("2026年2月9日", "10", "10", "10\u00a0%", "10\u00a0%")


def test_the_sentence_names_who_is_lowest_once() -> None:
    """A reached 70 %, B did not; the one that is followed is told of unless it is the lowest."""
    to = (DAYS[-1], 0.7)
    head = "2026年2月13日までに50人が答え、町役場の回収率は 50\u00a0% です（目標 70\u00a0%）。"
    main = "主な部署 2 のうち、目標に届いているのは 1 です。最も低いのは福祉部で、30\u00a0% です。"
    assert sentence([WHOLE, B], [A, B], to, "ja") == head + main
    assert sentence([WHOLE, A], [A, B], to, "ja") == f"{head}{main}総務部は 80\u00a0% です。"
    assert sentence([WHOLE], [], to, "ja") == head
