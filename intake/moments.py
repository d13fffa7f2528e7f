"""Moments -> days: of the time at which a response was handed in only its day is kept."""

import numpy as np

from intake.days import Order, day
from intake.table import Cells, Rows
from measure.tally import Codes

NO_DAY = -1
_EPOCH = 719_163  # 1970-01-01 as Python counts days


def days(cells: Cells, order: Order) -> Codes:
    """Days since 1970-01-01 of every row, NO_DAY where the cell names none."""
    found = [day(label, order) for label in cells.labels]
    numbers = [NO_DAY if one is None else one.toordinal() - _EPOCH for one in found]
    return np.array(numbers, dtype=np.int32)[cells.codes]


def unreadable(cells: Cells, numbers: Codes) -> Rows:
    """Rows whose cell holds something that is no day."""
    return np.asarray((numbers == NO_DAY) & ~cells.blank())
