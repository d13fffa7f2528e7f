"""Moments -> days: of the time at which a response was handed in only its day is kept."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from intake.normalise import day, is_day_first
from intake.table import Cells
from measure.tally import Codes

NO_DAY = -1
_EPOCH = 719_163  # 1970-01-01 as Python counts days


def days(cells: Cells) -> Codes:
    """Days since 1970-01-01 of every row, NO_DAY where the cell names none."""
    dates = _dates(cells.texts).dictionary_encode()
    words = dates.dictionary.to_pylist()
    first = is_day_first(words)
    numbers = np.array([_number(word, first) for word in words], dtype=np.int64)[dates.indices.to_numpy()]
    for code in np.flatnonzero(numbers == NO_DAY):
        numbers[code] = _number(cells.texts[int(code)].as_py(), first)
    return np.asarray(numbers[cells.codes])


def _dates(texts: pa.StringArray) -> pa.StringArray:
    """What stands before the time of day: a wave has few days and many moments."""
    return pc.list_element(pc.split_pattern_regex(pc.utf8_trim_whitespace(texts), "[ T]", max_splits=1), 0)


def _number(text: str, day_first: bool) -> int:
    found = day(text, day_first)
    return NO_DAY if found is None else found.toordinal() - _EPOCH


def unreadable(cells: Cells, numbers: Codes) -> NDArray[np.bool_]:
    """Rows whose cell holds something that is no day."""
    rows: NDArray[np.bool_] = (numbers == NO_DAY) & ~cells.blank()
    return rows
