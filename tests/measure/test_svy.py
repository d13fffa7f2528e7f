"""Weighting against svy, another program for survey samples, on random designs: shares, standard errors and weights."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
import svy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measure.indicators import RatioStratum, ratio
from measure.interval import Stratum, stratified_share
from measure.weighting import post_stratified, raked, raked_share

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Table:
    """People, answers and favourable answers of departments x segments."""

    people: np.ndarray
    answers: np.ndarray
    favourable: np.ndarray

    def strata(self) -> list[Stratum]:
        cells = zip(self.favourable.flat, self.answers.flat, self.people.flat, strict=True)
        return [Stratum(float(x), int(n), int(people)) for x, n, people in cells]

    def sheets(self) -> pl.DataFrame:
        """One row an answer, with its cell, its cell's people and the plain weight of a simple sample."""
        plain = float(self.people.sum() / self.answers.sum())
        rows = [
            {"d": str(d), "s": str(s), "h": f"{d}-{s}", "y": int(place < self.favourable[d, s]), "w": plain}
            | {"N": int(self.people[d, s]), "all": int(self.people.sum())}
            | {"own": float(self.people[d, s] / self.answers[d, s])}
            for d, s in np.ndindex(*self.answers.shape)
            for place in range(self.answers[d, s])
        ]
        return pl.DataFrame(rows)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two to five departments by two or three segments; two answers or more in a cell, nowhere everybody alike."""
    shape = draw(st.integers(2, 5)), draw(st.integers(2, 3))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    answers = random.integers(4, 25, shape)
    return Table(answers + random.integers(1, 60, shape), answers, random.binomial(answers - 2, 0.6) + 1)


def yes(found: object) -> tuple[float, float]:
    """Share and standard error of the favourable answers."""
    (own,) = [each for each in found.estimates if str(each.y_level) in ("1", "1.0")]  # type: ignore[attr-defined]  # svy.Estimate
    return own.est, own.se


@FEW
@given(tables())
def test_a_stratified_share_and_its_error_agree(table: Table) -> None:
    sample = svy.Sample(table.sheets(), svy.Design(stratum="h", wgt="own", pop_size="N"))
    share, error = yes(sample.estimation.prop("y"))
    cells = table.strata()
    plain = [RatioStratum(c.base, c.headcount, c.favourable, c.base, c.favourable, c.favourable, c.base) for c in cells]
    ours = ratio(plain)
    assert ours is not None
    assert (ours.value, ours.error) == (pytest.approx(share, abs=1e-10), pytest.approx(error, rel=1e-8))
    assert stratified_share(cells) == pytest.approx(share, abs=1e-10)


@FEW
@given(tables())
def test_post_stratification_agrees(table: Table) -> None:
    sample = svy.Sample(table.sheets(), svy.Design(wgt="w", pop_size="all"))
    people: dict[str | int | float | bool, int | float] = {
        f"{d}-{s}": float(table.people[d, s]) for d, s in np.ndindex(*table.people.shape)
    }
    share, error = yes(sample.weighting.poststratify(people, cells="h").estimation.prop("y"))
    ours = post_stratified(table.strata())
    assert (ours.value, ours.error) == (pytest.approx(share, abs=1e-10), pytest.approx(error, rel=1e-6))


@FEW
@given(tables())
def test_raking_agrees(table: Table) -> None:
    sample = svy.Sample(table.sheets(), svy.Design(wgt="w", pop_size="all"))
    margins = [table.people.sum(axis=1 - axis).astype(float) for axis in (0, 1)]
    controls: dict[str, dict[str | int | float | bool, int | float]] = {}
    for name, margin in zip("ds", margins, strict=True):
        controls[name] = {str(place): float(people) for place, people in enumerate(margin)}
    done = sample.weighting.rake(controls=controls, tol=1e-11, max_iter=1000, on_nonconvergence="ignore")
    ours = raked(table.answers.astype(float), margins)
    cells = done.data.lazy().group_by("d", "s").agg(pl.col("rk_wgt").first()).sort("d", "s").collect()
    theirs = cells["rk_wgt"].to_numpy()
    if not ours.capped:
        assert ours.weights.ravel() == pytest.approx(theirs, rel=1e-6)
        share, error = yes(done.estimation.prop("y"))
        found = raked_share(table.favourable.astype(float), table.answers.astype(float), ours)
        assert found.value == pytest.approx(share, abs=1e-7)
        assert found.error == pytest.approx(error, rel=1e-6)
