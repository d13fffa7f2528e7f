"""How files of one kind were read before: recognised again by their tool and headings, fitted to what is asked now."""

import hashlib
from collections.abc import Iterable, Sequence

from intake.mapping import ColumnRule, Mapping, Role
from intake.normalise import compact
from measure.organisation import Unit
from measure.questionnaire import Frozen, Guideline


class Memory(Frozen):
    """The mapping of an earlier upload, and the tool and headings of the files it is for."""

    upload: int
    tool: str
    headings: str
    mapping: Mapping


def signature(names: Iterable[str]) -> str:
    """What the same set of headings has in common, in whatever order and width they are written."""
    return hashlib.sha256("\n".join(sorted({compact(name) for name in names})).encode()).hexdigest()


def recalled(known: Sequence[Memory], tool: str | None, names: Iterable[str]) -> Memory | None:
    """What is remembered of files of this tool with these headings."""
    headings = signature(names)
    return next((m for m in known if (m.tool, m.headings) == (tool or "", headings)), None)


def fitting(mapping: Mapping, guideline: Guideline, units: Iterable[Unit]) -> Mapping:
    """A remembered mapping without what the questionnaire and the organisation do not have any more."""
    codes = {item.key: {option.code for option in item.options} for item in guideline.items}
    rules = tuple(_fitting(rule, codes) for rule in mapping.columns if _asked(rule, codes))
    known = {unit.code for unit in units} | {""}
    places = {name: code for name, code in mapping.units.items() if code in known}
    return mapping.model_copy(update={"columns": rules, "units": places})


def _asked(rule: ColumnRule, codes: dict[str, set[int]]) -> bool:
    if rule.role not in (Role.ITEM, Role.OPTION):
        return True
    return rule.target in codes and (rule.option is None or rule.option in codes[rule.target])


def _fitting(rule: ColumnRule, codes: dict[str, set[int]]) -> ColumnRule:
    if rule.role not in (Role.ITEM, Role.OPTION):
        return rule
    known = {*codes[rule.target or ""], 0}
    return rule.model_copy(update={"labels": {word: code for word, code in rule.labels.items() if code in known}})


def with_ignored(mapping: Mapping, given: Mapping | None) -> Mapping:
    """The mapping with the columns that a person said to leave out."""
    ignored = tuple(rule for rule in (given.columns if given else ()) if rule.role is Role.IGNORE and rule.name)
    return mapping.model_copy(update={"columns": (*mapping.columns, *ignored)})
