"""The fictitious metropolis, counted straight from the files it writes, without the product's own importer."""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kpi.reading import read_kpis
from measure.organisation import OrgTree
from sample.metropolis.answers import IMPORTANCE, LATE_JOINERS, replies
from sample.metropolis.generate import (
    GUIDELINE_FILE,
    HERE,
    INITIATIVES_FILE,
    KPI_FILE,
    LINEAGE_FILE,
    SEED,
    generate,
    guideline,
    wave_files,
)
from sample.metropolis.staff import SEGMENTS, units
from sample.metropolis.waves import WAVES

NAMES = [f"{year}Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
AFTER = NAMES[9:]  # the waves after the reorganisation of 1 April 2025
Sheet = dict[str, str]
Files = dict[str, list[Sheet]]

# what a sheet's columns are called here, and a piece of the heading that tells it in every tool's file
COLUMNS = {
    "unit": ("所属", "部署コード"),
    "audience": ("対象層", "業務区分"),
    "tenure": ("在籍年数", "年数"),
    "know": ("知っていますか",),
    "read": ("読んだことがありますか",),
    "changed": ("進め方が変わった",),
    "like": ("前向きに受け止めて",),
    "norm_1": ("顧客の視点から組み立てる",),
    "important_3": ("「どんな人にも届く道を用意する」は大切", "大切だと思いますか。 [どんな人にも"),
}
READ = {"全体を読んだ", "一部を読んだ"}
AGREE = {"そう思う", "ややそう思う"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of all twelve waves, as `make demo` writes them."""
    folder = tmp_path_factory.mktemp("metropolis")
    generate(folder)
    return folder


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Files:
    """Every sheet of every wave, with the unit as its code."""
    codes = {name: row["code"] for row in read(HERE / "units.csv") for name in names_of(row)}
    return {files.wave.name: list(short(table(files.responses), codes)) for files in wave_files(folder)}


@pytest.fixture(scope="module")
def staff(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of every headcount file."""
    return {files.wave.name: read(files.headcount) for files in wave_files(folder)}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of(row: dict[str, str]) -> list[str]:
    return [row["code"], row["name"], *row["aliases"].split("|")]


def table(path: Path) -> list[list[str]]:
    """The cells of a file: a workbook's first sheet, UTF-8 with or without a mark, or CP932."""
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python()]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp932")
    return list(csv.reader(text.splitlines(keepends=True)))


def short(rows: list[list[str]], codes: dict[str, str]) -> Iterator[Sheet]:
    place = {
        key: next(i for i, heading in enumerate(rows[0]) if any(piece in heading for piece in pieces))
        for key, pieces in COLUMNS.items()
    }
    for row in rows[1:]:
        sheet = {key: row[column] for key, column in place.items()}
        sheet["tenure"] = sheet["tenure"].translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        yield sheet | {"unit": codes[sheet["unit"]]}


def units_with(case: str) -> list[str]:
    return [row["unit"] for row in read(HERE / "cases.csv") if row["case"] == case]


def share(sheets: list[Sheet], key: str, favourable: set[str]) -> float:
    """Favourable among those who answered."""
    answered = [sheet[key] for sheet in sheets if sheet[key]]
    return sum(answer in favourable for answer in answered) / len(answered)


def course(sheets: Files, unit: str, count: Callable[[list[Sheet]], float]) -> list[float]:
    """A share of one unit over the waves in which it exists."""
    own = ([sheet for sheet in sheets[wave] if sheet["unit"] == unit] for wave in NAMES)
    return [count(part) for part in own if part]


def knows(sheets: list[Sheet]) -> float:
    return share(sheets, "know", {"はい"})


def has_read(sheets: list[Sheet]) -> float:
    return share(sheets, "read", READ)


def has_changed(sheets: list[Sheet]) -> float:
    return share(sheets, "changed", AGREE)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path, SEED)
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in place.iterdir()}
        for place in (folder, tmp_path)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == 12 + 12


def test_another_seed_gives_other_answers() -> None:
    one, other = replies(WAVES[0], SEED), replies(WAVES[0], SEED + 1)
    assert one.unit != other.unit


def test_there_are_twelve_quarterly_waves() -> None:
    """Fieldwork starts on a Wednesday, no earlier than the 7th, in February, May, August and November."""
    assert [wave.name for wave in WAVES] == NAMES
    for wave in WAVES:
        assert wave.guideline == "action-guideline"
        assert wave.name == f"{wave.starts_on.year}Q{(wave.starts_on.month + 1) // 3}"
        assert wave.starts_on.month == wave.ends_on.month
        assert (wave.starts_on.isoweekday(), wave.ends_on.isoweekday()) == (3, 5)
        assert wave.starts_on.day >= 7


def test_the_guideline_has_ten_norms_and_the_promised_indicators() -> None:
    asked = guideline()
    assert asked.key == "action-guideline"
    assert [norm.number for norm in asked.norms] == list(range(1, 11))
    assert [i.key for i in asked.indicators] == [
        *("awareness", "readership", "behaviour_change", "reception"),
        *(f"norm_{number}" for number in range(1, 7)),
        *(f"important_{number}" for number in range(1, 7)),
        *("concrete", "practised", "results"),
    ]
    assert all(asked.item(f"q{4 + number}").norm == number for number in range(1, 7))
    assert [segment.key for segment in asked.segments] == list(SEGMENTS)
    assert [tuple(value.key for value in segment.values) for segment in asked.segments] == list(SEGMENTS.values())


def test_everything_that_could_be_taken_for_real_says_it_is_not() -> None:
    asked = guideline()
    assert asked.note is not None
    for text in (asked.name.ja, asked.note.ja, units()[0].name.ja):
        assert "架空" in text
    for path in (GUIDELINE_FILE, HERE / "units.csv", LINEAGE_FILE, INITIATIVES_FILE, KPI_FILE):
        assert "東京" not in path.read_text(encoding="utf-8")
    assert {"架空" in row["owner"] for row in read(KPI_FILE)} == {True}


def test_about_sixty_units_stand_in_four_levels_at_every_wave() -> None:
    """1 authority + 8 bureaux + 17 divisions + 38 sections; the reorganisation takes 5 sections and brings 5."""
    for wave in WAVES:
        tree = OrgTree.on(wave.starts_on, units())
        levels = Counter(tree.level(code) for code in tree.units)
        assert levels == {0: 1, 1: 8, 2: 17, 3: 38}
        assert tree.roots() == ("MET",)


def test_the_files_look_like_four_different_tools(folder: Path) -> None:
    """Q1 Microsoft Forms CSV with a mark, Q2 Google Forms, Q3 LoGo form in CP932, Q4 a workbook."""
    first = [files.responses.read_bytes() for files in wave_files(folder)]
    for year in range(3):
        microsoft, google, logo, workbook = first[4 * year : 4 * year + 4]
        assert microsoft.startswith("\ufeffID,開始時刻,完了時刻,メール,名前,".encode())
        assert google.startswith("タイムスタンプ,メールアドレス,".encode())
        assert logo.startswith("受付番号,送信日時,部署コード,".encode("cp932"))
        assert workbook.startswith(b"PK")


def test_the_authority_has_about_seven_thousand_staff(staff: dict[str, list[dict[str, str]]]) -> None:
    for rows in staff.values():
        assert 6_000 <= sum(int(row["headcount"]) for row in rows) <= 9_000
        assert len({(row["unit"], row["audience"], row["tenure"]) for row in rows}) == len(rows)
        assert {row["audience"] for row in rows} == {"一般職員", "デジタルサービス担当職員", "専門人材"}


def test_every_unit_answers_at_a_rate_of_35_to_85_percent(
    sheets: Files, staff: dict[str, list[dict[str, str]]]
) -> None:
    for wave in NAMES:
        asked: Counter[str] = Counter()
        for row in staff[wave]:
            asked[row["unit"]] += int(row["headcount"])
        answered = Counter(sheet["unit"] for sheet in sheets[wave])
        assert answered.keys() == asked.keys()
        for unit, people in asked.items():
            assert 0.35 <= answered[unit] / people <= 0.85, (wave, unit)


def test_more_answer_than_were_counted_only_where_late_joiners_are_documented(
    sheets: Files, staff: dict[str, list[dict[str, str]]]
) -> None:
    """2025Q2, KYO13, specialists of less than a year: two more sheets than staff."""
    too_many: dict[tuple[str, ...], int] = {}
    for wave in NAMES:
        cells = {(row["unit"], row["audience"], row["tenure"]): int(row["headcount"]) for row in staff[wave]}
        answered = Counter((sheet["unit"], sheet["audience"], sheet["tenure"]) for sheet in sheets[wave])
        too_many |= {(wave, *cell): n - cells.get(cell, 0) for cell, n in answered.items() if n > cells.get(cell, 0)}
    assert too_many == {("2025Q2", "KYO13", "専門人材", "1年未満"): 2}
    assert LATE_JOINERS.keys() == {("2025Q2", "KYO13")}


@pytest.mark.parametrize("unit", units_with("fast_riser"))
def test_a_fast_riser_gains_25_points_of_awareness(sheets: Files, unit: str) -> None:
    awareness = course(sheets, unit, knows)
    assert awareness[-1] - awareness[0] >= 0.25
    assert course(sheets, unit, has_read)[-1] >= 0.65


@pytest.mark.parametrize("unit", units_with("stalled"))
def test_a_stalled_unit_knows_but_does_not_read(sheets: Files, unit: str) -> None:
    assert all(known >= 0.8 for known in course(sheets, unit, knows)[-4:])
    assert all(read_it <= 0.35 for read_it in course(sheets, unit, has_read)[-4:])


@pytest.mark.parametrize("unit", units_with("declining"))
def test_a_declining_unit_loses_15_points(sheets: Files, unit: str) -> None:
    awareness = course(sheets, unit, knows)
    assert mean(awareness[:4]) - mean(awareness[-4:]) >= 0.15


@pytest.mark.parametrize("unit", units_with("rotated"))
def test_a_rotated_unit_dips_every_april_and_recovers_by_winter(sheets: Files, unit: str) -> None:
    """Waves 1, 5 and 9 (May) against the February before and the November after."""
    awareness = course(sheets, unit, knows)
    for may in (1, 5, 9):
        assert awareness[may - 1] - awareness[may] >= 0.12
        assert awareness[may + 2] - awareness[may] >= 0.12
    newcomers = [s for wave in sheets.values() for s in wave if s["unit"] == unit and s["tenure"] == "1年未満"]
    assert 0.35 <= len(newcomers) / len([s for wave in sheets.values() for s in wave if s["unit"] == unit]) <= 0.55


@pytest.mark.parametrize("unit", units_with("tiny"))
def test_a_tiny_unit_stays_below_the_smallest_group_shown(
    sheets: Files, staff: dict[str, list[dict[str, str]]], unit: str
) -> None:
    for wave in NAMES:
        people = sum(int(row["headcount"]) for row in staff[wave] if row["unit"] == unit)
        answers = sum(sheet["unit"] == unit for sheet in sheets[wave])
        assert 5 <= people <= 9
        assert 0 < answers < 10


def test_a_contradictory_unit_has_read_what_it_does_not_know(sheets: Files) -> None:
    """Read without knowing: at least 15 % of FUK31 in every wave, under 3 % of all others."""
    for wave in NAMES:
        odd = [
            sheet["unit"]
            for sheet in sheets[wave]
            if sheet["read"] in READ and sheet["know"] in ("いいえ", "わからない")
        ]
        own = sum(sheet["unit"] == "FUK31" for sheet in sheets[wave])
        assert odd.count("FUK31") / own >= 0.15
        assert (len(odd) - odd.count("FUK31")) / (len(sheets[wave]) - own) < 0.03
    assert units_with("contradictory") == ["FUK31"]


def test_a_unit_does_better_after_its_workshop(sheets: Files) -> None:
    """June and July 2024, six waves before against six after: +12 points each, 10 more than steady units on average."""
    (workshop,) = (row for row in read(INITIATIVES_FILE) if row["initiative"] == "workshop")
    held = set(workshop["unit"].split("|"))
    assert held == set(units_with("workshop"))
    assert len(held) >= 5
    for count in (has_read, has_changed):
        gains = [gain(course(sheets, unit, count)) for unit in held]
        usual = [gain(course(sheets, unit, count)) for unit in units_with("steady")]
        assert all(points >= 0.12 for points in gains)
        assert mean(gains) - mean(usual) >= 0.10


def gain(values: list[float]) -> float:
    return mean(values[6:]) - mean(values[:6])


def test_a_norm_is_held_important_as_often_as_planted(sheets: Files) -> None:
    """72 % of everybody in every wave, give or take three standard errors."""
    for wave in NAMES:
        answers = sheets[wave]
        found = share(answers, "important_3", {"とても大切", "大切"})
        assert abs(found - IMPORTANCE["important_3"]) <= 3 * (0.72 * 0.28 / len(answers)) ** 0.5


def test_the_reorganisation_ends_five_sections_and_begins_five(sheets: Files) -> None:
    """1 April 2025: one transferred, one renamed, two merged, one split; the shares of what ends add up to 1."""
    lineage = read(LINEAGE_FILE)
    assert [row["kind"] for row in lineage] == ["transfer", "rename", "merge", "merge", "split", "split"]
    ended, begun = {row["from"] for row in lineage}, {row["to"] for row in lineage}
    for unit in ended:
        assert sum(float(row["share"]) for row in lineage if row["from"] == unit) == pytest.approx(1)
    for wave in NAMES:
        present = {sheet["unit"] for sheet in sheets[wave]}
        assert present.isdisjoint(ended if wave in AFTER else begun)
        assert present >= (begun if wave in AFTER else ended)


def test_the_reorganised_sections_start_lower_and_recover(sheets: Files) -> None:
    lineage = read(LINEAGE_FILE)
    before = [s for s in sheets["2025Q1"] if s["unit"] in {row["from"] for row in lineage}]
    after = [[s for s in sheets[wave] if s["unit"] in {row["to"] for row in lineage}] for wave in AFTER]
    assert knows(before) - knows(after[0]) >= 0.15
    assert knows(after[2]) - knows(after[0]) >= 0.15


def test_reception_is_asked_only_of_those_who_know(sheets: Files) -> None:
    for wave in NAMES:
        unknowing = [sheet for sheet in sheets[wave] if sheet["know"] in ("いいえ", "わからない")]
        assert unknowing
        assert {sheet["like"] for sheet in unknowing} == {""}


def test_the_service_kpis_have_a_value_for_every_quarter() -> None:
    kpis = read_kpis(KPI_FILE.read_text(encoding="utf-8"))
    assert [kpi.key for kpi in kpis] == ["online_rate", "waiting_days", "counter_minutes", "repeat_calls"]
    for kpi in kpis:
        assert [f"{value.day:%Y}Q{value.day.month // 3}" for value in kpi.values] == NAMES
