"""A unit's groups by attribute in words: who stands beyond the whole unit by name, the others counted."""

import pytest

from charts.dots import Dot
from ui.own import attributes_finding

HIGH = Dot("specialists", "82 %", 82, 76, 88)
LOW = Dot("newcomers", "62 %", 62, 56, 68)
ALIKE = Dot("others", "69 %", 69, 64, 74, filled=False)
UNSEEN = Dot("few", "not shown")

SAID = [
    ((HIGH, ALIKE), "Above the whole unit: specialists. Without a detectable difference from the whole unit: 1."),
    ((LOW, UNSEEN), "Below the whole unit: newcomers. Not shown: 1."),
    ((ALIKE, ALIKE), "Without a detectable difference from the whole unit: 2."),
]


@pytest.mark.parametrize(("rows", "sentence"), SAID)
def test_groups_beside_a_unit_of_70_percent(rows: tuple[Dot, ...], sentence: str) -> None:
    assert attributes_finding(rows, 70.0, "en") == sentence
