"""The units of the UK sample are one dated tree, and every figure stands on a unit of its year."""

import tomllib
from collections import Counter
from decimal import Decimal

import pytest

from measure.document import from_document
from measure.organisation import OrgTree
from tests.sample.uk_shipped import UK_CODE, YEARS, figures, rows_of, tree, units

# The publisher's files have 94, 103, 97 ... rows without the benchmark rows (and blank ones); these of them are a whole
# group listed together with its parts, so the rest are organisations.
ROWS = {
    2009: 94, 2010: 103, 2011: 97, 2012: 97, 2013: 98, 2014: 101,
    2015: 98, 2016: 101, 2017: 101, 2018: 105, 2019: 109, 2020: 109,
}  # fmt: skip
STATISTICS, HOME_OFFICE, JUSTICE = "G-STATISTICS", "G-HOME-OFFICE", "G-JUSTICE"
WHOLE_GROUPS = {
    2009: {STATISTICS},
    2010: {STATISTICS},
    **{year: set() for year in range(2011, 2015)},
    **{year: {STATISTICS, HOME_OFFICE, JUSTICE} for year in range(2015, 2021)},
}
ALWAYS = {"aware_code", "raise_concern", "confident"}
ASKED = {
    **dict.fromkeys(range(2009, 2017), ALWAYS),
    **{year: ALWAYS | {"aware_vision"} for year in (2017, 2018)},
    **{year: ALWAYS | {"aware_vision", "role_model"} for year in (2019, 2020)},
}
# publisher's code or name -> our unit; the same organisation under its names of different years
ONE_UNIT = {
    "AGO": ["Attorney General's Office"],
    "GLD": ["TSol", "Treasury Solicitor", "Government Legal Department"],
    "HMCPSI": ["HM CPS Inspectorate", "HM Crown Prosecution Service Inspectorate"],
    "UKEF": ["Export Credits Guarantee Department", "UK Export Finance"],
    "HMPO": ["Identity and Passport Service", "HM Passport Office", "Home Office: HM Passport Office"],
    "CCS": ["Buying Solutions", "Government Procurement Service", "Crown Commercial Service"],
    "DFE": ["Department for Children, Schools and Families", "Department for Education"],
    "HMLR": ["LR", "Land Registry", "HM Land Registry"],
    "DEXEU": ["DEEU", "Department for Exiting the European Union"],
}


def test_units_are_one_tree() -> None:
    whole = OrgTree.of(units())  # raises where a code stands twice or a parent is missing
    assert whole.roots() == ("CIVILSERVICE",)
    assert {whole.level(code) for code in whole.units} == {0, 1, 2}
    assert {code for code in whole.units if whole.level(code) == 1} == {c for c in whole.units if c.startswith("G-")}


@pytest.mark.parametrize("year", YEARS)
def test_units_of_a_year_are_one_tree(year: int) -> None:
    assert tree(year).roots() == ("CIVILSERVICE",)


def test_no_name_or_alias_leads_to_two_units() -> None:
    names = [
        name
        for unit in units()
        for name in {known.casefold() for known in (unit.code, unit.name.ja, unit.name.en, *unit.aliases)}
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize(("code", "names"), ONE_UNIT.items())
def test_renamed_organisation_is_one_unit(code: str, names: list[str]) -> None:
    unit = next(unit for unit in units() if unit.code == code)
    assert set(names) <= {unit.code, unit.name.en, *unit.aliases}


@pytest.mark.parametrize("year", YEARS)
def test_figures_stand_on_units_of_their_year(year: int) -> None:
    assert {row["unit"] for row in figures(year)} - set(tree(year).units) == set()


@pytest.mark.parametrize("year", YEARS)
def test_no_unit_has_a_figure_twice(year: int) -> None:
    times = Counter((row["unit"], row["indicator"]) for row in figures(year))
    assert set(times.values()) == {1}
    assert len(times) == ROWS[year] * len(ASKED[year])
    assert {row["indicator"] for row in figures(year)} == ASKED[year]


@pytest.mark.parametrize("year", YEARS)
def test_organisations_are_the_rows_that_are_no_group(year: int) -> None:
    having = {row["unit"] for row in figures(year)}
    groups = {unit for unit in having if unit.startswith("G-")}
    assert groups == WHOLE_GROUPS[year]
    assert len(having - groups) == ROWS[year] - len(WHOLE_GROUPS[year])
    assert "CIVILSERVICE" not in having, "a benchmark row was taken for the root"


@pytest.mark.parametrize("year", YEARS)
def test_shares_are_the_published_whole_percents(year: int) -> None:
    for row in figures(year):
        percent = Decimal(row["share"]) * 100
        assert 0 <= percent <= 100
        assert percent == int(percent)


@pytest.mark.parametrize("year", YEARS)
def test_response_rates_are_published_from_2013(year: int) -> None:
    rates = {row["unit"]: row["response_rate"] for row in figures(year)}
    assert len({(row["unit"], row["response_rate"]) for row in figures(year)}) == len(rates)
    assert all(rates.values()) if year >= 2013 else not any(rates.values())


def test_a_response_rate_above_all_staff_is_kept() -> None:
    """Government Property Agency 2020: 102 % of the reported head count answered."""
    assert {row["response_rate"] for row in figures(2020) if row["unit"] == "GPA"} == {"1.02"}


def test_every_rename_leads_from_a_known_name_to_another_in_its_time() -> None:
    """Both names are known of the one unit, which was there in the year before; none but renamed units' names are told."""
    known = {unit.code: unit for unit in units()}
    rows = list(rows_of(UK_CODE / "renames.csv"))
    assert len({(row["unit"], row["survey"]) for row in rows}) == len(rows) >= 15
    for row in rows:
        unit, year = known[row["unit"]], int(row["survey"])
        assert row["was"] != row["became"]
        assert {row["was"], row["became"]} <= {unit.name.en, *unit.aliases}, row["unit"]
        assert {row["unit"]} <= set(tree(year - 1).units) & set(tree(year).units)


def test_lineage_joins_units_where_one_ends_or_begins() -> None:
    known = {unit.code: unit for unit in units()}
    for row in rows_of(UK_CODE / "lineage.csv"):
        source, target = known[row["from"]], known[row["to"]]
        assert row["kind"] in {"merge", "split"}
        assert row["date"] in {str(source.valid_to), str(target.valid_from)}
        assert (row["share"] == "1") == (row["kind"] == "merge")


def test_guideline_has_the_promised_keys() -> None:
    guideline = from_document(tomllib.loads((UK_CODE / "guideline.toml").read_text(encoding="utf-8")))
    assert (guideline.key, guideline.root_unit) == ("uk-code", "CIVILSERVICE")
    assert {indicator.key for indicator in guideline.indicators} == ASKED[2020]
    assert [indicator.key for indicator in guideline.indicators if indicator.reception] == ["confident"]
    assert guideline.source is not None
    attribution = "Contains public sector information licensed under the Open Government Licence v3.0."
    assert attribution in guideline.source.ja
    assert attribution in guideline.source.en
