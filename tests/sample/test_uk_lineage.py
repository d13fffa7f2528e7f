"""The UK organisations carried over their real renames, mergers and splits: nobody is lost and nobody is counted twice."""

from datetime import date
from fractions import Fraction
from urllib.parse import urlsplit

import pytest

from measure.organisation import Lineage, LineageKind, OrgTree
from measure.succession import Flow, History, Parts, Share, parts, stayed
from tests.sample.uk_shipped import UK_CODE, YEARS, figures, rows_of, tree, units

ROOT, LAST = "CIVILSERVICE", YEARS[-1]
MERGED = {
    "BEIS": {"GB-BIS": 1, "G-ENERGY": 1},
    "FCDO": {"FCO": 1, "G-INTERNATIONAL-DEVELOPMENT": 1},
    "HMCTS": {"GB-HMCS": 1, "GB-TRIBUNALS": 1},
    "DVSA": {"GB-DSA": 1, "GB-VOSA": 1},
    "NRS": {"GB-GROS": 1, "GB-NAS": 1},
    "DWP": {"DWP": 1, "GB-CMEC-EXECUTIVE": 1, "GB-CMEC-CSA": 1, "GB-CMEC-CORPORATE": 1},
}
"""What organisations of 2020 were made of in 2009; a group of one that went on in one is taken as a whole."""
UNSAID = {"BF", "UKVI", "IE"}
"""Parts of the UK Border Agency: nobody published how it divided."""


def links() -> list[Lineage]:
    return [
        Lineage(
            day=date.fromisoformat(row["date"]),
            kind=LineageKind(row["kind"]),
            source=row["from"],
            target=row["to"],
            share=float(row["share"]) if row["share"] else None,
        )
        for row in rows_of(UK_CODE / "lineage.csv")
    ]


def carried(year: int) -> tuple[OrgTree, OrgTree, Flow, dict[str, Parts | None]]:
    then, now = tree(year), tree(LAST)
    history = History(list(units()), links())
    flow = history.flow((date(year, 10, 1), then.units), (date(LAST, 10, 1), now))
    return then, now, flow, parts(then, now, flow)


@pytest.mark.parametrize("year", YEARS)
def test_totals_before_and_after_differ_by_nothing(year: int) -> None:
    """Every organisation gets people of its own: each of them is found again once, and what can be told adds up to them."""
    then, now, flow, made = carried(year)
    own = {code: 7 * at + 11 for at, code in enumerate(then.units)}
    cells = {code: sum(own[below] for below in then.subtree(code)) for code in then.units}
    arrived: dict[str, Share] = dict.fromkeys(now.units, 0)
    unsaid: Share = 0
    for code, people in own.items():
        destiny = flow.get(code) or stayed(code)
        for target, share in destiny.known.items():
            arrived[target] += share * people
        unsaid += sum((share for _, share in destiny.loose), start=Fraction(0)) * people
    assert sum(arrived.values()) + unsaid - sum(own.values()) == 0
    assert made[ROOT] == {ROOT: 1}
    for code, told in made.items():
        if told is not None and code != ROOT:
            carried_over = sum((factor * cells[one] for one, factor in told.items()), start=Fraction(0))
            loose = _held_whole(flow, now, (code, own))
            assert carried_over - sum(arrived[below] for below in now.subtree(code)) - loose == 0, code


def _held_whole(flow: Flow, now: OrgTree, of: tuple[str, dict[str, int]]) -> Share:
    """People of splits that nobody measured all of whose parts stand below a unit."""
    code, own = of
    below = set(now.subtree(code))
    return sum(
        (share * own[source] for source, each in flow.items() for units, share in each.loose if units <= below),
        start=Fraction(0),
    )


@pytest.mark.parametrize(("unit", "expected"), MERGED.items())
def test_real_mergers(unit: str, expected: dict[str, int]) -> None:
    *_, made = carried(2009)
    assert made[unit] == expected


def test_what_nobody_said_is_not_made_up() -> None:
    *_, made = carried(2009)
    assert {unit for unit in UNSAID if made[unit] is None} == UNSAID
    assert made["G-HOME-OFFICE"] is not None


def test_an_organisation_that_nothing_happened_to_is_itself() -> None:
    *_, made = carried(2009)
    assert [made[unit] for unit in ("CPS", "ACAS", "HMLR", "IPO")] == [
        {unit: 1} for unit in ("CPS", "ACAS", "HMLR", "IPO")
    ]


@pytest.mark.parametrize("name", ["lineage.csv", "renames.csv"])
def test_every_change_names_its_source(name: str) -> None:
    """What was decided or published, by name, and where it can be read; no encyclopaedia that anybody may change."""
    for row in rows_of(UK_CODE / name):
        assert len(row["evidence"]) > len("People Survey")
        assert urlsplit(row["source"]).scheme in ("http", "https")
        assert "." in urlsplit(row["source"]).netloc
        assert "wiki" not in row["source"]


@pytest.mark.parametrize("link", links(), ids=lambda link: f"{link.source}-{link.target}")
def test_the_published_figures_show_every_change(link: Lineage) -> None:
    """What goes on in another has figures before that October; what was merged has none from then on, and the other has."""
    known: dict[str, set[int]] = {}
    for year in YEARS:
        for row in figures(year):
            known.setdefault(row["unit"], set()).add(year)
    assert min(known[link.source]) < link.day.year
    assert max(known[link.target]) >= link.day.year
    if link.kind is LineageKind.MERGE:
        assert max(known[link.source]) < link.day.year
    else:
        assert min(known[link.target]) >= link.day.year
