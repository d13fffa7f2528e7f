"""The median over the organisations, from the shipped figures, is the benchmark the publisher printed."""

from statistics import median

import pytest

from tests.sample.uk_shipped import YEARS, figures, tree

# Civil_Service_People_Survey_2009_to_2020_Median_Benchmark_Scores.csv, rows D01, D02, D03, B59 and B60, as percents.
# Contains public sector information licensed under the Open Government Licence v3.0.
PUBLISHED = {
    #                2009 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020
    "aware_code": (75, 81, 86, 88, 89, 90, 91, 91, 92, 92, 92, 93),
    "raise_concern": (44, 53, 59, 63, 64, 64, 66, 67, 68, 67, 66, 68),
    "confident": (57, 62, 64, 67, 67, 69, 68, 67, 70, 71, 72, 77),
    "aware_vision": (None, None, None, None, None, None, None, None, 43, 51, 58, 60),
    "role_model": (None, None, None, None, None, None, None, None, None, None, 66, 76),
}
CASES = [(year, indicator, percents[year - YEARS[0]]) for indicator, percents in PUBLISHED.items() for year in YEARS]


def shares_of_organisations(year: int, indicator: str) -> list[float]:
    """The shares of all units without units below them; a group's own score is not counted beside its parts."""
    leaves = set(tree(year).leaves("CIVILSERVICE"))
    return [float(row["share"]) for row in figures(year) if row["indicator"] == indicator and row["unit"] in leaves]


@pytest.mark.parametrize(("year", "indicator", "percent"), CASES)
def test_median_of_organisations_is_the_published_benchmark(year: int, indicator: str, percent: int | None) -> None:
    shares = shares_of_organisations(year, indicator)
    if percent is None:
        assert shares == [], "the question was not asked that year"
        return
    assert len(shares) >= 94
    assert abs(100 * median(shares) - percent) < 1 + 1e-9
