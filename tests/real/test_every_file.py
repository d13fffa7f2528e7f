"""Every file of every publisher: what it is recognised as, and that it is taken in with nothing mapped by hand.

The attributions stand beside the data; figures are counted a second way, by Python's own csv module.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest

from intake import block
from intake.mapping import FileKind, Role
from intake.problems import Kind, Severity
from measure.questionnaire import ItemKind
from measure.tally import count_options
from tests.real.drafting import counted, drafted, imported, surveyed

GOOGLE, MONKEY, LIME, TYPEFORM = "Google Forms", "SurveyMonkey", "LimeSurvey", "Typeform"
RESPONSES, TOTALS = FileKind.RESPONSES, FileKind.TOTALS
CNCF, OTEL, UK = "cncf-maintainer", "otel-google-forms", "uk-csps"
STACKS = "stacks-typeform/results-anonymized-randomized"

# file: format, tool, encoding, row of the headings and how many, kind, rows, columns, those of persons, ids and moments
FILES: dict[str, tuple[str, str | None, str | None, int, int, FileKind, int, int, int]] = {
    f"{CNCF}/2017/results-h1-2017.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 20, 8, 1),
    f"{CNCF}/2017/results-h2-2017.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 15, 8, 1),
    f"{CNCF}/2018/results-h1.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 56, 8, 1),
    f"{CNCF}/2019/maintainer-survey-results-2019-h1.csv": ("csv", MONKEY, "utf-8", 2, 2, RESPONSES, 64, 97, 4),
    f"{CNCF}/2019/maintainer-survey-results-2019-h2.csv": ("csv", MONKEY, "utf-8", 2, 2, RESPONSES, 70, 69, 4),
    f"{CNCF}/2020/h1/CNCF_Maintainers_Survey_2020_H1.csv": ("csv", MONKEY, "utf-8", 2, 2, RESPONSES, 79, 71, 4),
    "masculinity-survey/masculinity-survey.csv": ("csv", None, "utf-8", 2, 2, TOTALS, 231, 12, 0),
    "masculinity-survey/raw-responses.csv": ("csv", MONKEY, "utf-8", 1, 1, RESPONSES, 1615, 98, 2),
    f"{OTEL}/docs-usability/otel-docs-usability-survey.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 48, 35, 1),
    f"{OTEL}/getting-started/otel-getting-started-survey.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 104, 22, 1),
    f"{OTEL}/otel-collector/otel-collector-survey.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 185, 15, 1),
    f"{OTEL}/otel-prom-interoperability/otel-prom-interoperability-survey.csv": ("csv", GOOGLE, "utf-8", 1, 1, RESPONSES, 91, 26, 1),
    "rse-survey/2016/uk/data/public_data.csv": ("csv", LIME, "utf-8", 1, 1, RESPONSES, 273, 67, 0),
    "rse-survey/2017/uk/data/public_data.csv": ("csv", LIME, "utf-8", 1, 1, RESPONSES, 253, 245, 0),
    f"{STACKS}.csv": ("csv", TYPEFORM, "utf-8", 1, 1, RESPONSES, 69, 53, 1),
    f"{STACKS}.xlsx": ("xlsx", TYPEFORM, None, 1, 1, RESPONSES, 69, 53, 1),
    "star-wars-survey/StarWars.csv": ("csv", MONKEY, "mac_roman", 2, 2, RESPONSES, 1186, 38, 1),
    f"{UK}/2009/csps2009_allorganisations_20140213.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 95, 73, 0),
    f"{UK}/2009/csps2009_allorganisations_20140213.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 144, 62, 0),
    f"{UK}/2010/csps2010allorganisations_tcm6-38334.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 104, 75, 0),
    f"{UK}/2010/csps2010allorganisations_tcm6-38335.xls": ("xls", None, None, 3, 2, TOTALS, 162, 64, 0),
    f"{UK}/2011/csps2011_allorganisations_20120202.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 98, 74, 0),
    f"{UK}/2011/csps2011_allorganisations_20120202.xls": ("xls", None, None, 3, 2, TOTALS, 156, 63, 0),
    f"{UK}/2012/csps2012_allorganisations_20130201.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 98, 83, 0),
    f"{UK}/2012/csps2012_allorganisations_20130201.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 166, 72, 0),
    f"{UK}/2013/csps2013_allorganisations_20140213.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 99, 84, 0),
    f"{UK}/2013/csps2013_allorganisations_20140213.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 148, 12, 0),
    f"{UK}/2013/csps2013_benchmarks_20131125.csv": ("csv", None, "cp1252", 1, 1, TOTALS, 108, 10, 0),
    f"{UK}/2013/csps2013_benchmarks_20131125.xlsx": ("xlsx", None, None, 2, 1, RESPONSES, 161, 14, 0),
    f"{UK}/2014/csps2014_allorganisations_20141120.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 102, 84, 0),
    f"{UK}/2014/csps2014_allorganisations_20141120.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 150, 12, 0),
    f"{UK}/2014/csps2014_benchmarks.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 107, 7, 0),
    f"{UK}/2014/csps2014_benchmarks.xlsx": ("xlsx", None, None, 4, 1, TOTALS, 161, 17, 0),
    f"{UK}/2015/csps2015_allorganisations.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 150, 14, 0),
    f"{UK}/2015/csps2015_allorganisations_csv.csv": ("csv", None, "cp1252", 1, 1, TOTALS, 102, 92, 0),
    f"{UK}/2015/csps2015_benchmarks_csv.csv": ("csv", None, "cp1252", 1, 1, TOTALS, 89, 8, 0),
    f"{UK}/2016/civil_servcie_people_survey_2016_all_organisation_scores.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 162, 75, 0),
    f"{UK}/2016/civil_service_peoples_survey_2016_all_org_scores.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 102, 88, 0),
    f"{UK}/2016/civil_service_peoples_survey_2016_benchmark_scores.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 84, 10, 0),
    f"{UK}/2017/Civil_Service_People_Survey_2017_All_Organisation_Scores__CSV_.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 102, 87, 0),
    f"{UK}/2017/Civil_Service_People_Survey_2017_Benchmark_scores__CSV_.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 110, 11, 0),
    f"{UK}/2017/Civil_Serviec_People_Survey_2017_All_Organisation_Scores.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 163, 74, 0),
    f"{UK}/2018/Civil-Service-People-Survey-2009-2018-Mean-Civil-Servants-Scores.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 114, 12, 0),
    f"{UK}/2018/Civil-Service-People-Survey-2009-2018-Median-Benchmark-Scores.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 114, 12, 0),
    f"{UK}/2018/Civil-Service-People-Survey-2018-All-Organisation-Scores-v2.0.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 106, 89, 0),
    f"{UK}/2018/Civil-Service-People-Survey-2018-All-Organisation-Scores-v2.0.xlsx": ("xlsx", None, None, 3, 2, TOTALS, 167, 74, 0),
    f"{UK}/2019/Civil-Service-People-Survey-2009-to-2019-Mean-Civil-Servants-Scores-CSV.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 164, 13, 0),
    f"{UK}/2019/Civil-Service-People-Survey-2009-to-2019-Median-Benchmark-Scores-CSV.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 164, 13, 0),
    f"{UK}/2019/Civil-Service-People-Survey-2019-All-Organisation-Scores-CSV-format.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 111, 95, 0),
    f"{UK}/2019/Civil-Service-People-Survey-2019-All-Organisation-Scores-Excel.xlsx": ("xlsx", None, None, 5, 2, TOTALS, 171, 14, 0),
    f"{UK}/2020/Civil_Service_People_Survey_2009_to_2020_Mean_Benchmark_Scores.csv": ("csv", None, "utf-8", 1, 1, TOTALS, 157, 15, 0),
    f"{UK}/2020/Civil_Service_People_Survey_2009_to_2020_Median_Benchmark_Scores.csv": ("csv", None, "utf-8", 1, 1, RESPONSES, 157, 26, 0),
    f"{UK}/2020/Civil_Service_People_Survey_2020-_All_organisation_scores.ods": ("ods", None, None, 1, 1, TOTALS, 111, 16, 0),
}  # fmt: skip
NO_TABLE = {"rse-survey/2016/uk/data/header.csv"}
"""A list of headings, one a line; it has no columns."""
ABOUT_PEOPLE = (Role.PERSON, Role.ID, Role.DATE)
SHEETS = [name for name, facts in FILES.items() if facts[5] is RESPONSES and not name.startswith(UK)]


def test_the_table_names_every_file(shared_data: Path) -> None:
    """All but the rse survey's published count tables, which its own tests read."""
    suffixes = {".csv", ".xls", ".xlsx", ".ods"}
    found = {
        str(p.relative_to(shared_data))
        for p in shared_data.rglob("*")
        if p.suffix in suffixes and p.parent.name != "output"
    }
    assert found == set(FILES) | NO_TABLE


@pytest.mark.parametrize("name", FILES)
def test_what_is_recognised(shared_data: Path, name: str) -> None:
    outcome = surveyed(shared_data / name)
    hidden = sum(1 for column in outcome.columns if column.role in ABOUT_PEOPLE)
    assert (
        *(outcome.format, outcome.tool, outcome.encoding, outcome.header_row, outcome.header_rows, outcome.kind),
        *(outcome.rows, len(outcome.columns), hidden),
    ) == FILES[name]
    assert [problem for problem in outcome.problems if problem.severity is Severity.REFUSE] == []


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_taken_in_is_what_a_second_count_gives(shared_data: Path, name: str) -> None:
    """Every answer of every question of one choice, and of every question with a column for each choice."""
    seen = surveyed(shared_data / name)
    draft = drafted(seen)
    outcome = imported(shared_data / name, draft)
    assert outcome.block is not None, outcome.problems[:3]
    below = sum(p.count for p in outcome.problems if p.kind is Kind.BELOW_TABLE)
    assert outcome.rows_stored == outcome.rows_read - below
    kept, compared = replace(block.responses(outcome.block), weight=None), 0
    last = (seen.header_row or 1) + outcome.rows_stored
    names = Counter(column.name for column in seen.columns)
    if name.endswith(".xlsx"):
        return
    for item in draft.items:
        columns = draft.columns[item.key]
        if names[columns[0].name] == 1 and (item.kind is ItemKind.SINGLE or len(columns) > 1):
            counts = count_options(kept, item)
            ours = Counter[str]()
            for option in item.options:  # "Logs and Metrics" is "Logs and metrics" for us
                ours[option.label.en.casefold()] += int(counts[option.code])
            second = counted(shared_data / name, seen.encoding or "", slice(seen.header_row or 1, last), columns)
            assert ours == Counter({label: second[label] for label in ours})
            compared += 1
    assert compared > 3


@pytest.mark.parametrize(
    ("name", "percent"), [("2017/results-h1-2017", 82.1), ("2017/results-h2-2017", 80.0), ("2018/results-h1", 83.6)]
)
def test_the_maintainers_average_satisfaction(shared_data: Path, name: str, percent: float) -> None:
    """The average of the answers 1 to 5 in percent of 5, as published; the row of averages below is no response."""
    path = shared_data / CNCF / f"{name}.csv"
    draft = drafted(surveyed(path))
    item = next(item for item in draft.items if "Satisfaction" in item.text.en)
    points = tuple(option for option in item.options if option.label.en in {"1", "2", "3", "4", "5"})
    draft.items = [item.model_copy(update={"options": points})]
    outcome = imported(path, draft)
    assert outcome.block is not None, outcome.problems
    counts = count_options(block.responses(outcome.block), draft.items[0])
    given = [int(option.label.en) for option in points for _ in range(int(counts[option.code]))]
    assert 100 * mean(given) / 5 == pytest.approx(percent, abs=0.05)


def test_835_of_1186_saw_a_film(shared_data: Path) -> None:
    """Published: 835 of 1,186 had seen at least one film, that is, ticked one."""
    path = shared_data / "star-wars-survey" / "StarWars.csv"
    draft = drafted(surveyed(path))
    outcome = imported(path, draft)
    assert outcome.block is not None
    kept = block.responses(outcome.block)
    films = next(item for item in draft.items if item.kind is ItemKind.MULTIPLE and "have you seen" in item.text.en)
    assert (int((kept.answers[films.key] > 0).sum()), kept.rows) == (835, 1186)
