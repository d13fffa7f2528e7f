"""The median over the organisations, from the shipped figures, is the benchmark the publisher printed."""

from statistics import median

import pytest

from tests.sample.uk_published import PUBLISHED
from tests.sample.uk_shipped import YEARS, figures, tree

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
