"""Audiences and panels through the actions and commands: every figure is arithmetic over the parish's tables."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cli
from actions import audiences, panels, targets, view
from actions.audiences import AudienceReport
from actions.export import made
from actions.keep import open_store
from actions.refused import Refused
from actions.reported import report
from actions.said import audience_told
from actions.subject import Asked, Site
from actions.users import LOCAL
from confidentiality.choices import Choices
from db.engine import Store
from measure.target import SetTarget
from settings import Settings
from terminal.door import run_program
from tests.actions.parish import BLANK, HEADCOUNT, READ, RESIDENTS_SAY, SEEN, SETTLED, STRAY, found
from text import audience as words
from text import formats
from text.lookup import say

DIGITAL = "role=q∪r"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return found(tmp_path_factory.mktemp("parish"))


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def told(store: Store, key: str, unit: str | None = "A") -> AudienceReport:
    rows = audiences.audiences(LOCAL, store, view.Query("W1", unit))
    assert [row.audience for row in rows] == ["all", "digital", "special"]
    return next(row for row in rows if row.audience == key)


def test_an_audience_of_several_values_is_its_parts_together(store: Store) -> None:
    [cell] = view.levels(LOCAL, store, view.Query("W1", "A", DIGITAL, "readership"))
    read_q, read_r = READ["q"], READ["r"]
    assert (cell.favourable, cell.base) == (read_q[0] + read_r[0], read_q[1] + read_r[1])
    assert cell.headcount == HEADCOUNT["A"]["q"] + HEADCOUNT["A"]["r"]
    assert cell.response_rate == pytest.approx((20 + 20) / (25 + 20))


def test_the_base_of_a_question_of_one_audience_is_that_audience(store: Store) -> None:
    """Blanks of others are not asked, what they answered all the same is not counted, blanks of its own are missing."""
    [cell] = view.levels(LOCAL, store, view.Query("W1", "A", None, "concrete"))
    assert cell.segment == DIGITAL
    assert (cell.favourable, cell.base) == (SETTLED["q"] + SETTLED["r"], 20 + 20 - BLANK)
    assert cell.response_rate == pytest.approx((20 + 20) / (25 + 20))
    assert STRAY > 0
    assert view.levels(LOCAL, store, view.Query("W1", "A", "role=p", "concrete")) == [] or all(
        row.base is None for row in view.levels(LOCAL, store, view.Query("W1", "A", "role=p", "concrete"))
    )


def test_stages_stand_on_one_base_and_say_where_most_stop(store: Store) -> None:
    """Digital: 30 of 40 have read, 18 of these have settled it. Specialists: 16 of 20, then 4."""
    digital = told(store, "digital")
    came = [stage.came.share for stage in digital.stages if stage.came]
    assert came == pytest.approx([(14 + 16) / 40, (SETTLED["q"] + SETTLED["r"]) / 40])
    assert [stage.conversion.share for stage in digital.stages if stage.conversion] == pytest.approx([30 / 40, 18 / 30])
    special = told(store, "special")
    came = [stage.came.share for stage in special.stages if stage.came]
    assert came == pytest.approx([16 / 20, SEEN / 20])
    assert special.barrier == "results"
    assert told(store, "all").barrier is None  # one stage: nothing to compare


def test_an_audience_moves_by_itself(store: Store) -> None:
    """12 more of the 30 others have read it in the second wave; nobody else has."""
    changes = {
        key: [point.change for point in view.trend(LOCAL, store, view.Query(None, "A", group, "readership", "code"))][
            -1
        ]
        for key, group in (("p", "role=p"), ("digital", DIGITAL))
    }
    assert changes["p"] is not None
    assert changes["digital"] is not None
    assert changes["p"].points == pytest.approx(100 * 12 / 30)
    assert changes["digital"].points == pytest.approx(0.0)


def test_a_target_is_set_by_the_key_of_an_audience_and_told_with_it(url: str, tmp_path: Path) -> None:
    own = open_store(found(tmp_path))
    wanted = SetTarget(
        guideline="code", indicator="concrete", unit="R", share=0.9, segment="digital", day=date(2027, 3, 31)
    )
    assert targets.set_target(LOCAL, own, wanted).segment == DIGITAL
    stage = told(own, "digital", "R").stages[1].standing
    assert stage.aim is not None
    assert stage.aim.share == 0.9
    assert stage.outlook is not None
    assert stage.outlook.verdict == "too_few_waves"
    assert told(own, "special", "R").stages[1].standing.aim is None
    own.close()


def test_an_audience_can_be_left_out_of_what_is_published(tmp_path: Path) -> None:
    """Named by its key; its values stay, and each audience of one value with them."""
    own = open_store(found(tmp_path, closing=Choices(without=("digital",))))
    segments = {cell.segment for cell in view.everything(LOCAL, own, "W1")}
    assert segments == {None, "role=p", "role=q", "role=r"}
    assert told(own, "digital").stages[0].came is None
    own.close()


@pytest.fixture
def run(url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def answer(*words: str) -> Any:
        status = run_program(cli.app, ["--database-url", url, "--lang", "en", *words, "--json"])
        out = capsys.readouterr()
        return json.loads(out.out) if status == 0 else (status, out.err)

    return answer


def test_commands_take_an_audience_by_its_key(run: Any) -> None:
    rows = run("show", "audiences", "--wave", "W1", "--unit", "A")
    assert [(row["audience"], row["stage"], row["stops"]) for row in rows] == [
        ("all", "understanding", False),
        ("digital", "understanding", False),
        ("digital", "concrete", True),  # 40 of 45 answered: hardly any doubt is left
        ("special", "understanding", False),
        ("special", "results", True),
    ]
    assert rows[4]["came"]["share"] == pytest.approx(SEEN / 20)
    assert "most stop before “Results”" in rows[4]["sentence"]
    [cell] = run("show", "levels", "--wave", "W1", "--unit", "A", "--audience", "digital", "--indicator", "readership")
    assert (cell["segment"], cell["share"]) == (DIGITAL, pytest.approx(30 / 40))
    assert run("show", "speed", "--indicator", "readership", "--guideline", "code", "--audience", "special")["waves"]
    assert run("show", "funnel", "--wave", "W1", "--unit", "A", "--audience", "digital")["segment"] == DIGITAL
    status, said = run("show", "levels", "--wave", "W1", "--audience", "nobody")
    assert (status, "There is no audience nobody (there are: all, digital, special)" in said) == (1, True)
    status, said = run("show", "levels", "--wave", "W1", "--audience", "special", "--segment", "role=r")
    assert (status, "not both" in said) == (1, True)


def test_a_panel_is_listed_by_itself(run: Any) -> None:
    [row] = run("show", "panels", "--guideline", "code")
    yes, people = RESIDENTS_SAY
    assert (row["panel"], row["of"], row["waves"], row["responses"], row["base"]) == (
        "residents",
        "code",
        1,
        people,
        people,
    )
    assert row["share"] == pytest.approx(yes / people)
    assert run("show", "panels", "--guideline", "code-residents") == []


def test_no_query_holds_figures_of_two_panels(store: Store) -> None:
    """Both surveys have an indicator of the same key; which is meant has to be said, and nothing adds them."""
    with pytest.raises(Refused, match="indicator_which"):
        view.trend(LOCAL, store, view.Query(indicator="readership"))
    staff = {"R", "A", "B"}
    for key, waves, units in (("code", {"W1", "W2"}, staff), ("code-residents", {"RES1"}, {"RES"})):
        asked = view.Query(indicator="readership", guideline=key)
        points = view.trend(LOCAL, store, asked)
        assert ({point.wave for point in points}, {point.unit for point in points}) <= (waves, units)
        for wave in waves:
            assert {
                row.unit for row in view.compare(LOCAL, store, view.Query(wave, None, None, "readership", key))
            } == units
            assert {cell.unit for cell in view.everything(LOCAL, store, wave)} == units
    people = sum(sum(own.values()) for own in HEADCOUNT.values())
    [whole] = view.levels(LOCAL, store, view.Query("W1", "R", None, "readership"))
    assert (whole.headcount, whole.base) == (people, 2 * (30 + 20 + 20))
    assert [guideline.key for guideline in view.guidelines(LOCAL, store)] == ["code", "code-residents"]
    assert panels.panels(LOCAL, store, "code-residents") == []


def test_no_export_holds_figures_of_two_panels_but_in_a_part_of_its_own(store: Store) -> None:
    """What is said of residents stands below a heading of its own, and none of their cells among the rows."""
    for wave, own, others in (("W2", "Parish", "esidents"), ("RES1", "Residents", "Works")):
        for ending in ("csv", "html"):
            text = made(Site(LOCAL, store, Settings()), Asked(wave, "en", date(2025, 9, 1)), ending).decode("utf-8-sig")
            before, apart, _ = text.partition('<section aria-labelledby="panel-code-residents">')
            assert own in before
            assert others not in re.sub(r"<nav.*?</nav>", "", before)
            assert bool(apart) == (wave == "W2" and ending == "html")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_report_carries_audiences_and_panels(store: Store, lang: str) -> None:
    """Digital in Works: 30 of 40 have read it, 18 of these have settled it; 37 of 120 residents have read it."""
    of = report(Site(LOCAL, store, Settings()), Asked("W1", lang, date(2025, 9, 1), "A"))
    own = {part.key: part for part in of.parts if part.key.startswith(("audience-", "panel-"))}
    assert list(own) == ["audience-all", "audience-digital", "audience-special"]
    table = own["audience-digital"].table
    assert table is not None
    shares = [(row[1], row[5], row[6]) for row in table.rows]
    expected = ((30 / 40, 30 / 40, 30 / 40), ((SETTLED["q"] + SETTLED["r"]) / (40 - BLANK), 18 / 40, 18 / 30))
    assert shares == [tuple(formats.percent(share, lang) for share in row) for row in expected]
    assert own["audience-special"].sentences[0] == words.sentence(audience_told(told(store, "special"), lang), lang)
    newest = report(Site(LOCAL, store, Settings()), Asked("W2", lang, date(2025, 9, 1)))
    [panel] = [part for part in newest.parts if part.key.startswith("panel-")]
    assert panel.table is not None
    assert panel.table.rows[0][1] == formats.percent(37 / 120, lang)
    assert say("panel.under", lang) in panel.sentences


def test_the_report_of_a_panel_says_that_it_holds_nothing_of_staff(store: Store) -> None:
    of = report(Site(LOCAL, store, Settings()), Asked("RES1", "ja", date(2025, 9, 1)))
    assert of.rest[0] == "これは職員ではなく、住民への調査です。職員の結果は含みません。"
