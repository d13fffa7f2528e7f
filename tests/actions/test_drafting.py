"""From one file to published figures: the guideline file and the units drafted from it are imported, then the file itself."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from actions import close, drafting, organise, upload, view
from actions.draft import Points, in_scale
from actions.keep import open_store
from actions.mend import ColumnSeen, Role
from actions.refused import Refused
from actions.upload import Choice, GivenFile, Receipt
from actions.users import LOCAL
from db.engine import Store
from intake.task import Limits
from measure.document import from_document
from measure.questionnaire import Direction, Guideline, ItemKind, Stage, Status

KNOW, READ, ACT = "行動指針を知っていますか。", "行動指針を読んだことがありますか。", "仕事の進め方が変わりましたか。"
HEAD = ["ID", "完了時刻", "所属", KNOW, READ, ACT, "知ったきっかけ"]
SCALE = ["とてもそう思う", "そう思う", "どちらともいえない", "あまりそう思わない", "全くそう思わない", "わからない"]


def sheet() -> str:
    """Sixty people of two departments: 2 in 3 know it, half have read it."""
    lines = [HEAD]
    for n in range(60):
        know, read = (
            "はい" if n % 3 else "いいえ",
            "全部読んだ" if n % 4 == 0 else "一部を読んだ" if n % 4 == 1 else "読んでいない",
        )
        unit, how = ("総務課", "税務課")[n % 2], ("研修;掲示;", "掲示;", "研修;")[n % 3]
        lines.append([str(n), f"2025/05/{n % 28 + 1:02d} 10:00:00", unit, know, read, SCALE[n % 6], how])
    return "\n".join(",".join(line) for line in lines) + "\n"


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a folder, an empty store, and one file."""

    folder: Path

    def given(self, text: str, encoding: str = "cp932") -> GivenFile:
        path = self.folder / "第1回.csv"
        path.write_bytes(text.encode(encoding))
        return GivenFile.at(path)

    def founded(self, file: GivenFile, column: str | None) -> Store:
        """A store with what was drafted from the file, and a wave."""
        store = open_store(f"sqlite:///{self.folder / 'store.sqlite3'}")
        (self.folder / "g.toml").write_text(drafted(file), "utf-8")
        _, units, _ = drafting.unit_list(LOCAL, file, Limits(), column)
        (self.folder / "u.csv").write_text(units, "utf-8")
        organise.import_guideline(LOCAL, store, self.folder / "g.toml")
        organise.import_units(LOCAL, store, self.folder / "u.csv", date(2010, 1, 1))
        day = date(2025, 5, 1)
        organise.add_wave(LOCAL, store, organise.NewWave(name="W1", starts_on=day, ends_on=day, minimum_base=10))
        return store


def drafted(file: GivenFile, lang: str = "ja") -> str:
    _, texts = drafting.guideline_file(LOCAL, file, Limits(), "g")
    return texts[lang]


def read(text: str) -> Guideline:
    return from_document(tomllib.loads(text))


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


def test_from_one_file_to_published_figures(newcomer: Newcomer) -> None:
    file = newcomer.given(sheet())
    store = newcomer.founded(file, "所属")
    kept = upload.take_in(LOCAL, store, file, Choice("W1"))
    assert (kept.rows_stored, kept.rows_rejected) == (60, 0), kept.outcome.problems
    close.close(LOCAL, store, "W1")
    shares = {
        c.unit: (c.base, c.share) for c in view.levels(LOCAL, store, view.Query(wave="W1", indicator="awareness"))
    }
    assert shares == {
        "ORG": (60, pytest.approx(2 / 3)),
        "001": (30, pytest.approx(2 / 3)),
        "002": (30, pytest.approx(2 / 3)),
    }
    assert view.levels(LOCAL, store, view.Query(wave="W1", indicator="readership"))[0].share == pytest.approx(1 / 2)
    store.close()


def test_what_is_drafted_of_a_japanese_file(newcomer: Newcomer) -> None:
    text = drafted(newcomer.given(sheet()))
    guideline = read(text)
    assert [(item.text.ja, item.kind) for item in guideline.items] == [
        (KNOW, ItemKind.SINGLE),
        (READ, ItemKind.SINGLE),
        (ACT, ItemKind.SINGLE),
        ("知ったきっかけ", ItemKind.MULTIPLE),
    ]
    assert [o.label.ja for o in guideline.item("q3").options] == SCALE
    f, n, u = Direction.FAVOURABLE, Direction.NEUTRAL, Direction.UNFAVOURABLE
    assert [o.direction for o in guideline.item("q3").options] == [f, f, n, u, u, None]
    assert guideline.item("q3").options[5].status is Status.DONT_KNOW
    assert [i.stage for i in guideline.indicators] == [Stage.AWARENESS, Stage.READERSHIP, Stage.BEHAVIOUR_CHANGE]
    assert "「所属」の列" in text
    assert text.count("# 確認：設問の言葉から推測") == 3


def test_remarks_say_what_cannot_be_told(newcomer: Newcomer) -> None:
    """Ages point nowhere, and of plain numbers nobody knows which end is good."""
    rows = [f"{n % 5 + 1},{('犬', '猫')[n % 2]},{('はい', 'いいえ')[n % 2]}" for n in range(30)]
    text = drafted(
        newcomer.given("\n".join(["満足度を選んでください,どちらが好きですか,知っていますか", *rows]) + "\n"), "en"
    )
    assert "# Check: larger numbers are taken to be favourable." in text
    assert "# Check: these answers say nothing for or against (犬, 猫)." in text
    assert [o.label.ja for o in read(text).item("q1").options] == ["5", "4", "3", "2", "1"]


def column(name: str, *values: str, number: int = 1) -> ColumnSeen:
    return ColumnSeen(name=name, number=number, role=Role.IGNORE, confidence=0.5, values=values)


def test_columns_of_single_options_become_one_question() -> None:
    told = drafting.merged(
        [
            column("Which? / Mail", "Mail"),
            column("Which? / Talk", "Talk"),
            column("How well? / 1", "1"),
            column("How well? / 2", "2"),
            column("Where? / When?", "here", "there"),
        ]
    )
    assert [(c.name, c.values, c.several) for c in told] == [
        ("Which?", ("Mail", "Talk"), True),
        ("How well?", ("1", "2"), False),
        ("Where? / When?", ("here", "there"), False),
    ]


@pytest.mark.parametrize(
    ("points", "answers"),
    [
        (Points.FAVOURABLE, ["Strongly agree", "Agree", "Somewhat agree"]),
        (Points.UNFAVOURABLE, ["あまりそう思わない", "そう思わない", "全くそう思わない"]),
        (Points.FAVOURABLE, ["5", "4"]),
        (Points.UNFAVOURABLE, ["Rarely", "Not often", "Never"]),
    ],
)
def test_answers_stand_in_the_order_of_their_scale(points: Points, answers: Sequence[str]) -> None:
    turned = list(reversed(answers))
    assert sorted(turned, key=lambda answer: in_scale(answer, points)) == answers


def test_what_cannot_be_drafted_is_refused(newcomer: Newcomer) -> None:
    with pytest.raises(Refused, match="draft_no_favourable"):
        drafted(newcomer.given("色\n" + "赤\n青\n" * 9))
    with pytest.raises(Refused, match="draft_column"):
        drafting.unit_list(LOCAL, newcomer.given(sheet()), Limits(), "部")
    outcome, texts = drafting.guideline_file(LOCAL, newcomer.given("%PDF-1.4"), Limits(), None)
    assert (texts, [problem.kind.value for problem in outcome.problems]) == ({}, ["not_a_table"])


REAL = {
    "otel-google-forms/docs-usability/otel-docs-usability-survey.csv": 48,
    "otel-google-forms/otel-collector/otel-collector-survey.csv": 0,
    "cncf-maintainer/2018/results-h1.csv": 56,
    "cncf-maintainer/2019/maintainer-survey-results-2019-h1.csv": 64,
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_make_a_questionnaire_that_takes_them_in(newcomer: Newcomer, shared_data: Path, name: str) -> None:
    """Every row is stored; how many there are is what the files have (0: whatever it has)."""
    file = GivenFile.at(shared_data / name)
    kept = taken_in(newcomer, file)
    assert kept.rows_stored == (REAL[name] or kept.outcome.rows_read) > 0, kept.outcome.problems


def test_a_real_file_whose_questions_stand_twice_takes_in_itself(newcomer: Newcomer, shared_data: Path) -> None:
    (path,) = sorted((shared_data / "stacks-typeform").glob("*.csv"))[:1]
    assert taken_in(newcomer, GivenFile.at(path)).rows_stored == 69


def taken_in(newcomer: Newcomer, file: GivenFile) -> Receipt:
    store = newcomer.founded(file, None)
    kept = upload.take_in(LOCAL, store, file, Choice("W1"))
    store.close()
    return kept
