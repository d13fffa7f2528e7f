"""What single audiences of the metropolis are asked beside everybody's questions; a chance of their own draws the answers.

Staff on digital services (specialists among them) mostly come from welcoming the code to making it concrete; specialists
practise it, and few of them see results yet: there their stages stop.
"""

import numpy as np
from numpy.typing import NDArray

from sample.metropolis.cases import LAST

Codes = NDArray[np.int64]
CONCRETE, PRACTISED, RESULTS = "own_concrete", "own_practised", "own_results"
DIGITAL, SPECIALIST = 1, 2  # the places of the audiences in staff.AUDIENCES
"""Shares (0..1) of those who agree in the first and in the last wave."""
COURSE = {CONCRETE: (0.46, 0.64), PRACTISED: (0.60, 0.74), RESULTS: (0.16, 0.24)}
ASKED = {CONCRETE: DIGITAL, PRACTISED: SPECIALIST, RESULTS: SPECIALIST}  # from this place of the audiences on


def answers(audience: Codes, step: int, rng: np.random.Generator) -> dict[str, Codes]:
    """Codes 1 (agree) to 5; 0 for whoever is not asked. Who has no results has seldom practised the more."""
    found = {}
    for item, (first, last) in COURSE.items():
        share = first + (last - first) * step / LAST
        luck, which = rng.random(audience.size), rng.random(audience.size)
        rest = np.where(which < 0.5, 3, np.where(which < 0.85, 4, 5))
        codes = np.where(luck < share, np.where(which < 0.35, 1, 2), rest)
        found[item] = np.where(audience >= ASKED[item], codes, 0)
    return found
