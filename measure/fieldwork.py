"""How many responses came from where and when: all that may be known of a wave before it is closed."""

from datetime import date, timedelta

import numpy as np

from measure.tally import Responses

EPOCH = date(1970, 1, 1)


def by_unit(responses: Responses) -> dict[str, int]:
    """Responses of each unit's own, without those below it."""
    counts = np.bincount(responses.unit, minlength=len(responses.unit_codes)).tolist()
    return {code: count for code, count in zip(responses.unit_codes, counts, strict=True) if count}


def by_day(responses: Responses) -> dict[date, int]:
    """Responses of each day; those that name no day are left out."""
    if responses.day is None:
        return {}
    numbers, counts = np.unique(responses.day, return_counts=True)
    pairs = zip(numbers.tolist(), counts.tolist(), strict=True)
    return {EPOCH + timedelta(days=number): count for number, count in pairs if number >= 0}
