"""What a first file seems to ask, and the questionnaire and units that are made of it."""

import pytest

from actions import found
from actions.draft import Column, Points, Use, draft, pointed
from actions.mend import ColumnSeen, Outcome, Role
from actions.refused import Refused
from intake.task import Reason
from measure.questionnaire import Direction, Wording

F, N, U = Points.FAVOURABLE, Points.NEUTRAL, Points.UNFAVOURABLE
USES = {use: Wording(ja=use.value, en=use.value) for use in Use}


@pytest.mark.parametrize(
    "table",
    [
        {"はい": F, "いいえ": U},
        {"とてもそう思う": F, "そう思う": F, "どちらともいえない": N, "あまりそう思わない": U, "全くそう思わない": U},
        {"当てはまる": F, "当てはまらない": U, "わからない": Points.DONT_KNOW, "該当しない": Points.NOT_APPLICABLE},
        {"読んだことがある": F, "読んだことがない": U},
        {"Strongly agree": F, "Agree": F, "Neither agree nor disagree": N, "Disagree": U, "Strongly disagree": U},
        {"Very favorably": F, "Somewhat unfavorably": U, "Neither favorably nor unfavorably": N},
        {"Often": F, "Sometimes": N, "Never": U, "Don't know": Points.DONT_KNOW},
        {"5": F, "4": F, "3": N, "2": U, "1": U},
        {"4": F, "3": F, "2": U, "1": U},
        {"20代": Points.NOWHERE, "30代": Points.NOWHERE},
    ],
)
def test_answers_point_where_their_words_do(table: dict[str, Points]) -> None:
    assert pointed(tuple(table)) == table


def column(number: int, name: str, *values: str, several: bool = False) -> ColumnSeen:
    plain = {"role": Role.IGNORE, "confidence": 0.5, "reason": Reason.UNRECOGNISED}
    return ColumnSeen.model_validate(plain | {"name": name, "number": number, "values": values, "several": several})


MAIL = ColumnSeen(name="メール", number=9, role=Role.PERSON, confidence=0.9, reason=Reason.USUAL_HEADING)
STATUS = ColumnSeen(name="Status", number=8, role=Role.IGNORE, confidence=0.9, values=("IP", "Test"))


def test_columns_become_stages_segments_and_questions() -> None:
    seen = (
        column(1, "所属部署", "A", "B"),
        column(2, "指針を知っていますか", "はい", "いいえ"),
        column(3, "指針を何で知りましたか", "研修", "広報", several=True),
        column(4, "年代", "20代", "30代"),
        column(5, "もう一度、知っていますか", "はい", "いいえ"),
        column(6, "自由意見"),
        MAIL,
        STATUS,
    )
    made = draft(Outcome(columns=seen))
    assert made.unit is seen[0]
    assert [(c.seen.number, c.use) for c in made.columns] == [
        (2, Use.AWARENESS),
        (3, Use.QUESTION),
        (4, Use.SEGMENT),
        (5, Use.QUESTION),
    ]


def checked(*columns: Column, name: str = "指針") -> found.Checked:
    points = {c.answers: pointed(c.answers) for c in columns}
    return found.Checked(name, "町", columns, points, None, USES)


KNOW, READ = column(2, "知る", "はい", "いいえ"), column(3, "読む", "いいえ", "はい")


def test_the_questionnaire_counts_what_was_called_favourable() -> None:
    made = found.guideline_of(checked(Column(KNOW, Use.AWARENESS), Column(READ, Use.QUESTION), name="Staff Code 2026"))
    assert made.key == "staff-code-2026"
    assert [(i.key, i.item, i.stage) for i in made.indicators] == [("awareness", "q1", "awareness"), ("q2", "q2", None)]
    labels = [[o.label.ja for o in item.options if o.direction is Direction.FAVOURABLE] for item in made.items]
    assert labels == [["はい"], ["はい"]]


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ([Column(KNOW, Use.AWARENESS), Column(READ, Use.AWARENESS)], "draft_twice"),
        ([Column(column(2, "色", "赤", "青"), Use.QUESTION)], "draft_no_favourable"),
        ([Column(KNOW, Use.UNUSED)], "draft_no_favourable"),
    ],
)
def test_what_cannot_be_a_questionnaire_is_refused(columns: list[Column], kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        found.guideline_of(checked(*columns))


def test_units_stand_below_the_organisation_and_below_one_another() -> None:
    made = {
        unit.name.ja: unit
        for unit in found.units_of("町", ["福祉部／保育課", "福祉部", "総務部 人事課", "福祉部／介護課"])
    }
    parents = {
        name: next((u.name.ja for u in made.values() if u.code == unit.parent), None) for name, unit in made.items()
    }
    assert parents == {"町": None, "福祉部": "町", "保育課": "福祉部", "介護課": "福祉部", "総務部 人事課": "町"}
