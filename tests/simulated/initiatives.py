"""How often an initiative that did nothing is found to have done something."""

import numpy as np

from measure.panel import NEVER, Panel, held, permuted

WAVES, START = 8, 4
DESIGNS = ((12, 2), (12, 3), (12, 8), (24, 2), (24, 3), (24, 8))
"""How many departments, and how many of them held it."""


def world(design: tuple[int, int], chosen: str, seed: int) -> Panel:
    """Departments of 30 to 400 answers that differ, wander and are shaken wave by wave, none of it by the initiative.

    `chosen`: who held it, "by lot", or the "smallest" or the "largest" departments.
    """
    random = np.random.default_rng([seed, *design])
    departments, treated = design
    sizes = random.integers(30, 400, departments)
    order = {"by lot": random.permutation(departments), "smallest": np.argsort(sizes), "largest": np.argsort(-sizes)}
    starts = np.full(departments, NEVER)
    starts[order[chosen][:treated]] = START
    own = random.normal(0.4, 0.8, (departments, 1)) + 0.1 * np.arange(WAVES)
    shaken = random.normal(0, 0.1, (departments, WAVES)) + np.cumsum(
        random.normal(0, 0.05, (departments, WAVES)), axis=1
    )
    bases = np.repeat(sizes[:, None], WAVES, axis=1)
    shares = random.binomial(bases, 1 / (1 + np.exp(-(own + shaken)))) / bases
    return Panel(shares, bases.astype(float), starts)


def size(design: tuple[int, int], chosen: str, rounds: int) -> float:
    """The part of these worlds in which p is .05 or less."""
    found = sum(permuted(world(design, chosen, seed), held, seed).p() <= 0.05 for seed in range(rounds))
    return found / rounds
