"""Holds the figures printed in the documents to arithmetic on the files they come from."""

import math
import re
import statistics
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.docs.pages import FILES, HOW_TO, blocks, table

QUANTILE = statistics.NormalDist().inv_cdf(0.975)
MINIMUM_BASE = 10
FOUR_DIGITS = 5e-4


def printed(page: Path, command: str) -> list[dict[str, str]]:
    """The table that a page shows under a command, cells told apart by where the headings begin."""
    parts = [part for block in blocks(page, "console") for part in block.text.split("$ ")]
    lines = next(part for part in parts if command in part.partition("\n")[0]).splitlines()[1:]
    starts = [match.start() for match in re.finditer(r"\S+", lines[0])]
    places = [slice(*pair) for pair in zip(starts, [*starts[1:], None], strict=True)]
    return [{lines[0][place].strip(): line[place].strip() for place in places} for line in lines[1:]]


def counted(wave: str) -> dict[str, tuple[int, int]]:
    """(answered, know) of every unit and of the whole, straight from the file."""
    codes = {row["name"]: row["code"] for row in table(FILES / "units.csv")} | {"会計課": "KAIKEI"}
    found = dict.fromkeys(codes.values(), (0, 0))
    for row in table(FILES / f"answers-{wave}.csv", "cp932"):
        for code in (codes[row["所属"]], "CITY"):
            answered, know = found[code]
            found[code] = (answered + 1, know + (row["行動指針を知っていますか。"] == "はい"))
    return found


def interval(answered: int, know: int, people: int) -> tuple[float, float]:
    """Wilson's interval at the size n (N - 1) / (N - n), in whole people."""
    size, share = answered * (people - 1) / (people - answered), know / answered
    z2 = QUANTILE**2
    centre = (share + z2 / (2 * size)) / (1 + z2 / size)
    spread = QUANTILE * math.sqrt(share * (1 - share) / size + z2 / (4 * size**2)) / (1 + z2 / size)
    low = max(know, math.floor((centre - spread) * people))
    return low / people, min(people - answered + know, math.ceil((centre + spread) * people)) / people


def weighed(wave: str, shown: Iterable[str]) -> tuple[float, float, float]:
    """The city's share with what is hidden as one class, and 1 / sum W^2 v with v = (N - n) / (N - 1) / n and v = 1 / n."""
    counts, people = counted(wave), {row["unit"]: int(row["headcount"]) for row in table(FILES / "headcount.csv")}
    classes = {unit: (people[unit], *counts[unit]) for unit in people}
    hidden = [classes.pop(unit) for unit in set(people) - set(shown)]
    parts = [*classes.values(), tuple(sum(column) for column in zip(*hidden, strict=True))]
    whole = sum(people.values())
    finite = sum((people / whole) ** 2 * (people - n) / (people - 1) / n for people, n, _ in parts)
    plain = sum((people / whole) ** 2 / n for people, n, _ in parts)
    return sum(people * x / n for people, n, x in parts) / whole, 1 / finite, 1 / plain


def wilson(share: float, size: float) -> tuple[float, float]:
    """The roots of (p - s)^2 = z^2 s (1 - s) / n."""
    z2 = QUANTILE**2
    middle, product = (2 * share + z2 / size) / (1 + z2 / size), share**2 / (1 + z2 / size)
    spread = math.sqrt(middle**2 / 4 - product)
    return middle / 2 - spread, middle / 2 + spread


@pytest.mark.parametrize("name", ["first-survey.md", "first-survey.ja.md"])
def test_the_levels_of_the_first_survey_are_arithmetic(name: str) -> None:
    counts = counted("2026W1")
    people = {row["unit"]: int(row["headcount"]) for row in table(FILES / "headcount.csv")}
    people["CITY"] = sum(people.values())
    rows = {row["unit"]: row for row in printed(HOW_TO / name, "show compare")}
    shown = [unit for unit, row in rows.items() if row["status"] == "shown"]
    for unit in shown:
        answered, know = counts[unit]
        figures = [float(rows[unit][key]) for key in ("base", "favourable", "share", "response_rate", "low", "high")]
        share, bounds = know / answered, interval(answered, know, people[unit])
        if unit == "CITY":
            share, size, _ = weighed("2026W1", shown)
            bounds = wilson(share, size)
        expected = [answered, know, share, answered / people[unit], *bounds]
        assert figures == pytest.approx(expected, rel=FOUR_DIGITS)
    assert rows.keys() == counts.keys()
    small = {unit for unit, (answered, _) in counts.items() if answered < MINIMUM_BASE}
    assert small < {unit for unit, row in rows.items() if row["status"] == "hidden"}  # and no word says which it is
    rest = counts["CITY"][0] - sum(counts[unit][0] for unit in shown if unit != "CITY")
    assert rest >= MINIMUM_BASE  # what subtraction leaves is no small group


@pytest.mark.parametrize("name", ["first-survey.md", "first-survey.ja.md"])
def test_the_changes_of_the_first_survey_are_arithmetic(name: str) -> None:
    before, after = counted("2026W1"), counted("2026W2")
    rows = printed(HOW_TO / name, "show change")
    for row in rows:
        (n, x), (m, y) = [(float(n), float(x)) for n, x in (before[row["unit"]], after[row["unit"]])]
        if row["unit"] == "CITY":  # its share, and what its answers are worth
            (p, _, n), (q, _, m) = [weighed(wave, ("SOMU", "FUKUSHI")) for wave in ("2026W1", "2026W2")]
            x, y = p * n, q * m
        pooled, gap = (x + y) / (n + m), y / m - x / n
        z = gap / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        expected = [100 * gap, math.erfc(abs(z) / math.sqrt(2))]
        assert [float(row["points"]), float(row["p"])] == pytest.approx(expected, rel=FOUR_DIGITS)
    assert [row["unit"] for row in rows] == ["CITY", "SOMU", "FUKUSHI"]


@pytest.mark.parametrize("name", ["totals-without-base.md", "totals-without-base.ja.md"])
def test_the_whole_of_figures_without_a_base_is_their_median(name: str) -> None:
    rows = printed(HOW_TO / name, "show levels")
    for indicator in ("awareness", "readership"):
        own = {row["unit"]: row for row in rows if row["indicator"] == indicator}
        given = [float(row["share"]) for row in own.values() if row["origin"] == "given"]
        assert float(own["CITY"]["share"]) == statistics.median(given)
