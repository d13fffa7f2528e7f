"""Responses out of tables: units, segments, answers, days, weights, texts, personal columns that are never kept."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from intake import block
from intake.mapping import Role
from intake.problems import Kind, Severity
from intake.task import Outcome
from measure.questionnaire import Audience, ItemKind, Wording
from measure.tally import Responses
from tests.intake.office import ACTS, AUDIENCE, FORMATS, HOW, KNOWS, SAYS, UNITS, Rows, guideline, read, write

EPOCH = date(1970, 1, 1)


def kept(outcome: Outcome) -> Responses:
    assert outcome.block is not None, outcome.problems
    return block.responses(outcome.block)


def answers(responses: Responses, item: str) -> list[int]:
    return sorted(responses.answers[item].tolist())


EXPORT: Rows = [
    [
        "ID",
        "開始時刻",
        "完了時刻",
        "メール",
        "名前",
        "所属",
        "audience",
        "行動指針を知っていますか。",
        "行動が変わりましたか。",
        "どこで知りましたか（複数選択可）",
        "ご意見",
    ],
    [
        1,
        datetime(2025, 4, 1, 9, 0),
        datetime(2025, 4, 1, 9, 5),
        "a@x.jp",
        "山田",
        "総務局",
        "全職員",
        "はい",
        "そう思う",
        "研修;掲示、回覧;",
        "よい\n取組",
    ],
    [
        2,
        datetime(2025, 4, 1, 9, 0),
        datetime(2025, 4, 2, 9, 5),
        "b@x.jp",
        "鈴木",
        "総務局",
        "専門人材",
        "いいえ",
        "そう思わない",
        "",
        "",
    ],
    [
        3,
        datetime(2025, 4, 3, 9, 0),
        datetime(2025, 4, 3, 9, 5),
        "c@x.jp",
        "佐藤",
        "財務局",
        "",
        "わからない",
        "",
        "上司、先輩, 同僚;",
        "特になし",
    ],
]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_of_a_form_tool(tmp_path: Path, suffix: str) -> None:
    """Who answered what in which department, on which day; nothing about who they are."""
    outcome = read(write(tmp_path, EXPORT, suffix))
    responses = kept(outcome)
    assert responses.unit_codes == ("010", "020")
    assert responses.unit.tolist() == [0, 0, 1]
    assert responses.segment_values == AUDIENCE
    assert responses.segments["audience"].tolist() == [1, 2, 0]
    assert responses.answers["q1"].tolist() == [1, 2, 9]
    assert responses.answers["q2"].tolist() == [5, 1, 0]
    assert responses.answers["q3"].tolist() == [0b011, 0, 0b100]
    assert responses.day is not None
    assert [date.fromordinal(int(day) + EPOCH.toordinal()) for day in responses.day] == [
        date(2025, 4, day) for day in (1, 2, 3)
    ]
    assert outcome.by_unit == {"010": 2, "020": 1}


@pytest.mark.parametrize("suffix", FORMATS)
def test_who_answered_is_nowhere_in_what_is_kept(tmp_path: Path, suffix: str) -> None:
    outcome = read(write(tmp_path, EXPORT, suffix))
    roles = {column.name: column.role for column in outcome.columns}
    assert {name for name, role in roles.items() if role in (Role.ID, Role.PERSON)} == {
        "ID",
        "開始時刻",
        "メール",
        "名前",
    }
    everything = (
        (outcome.block or b"")
        + (outcome.text_block or b"")
        + outcome.model_dump_json(exclude={"block", "text_block"}).encode()
    )
    assert not [word for word in ("a@x.jp", "山田", "鈴木", "09:05", "9:05") if word.encode() in everything]


def test_free_texts_are_kept_apart_and_out_of_order(tmp_path: Path) -> None:
    """Each with its unit, sorted by its own letters: the block of answers cannot be joined to it."""
    rows = [
        ["所属", "行動指針を知っていますか。", "ご意見"],
        ["020", "はい", "ん"],
        ["010", "はい", "う"],
        ["010", "はい", " "],
        ["010", "いいえ", "あ"],
    ]
    outcome = read(write(tmp_path, rows), "", KNOWS, SAYS)
    assert outcome.text_block is not None
    texts = block.decode(outcome.text_block)
    assert isinstance(texts, block.Texts)
    assert texts.text.to_pylist() == ["あ", "う", "ん"]
    assert [texts.unit_codes[unit] for unit in texts.unit] == ["010", "010", "020"]
    assert "ご意見".encode() not in (outcome.block or b"")


def test_without_free_texts_there_is_no_block_of_them(tmp_path: Path) -> None:
    assert (
        read(write(tmp_path, [["所属", "行動指針を知っていますか。"], ["010", "はい"]]), "", KNOWS, SAYS).text_block
        is None
    )


def test_a_trial_run_keeps_nothing_but_says_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, EXPORT)
    real, trial = read(path), read(path, dry=True)
    assert (trial.block, trial.text_block) == (None, None)
    assert trial.model_copy(update={"block": real.block, "text_block": real.text_block}) == real


def test_one_column_for_every_option(tmp_path: Path) -> None:
    """Headings `text：option`, `text [option]`; ticks, words and zeros."""
    text = HOW.text.ja
    rows = [
        ["所属", f"{text}：研修", f"{text} [掲示、回覧]", f"{text} - その他"],
        ["010", "○", "", ""],
        ["010", "1", "掲示、回覧", "0"],
        ["010", "Not selected", "はい", "いいえ"],
        ["010", "", "", "書いたこと"],
    ]
    assert answers(kept(read(write(tmp_path, rows), "", HOW)), "q3") == [0b0001, 0b0010, 0b0011, 0b1000]


def test_two_header_rows(tmp_path: Path) -> None:
    """The question above, its options or "Response" below; the answers begin in row 3."""
    rows = [
        ["Respondent ID", "Department", HOW.text.en, "", "", "Do you know the guideline?"],
        ["", "Response", "研修", "掲示、回覧", "Other", "Response"],
        ["17", "010", "研修", "", "", "Yes"],
        ["18", "010", "研修", "掲示、回覧", "", "Maybe"],
    ]
    outcome = read(write(tmp_path, rows), "", HOW, KNOWS, keep_good_rows=True)
    assert (outcome.header_row, outcome.header_rows) == (2, 2)
    assert answers(kept(outcome), "q3") == [0b001]
    assert [(p.kind, p.row) for p in outcome.problems if p.severity is Severity.ROW] == [(Kind.UNKNOWN_OPTION, 4)]


def test_a_single_choice_spread_over_columns(tmp_path: Path) -> None:
    """Ticking two of them is a fault."""
    how = "".join(
        f'[[column]]\nname = "{name}"\nrole = "option"\ntarget = "q1"\noption = {code}\n'
        for name, code in (("y", 1), ("n", 2))
    )
    rows: Rows = [["所属", "y", "n"], ["010", "x", ""], ["010", "", "x"], ["010", "", ""]]
    assert answers(kept(read(write(tmp_path, rows), how, KNOWS)), "q1") == [0, 1, 2]
    outcome = read(write(tmp_path, [*rows, ["010", "x", "x"]]), how, KNOWS)
    assert [(p.kind, p.row) for p in outcome.problems] == [(Kind.TWO_OPTIONS, 5)]


def test_segments_known_beforehand(tmp_path: Path) -> None:
    rows = [
        ["所属", "audience", "行動指針を知っていますか。"],
        ["010", "専門人材", "はい"],
        ["010", "アルバイト", "はい"],
    ]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(p.kind, p.row, p.found, p.expected) for p in outcome.problems] == [
        (Kind.UNKNOWN_VALUE, 3, "アルバイト", "全職員, 専門人材")
    ]


def test_segments_that_are_open(tmp_path: Path) -> None:
    """With no values known the file's own become the values, in an order that does not depend on its rows."""
    rows = [
        ["所属", "grade", "行動指針を知っていますか。"],
        ["010", "課長", "はい"],
        ["010", "主事", "はい"],
        ["010", "無回答", "はい"],
    ]
    responses = kept(read(write(tmp_path, rows), "", KNOWS, segments={"grade": ()}))
    assert responses.segment_values == {"grade": ("主事", "課長")}
    assert sorted(responses.segments["grade"].tolist()) == [0, 1, 2]


def test_a_segment_is_known_by_its_values(tmp_path: Path) -> None:
    rows: Rows = [["所属", "区分はどれですか", "行動指針を知っていますか。"], ["010", "専門人材", "はい"]]
    assert kept(read(write(tmp_path, rows), "", KNOWS)).segments["audience"].tolist() == [2]


def test_the_mapping_gives_words_their_meaning(tmp_path: Path) -> None:
    how = """
        [[column]]
        name = "答え"
        role = "item"
        target = "q1"
        [column.labels]
        "知ってます" = 1
        "聞いていない" = 0
        [units]
        "旧総務" = "010"
        "対象外" = ""
    """
    rows: Rows = [["所属", "答え"], ["旧総務", "知ってます"], ["旧総務", "聞いていない"], ["対象外", "はい"]]
    outcome = read(write(tmp_path, rows), how, KNOWS)
    assert answers(kept(outcome), "q1") == [0, 1]
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (3, 2, 1)
    assert [(p.kind, p.found, p.count) for p in outcome.problems] == [(Kind.LEFT_OUT, "対象外", 1)]


def test_a_file_that_belongs_to_one_unit(tmp_path: Path) -> None:
    rows: Rows = [["行動指針を知っていますか。"], ["はい"], ["いいえ"]]
    whole = read(write(tmp_path, rows), 'unit = "020"', KNOWS)
    assert (whole.by_unit, [p.kind for p in whole.problems]) == ({"020": 2}, [Kind.WHOLE_FILE_UNIT])
    only = read(write(tmp_path, rows), "", KNOWS, units=UNITS[:1])
    assert only.by_unit == {"R": 2}
    lost = read(write(tmp_path, rows), 'unit = "999"', KNOWS)
    assert [(p.kind, p.found) for p in lost.problems] == [(Kind.UNKNOWN_TARGET, "999")]


@pytest.mark.parametrize(("cell", "weight"), [("1.5", 1.5), ("0", 0.0), ("", None), ("heavy", None), ("-1", None)])
def test_weights(tmp_path: Path, cell: str, weight: float | None) -> None:
    outcome = read(
        write(tmp_path, [["所属", "行動指針を知っていますか。", "weight"], ["010", "はい", cell]]), "", KNOWS
    )
    if weight is None:
        assert [p.kind for p in outcome.problems] == [Kind.UNREADABLE_WEIGHT]
    else:
        assert np.asarray(kept(outcome).weight).tolist() == [weight]


def test_a_day_that_cannot_be_read_is_told_and_left_out(tmp_path: Path) -> None:
    rows = [
        ["所属", "タイムスタンプ", "行動指針を知っていますか。"],
        ["010", "2025/04/01 9:00:00 午前 GMT+9", "はい"],
        ["010", "きのう", "はい"],
    ]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(p.kind, p.found, p.count) for p in outcome.problems] == [(Kind.UNREADABLE_DAY, "きのう", 1)]
    assert sorted(np.asarray(kept(outcome).day).tolist()) == [-1, (date(2025, 4, 1) - EPOCH).days]


def test_own_words_are_counted_as_other_and_told(tmp_path: Path) -> None:
    rows: Rows = [["所属", HOW.text.ja], ["010", "研修;友人から"], ["010", "家族から"]]
    outcome = read(write(tmp_path, rows), "", HOW)
    assert answers(kept(outcome), "q3") == [0b1000, 0b1001]
    assert [(p.kind, p.count) for p in outcome.problems] == [(Kind.OTHER_TEXT, 2)]


def test_without_a_questionnaire_only_what_the_file_tells(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, EXPORT), guideline=None, units=())
    assert (outcome.rows, outcome.format, outcome.header_row, outcome.problems) == (3, "csv", 1, ())
    assert [column.role for column in outcome.columns][:6] == [
        Role.ID,
        Role.PERSON,
        Role.DATE,
        Role.PERSON,
        Role.PERSON,
        Role.UNIT,
    ]
    assert outcome.block is None


def test_the_preview_leaves_out_who_answered(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, EXPORT))
    assert outcome.sample[0] == ("総務局", "全職員", "はい", "そう思う", "研修;掲示、回覧;", "よい\n取組")


def test_a_text_item_is_no_multiple_choice() -> None:
    assert (HOW.kind, SAYS.kind) == (ItemKind.MULTIPLE, ItemKind.TEXT)


def kinds(outcome: Outcome, kind: Kind) -> list[tuple[int | None, int]]:
    return [(problem.row, problem.count) for problem in outcome.problems if problem.kind is kind]


def test_copied_rows_are_pointed_out(tmp_path: Path) -> None:
    """Rows 4 and 5 are alike, and like no other."""
    answers: Rows = [
        ("010", "はい", 5),
        ("020", "いいえ", 4),
        ("020", "はい", 1),
        ("020", "はい", 1),
        ("010", "いいえ", 2),
        ("011", "はい", 3),
    ]
    rows: Rows = [["所属", KNOWS.text.ja, ACTS.text.ja], *(list(row) for row in answers)]
    outcome = read(write(tmp_path, rows), "", KNOWS, ACTS)
    assert kinds(outcome, Kind.COPIED_ROWS) == [(5, 1)]
    assert outcome.rows_stored == 6


def test_many_like_rows_are_no_copies(tmp_path: Path) -> None:
    alike: Rows = [["010", "はい", 5]] * 5
    rows = [["所属", KNOWS.text.ja, ACTS.text.ja], *alike]
    assert kinds(read(write(tmp_path, rows), "", KNOWS, ACTS), Kind.COPIED_ROWS) == []


def test_a_row_of_averages_below_is_no_response(tmp_path: Path) -> None:
    rows: Rows = [
        ["タイムスタンプ", "所属", ACTS.text.ja],
        *[("2025/4/1 9:00", "010", 5) for _ in range(9)],
        ["", "", 4.625],
    ]
    outcome = read(write(tmp_path, rows), "", KNOWS, ACTS)
    assert (outcome.rows_read, outcome.rows_stored, kinds(outcome, Kind.BELOW_TABLE)) == (10, 9, [(11, 1)])


def test_notes_below_a_table_are_no_responses(tmp_path: Path) -> None:
    rows: Rows = [
        ["所属", KNOWS.text.ja, ACTS.text.ja],
        ["010", "はい", 5],
        ["", "", ""],
        ["※ 令和7年4月末現在", "", ""],
        ["人事課調べ", "", ""],
    ]
    outcome = read(write(tmp_path, rows, "xlsx"), "", KNOWS, ACTS)
    assert (outcome.rows_read, outcome.rows_stored, kinds(outcome, Kind.BELOW_TABLE)) == (3, 1, [(4, 2)])


def test_an_option_called_no_is_ticked_by_its_own_name(tmp_path: Path) -> None:
    """One column an answer, as SurveyMonkey writes them: the cell under "No" says "No"."""
    rows: Rows = [
        ["所属", f"{KNOWS.text.ja}：はい", f"{KNOWS.text.ja}：いいえ"],
        ["010", "はい", ""],
        ["010", "", "いいえ"],
    ]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert outcome.block is not None, outcome.problems
    assert sorted(block.responses(outcome.block).answers["q1"].tolist()) == [1, 2]


def test_ticked_nothing_is_told_from_not_asked(tmp_path: Path) -> None:
    heads = [f"{HOW.text.ja}：{way}" for way in ("研修", "掲示、回覧")]
    rows: Rows = [["所属", *heads], ["010", 1, 0], ["010", 0, 0], ["020", "", ""], ["020", "", ""]]
    outcome = read(write(tmp_path, rows), "", KNOWS, HOW)
    assert [(p.found, p.count) for p in outcome.problems if p.kind is Kind.NOTHING_TICKED] == [("1", 2)]


def test_the_sign_of_audiences_of_several_values_is_no_value_of_anybody(tmp_path: Path) -> None:
    rows: Rows = [["部署", "職級", KNOWS.text.ja], ["010", "主事∪課長", "はい"], ["010", "主事", "はい"]]
    how = '[[column]]\nname = "職級"\nrole = "segment"\ntarget = "grade"\n'
    for segments, kind in (({"grade": ()}, Kind.RESERVED_SIGN), ({"grade": ("主事",)}, Kind.UNKNOWN_VALUE)):
        outcome = read(write(tmp_path, rows), how, KNOWS, segments=segments)
        assert [(p.kind, p.row) for p in outcome.problems if p.severity is Severity.ROW] == [(kind, 2)]


@pytest.mark.parametrize("given", [True, False])
def test_a_file_without_the_column_of_an_audience_says_so(tmp_path: Path, given: bool) -> None:
    """The column 職級 tells the heads apart; without it there would be no results of theirs."""
    heads = Audience(key="heads", name=Wording(ja="管理職", en="Heads"), segment="grade", values=("課長",))
    everybody = Audience(key="all", name=Wording(ja="全職員", en="All"))
    addressed = guideline(KNOWS).model_copy(update={"audiences": (everybody, heads)})
    how = '[[column]]\nname = "職級"\nrole = "segment"\ntarget = "grade"\n' if given else ""
    rows: Rows = [
        ["部署", "職級" if given else "所感", KNOWS.text.ja],
        ["010", "課長" if given else "特になし", "はい"],
    ]
    outcome = read(write(tmp_path, rows), how, guideline=addressed, segments={"grade": ("主事", "課長")})
    said = [(p.severity, p.found, p.count) for p in outcome.problems if p.kind is Kind.MISSING_AUDIENCE]
    assert said == ([] if given else [(Severity.NOTE, "grade (管理職)", 1)])
