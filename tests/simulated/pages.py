"""Pages of many units and indicators on which nothing moves (or all rises alike): how often anything is flagged."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import numpy as np

from confidentiality.cube import CellStatus, Level
from confidentiality.warning import Step, moved, stalled
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording

INDICATORS = ("awareness", "readership", "change", "reception")
LEVELS = {"awareness": 0.7, "readership": 0.45, "change": 0.3, "reception": 0.6}
DIVISIONS, SECTIONS = 19, 280
WAVES = 5  # the newest, the one before, three and four waves earlier


@cache
def tree() -> OrgTree:
    """1 root, 19 divisions, 280 sections in them by turns."""
    name, day = Wording(ja="u", en="u"), date(2020, 1, 1)
    divisions = [Unit(code=f"D{k}", name=name, parent="R", valid_from=day) for k in range(DIVISIONS)]
    sections = [Unit(code=f"S{k}", name=name, parent=f"D{k % DIVISIONS}", valid_from=day) for k in range(SECTIONS)]
    return OrgTree.of([Unit(code="R", name=name, valid_from=day), *divisions, *sections])


@cache
def depth() -> Mapping[str, int]:
    return {code: tree().level(code) for code in tree().units}


def page(seed: int, rise: float = 0.0) -> list[dict[str, list[Level]]]:
    """By wave and indicator the cells of 300 units; answers of one person to the four questions hang together.

    Sections differ in size (20 to 250) and level; upper units are the sums of theirs. `rise` is added from wave to wave.
    """
    random = np.random.default_rng(seed)
    sizes = random.integers(20, 251, SECTIONS)
    own = {key: np.clip(level + random.normal(0, 0.1, SECTIONS), 0.03, 0.9) for key, level in LEVELS.items()}
    return [
        _wave(number, sizes, {key: share + rise * number for key, share in own.items()}, random)
        for number in range(WAVES)
    ]


def _wave(
    number: int,
    sizes: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    own: Mapping[str, object],
    random: np.random.Generator,
) -> dict[str, list[Level]]:
    """Every person has one disposition, half of what decides each answer."""
    section = np.repeat(np.arange(SECTIONS), sizes)
    mood = random.random(section.size)
    found = {}
    for key, share in own.items():
        luck = np.where(random.random(section.size) < 0.5, mood, random.random(section.size))
        yes = luck < np.asarray(share)[section]
        found[key] = _cells(number, key, sizes, np.bincount(section, weights=yes, minlength=SECTIONS))
    return found


def _cells(number: int, key: str, sizes: "np.ndarray[tuple[int], np.dtype[np.int64]]", yes: object) -> list[Level]:
    counts = {"R": [0.0, 0.0]} | {f"D{k}": [0.0, 0.0] for k in range(DIVISIONS)}
    for place, (n, x) in enumerate(zip(sizes.tolist(), np.asarray(yes).tolist(), strict=True)):
        counts[f"S{place}"] = [n, x]
        for upper in ("R", f"D{place % DIVISIONS}"):
            counts[upper] = [counts[upper][0] + n, counts[upper][1] + x]
    plain = {"wave": f"W{number}", "indicator": key, "status": CellStatus.SHOWN}
    return [
        Level.model_validate(
            plain | {"unit": unit, "base": int(n), "effective_base": n, "favourable": x, "share": x / n}
        )
        for unit, (n, x) in counts.items()
    ]


def flagged(waves: list[dict[str, list[Level]]], depths: Mapping[str, int]) -> bool:
    """Whether a page says that anything moved, since the wave before or a year before."""
    return bool(moved([Step(key, waves[k][key], waves[-1][key]) for k in (-2, -5) for key in INDICATORS], depths))


def false_moves(rounds: int) -> float:
    """The part of pages on which nothing moved and something is flagged."""
    return sum(flagged(page(seed), depth()) for seed in range(rounds)) / rounds


def false_stalls(rounds: int, rise: float) -> float:
    """The part of pages on which a stage is said to stand still though every unit rises by `rise` from wave to wave."""
    found = 0
    for seed in range(rounds):
        waves = page(seed, rise)
        found += bool(stalled([Step(key, waves[-4][key], waves[-1][key]) for key in INDICATORS[:3]], depth()))
    return found / rounds
