"""How often an initiative that did nothing is found to have done something."""

from dataclasses import dataclass

import numpy as np

from measure.alone import Other
from measure.initiative import Verdict, effect
from measure.panel import NEVER, Panel, Starts, held, permuted

WAVES, START = 8, 4
DESIGNS = ((12, 2), (12, 3), (12, 8), (24, 2), (24, 3), (24, 8))
"""How many departments, and how many of them held it."""
FOUND = (Verdict.ROSE_MORE, Verdict.ROSE_LESS)


BESIDE = (40, 14)
WORKS = 0.6  # logits that the other initiative adds, about 14 points in the middle


@dataclass(frozen=True)
class Lot:
    """Who held this one, how large everybody is, and from which wave on each held another that works (WAVES: never)."""

    starts: Starts
    sizes: Starts
    other: Starts


def lot(design: tuple[int, int], chosen: str, random: np.random.Generator) -> Lot:
    """`chosen`: who held it, "by lot", or the "smallest" or the "largest" departments; nobody held another."""
    departments, treated = design
    sizes = random.integers(30, 400, departments)
    order = {"by lot": random.permutation(departments), "smallest": np.argsort(sizes), "largest": np.argsort(-sizes)}
    starts = np.full(departments, NEVER)
    starts[order[chosen][:treated]] = START
    return Lot(starts, sizes, np.full(departments, WAVES))


def answered(own: Lot, random: np.random.Generator) -> Panel:
    """Departments of 30 to 400 answers that differ, wander and are shaken wave by wave, none of it by the initiative."""
    departments = len(own.sizes)
    level = random.normal(0.4, 0.8, (departments, 1)) + 0.1 * np.arange(WAVES)
    shaken = random.normal(0, 0.1, (departments, WAVES)) + np.cumsum(
        random.normal(0, 0.05, (departments, WAVES)), axis=1
    )
    raised = WORKS * (np.arange(WAVES) >= own.other[:, None])
    bases = np.repeat(own.sizes[:, None], WAVES, axis=1)
    shares = random.binomial(bases, 1 / (1 + np.exp(-(level + shaken + raised)))) / bases
    return Panel(shares, bases.astype(float), own.starts)


def world(design: tuple[int, int], chosen: str, seed: int) -> Panel:
    random = np.random.default_rng([seed, *design])
    return answered(lot(design, chosen, random), random)


def size(design: tuple[int, int], chosen: str, rounds: int) -> float:
    """The part of these worlds in which p is .05 or less."""
    found = sum(permuted(world(design, chosen, seed), held, seed).p() <= 0.05 for seed in range(rounds))
    return found / rounds


def beside(side: str, rounds: int) -> tuple[float, float]:
    """The part of worlds that find something although it did nothing: with what others did left in, and cleaned.

    Half of one `side`, "those that held it" or "the others", held another that works at the same time, and one in four
    of all departments held one at another time.
    """
    plain = clean = 0
    for seed in range(rounds):
        random = np.random.default_rng([seed, *BESIDE])
        own = lot(BESIDE, "by lot", random)
        elsewhere = random.random(len(own.starts)) < 1 / 4
        own.other[elsewhere] = random.integers(1, WAVES, int(elsewhere.sum()))
        own.other[
            ((own.starts == START) == (side == "those that held it")) & (random.random(len(own.starts)) < 1 / 2)
        ] = START
        panel = answered(own, random)
        others = [Other(place, int(wave), int(wave)) for place, wave in enumerate(own.other) if wave < WAVES]
        plain += effect(panel, seed).verdict in FOUND
        clean += effect(panel, seed, others).verdict in FOUND
    return plain / rounds, clean / rounds
