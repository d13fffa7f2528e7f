"""How a file was in fact read, as a mapping: given back with the same file it gives the same result without guessing.

Texts that people wrote themselves are left out; they are judged anew each time.
"""

from dataclasses import dataclass, field

from intake.encoding import canonical
from intake.mapping import ColumnRule, Mapping, Role, Scale
from intake.table import Facts
from intake.understand import Understood

Labels = dict[str, int | str]


@dataclass
class Learnt:
    """What reading the rows showed: the words of each column, the names of units, how shares are written."""

    labels: dict[int, Labels] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    unit: str | None = None
    scale: Scale | None = None
    day_first: bool | None = None
    doubtful: set[int] = field(default_factory=set)


def mapping(given: Mapping, facts: Facts, found: Understood, learnt: Learnt) -> Mapping:
    """Everything that was given, recognised and learnt."""
    rules = tuple(_rule(found, number, learnt) for number in range(len(found.columns)))
    return given.model_copy(
        update={
            "kind": found.kind,
            "encoding": canonical(facts.encoding) if facts.encoding else given.encoding,
            "sheet": facts.sheet or given.sheet,
            "header_row": found.layout.header_row,
            "header_rows": found.layout.header_rows,
            "scale": learnt.scale or given.scale,
            "day_first": learnt.day_first if given.day_first is None else given.day_first,
            "unit": learnt.unit or given.unit,
            "columns": rules,
            "units": learnt.units | given.units,
            "remembered": False,
        }
    )


def _rule(found: Understood, place: int, learnt: Learnt) -> ColumnRule:
    column = found.columns[place]
    given = found.rules.get(column.number)
    labels = learnt.labels.get(column.number, {}) | (given.labels if given else {})
    return ColumnRule(
        name=column.name or None,
        number=column.number,
        role=column.role,
        target=column.target,
        option=column.option,
        labels=labels,
    )


def for_another_file(known: Mapping) -> Mapping:
    """The mapping as it is remembered for the next file: without what belongs to this file's bytes and rows."""
    own = {"encoding": None, "sheet": None, "header_row": None, "header_rows": None, "unit": None, "day_first": None}
    kept = tuple(rule for rule in known.columns if rule.name and rule.role is not Role.IGNORE)
    return known.model_copy(update={**own, "scale": Scale.AUTO, "columns": kept, "remembered": True})
