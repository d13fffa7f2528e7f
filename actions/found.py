"""Founding a store from a first file: the questionnaire, units and wave that a person made of its draft, kept at once."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions import organise
from actions.draft import Column, Points, Use, in_scale
from actions.mend import ColumnSeen, Mapping, Meaning, Role, with_columns
from actions.refused import Refused
from actions.users import Person, allow
from actions.users import Role as Office
from db.engine import Store
from measure.organisation import Unit
from measure.questionnaire import Direction, Guideline, Indicator, Item, ItemKind, Option, Stage, Status, Wording

ROOT = "ORG"
LONGEST_KEY = 40
LONG_AGO = date(2000, 1, 1)
LEVELS = re.compile(r"\s*[/／>＞]\s*|\u3000+")
"""What stands between a unit and the one above it where a file writes both in one cell."""
STATUS = {Points.DONT_KNOW: Status.DONT_KNOW, Points.NOT_APPLICABLE: Status.NOT_APPLICABLE}
DIRECTION = {
    Points.FAVOURABLE: Direction.FAVOURABLE,
    Points.NEUTRAL: Direction.NEUTRAL,
    Points.UNFAVOURABLE: Direction.UNFAVOURABLE,
}
STAGES = {
    Use.AWARENESS: Stage.AWARENESS,
    Use.READERSHIP: Stage.READERSHIP,
    Use.BEHAVIOUR_CHANGE: Stage.BEHAVIOUR_CHANGE,
}
ListPoints = dict[tuple[str, ...], dict[str, Points]]


@dataclass(frozen=True)
class Checked:
    """What a person made of a draft: the names, every column's use, where answers point, and the names of the uses."""

    name: str
    organisation: str
    columns: tuple[Column, ...]
    points: ListPoints
    unit: ColumnSeen | None
    uses: dict[Use, Wording]


def guideline_of(checked: Checked) -> Guideline:
    """The questionnaire; raises Refused where no question has an answer that speaks for the guideline."""
    asked = _asked(checked)
    twice = [use for use, count in Counter(column.use for column in asked).items() if count > 1]
    if once := [use for use in twice if use is not Use.QUESTION]:
        raise Refused("draft_twice", uses=", ".join(checked.uses[use].ja for use in once))
    items = tuple(_item(place, column, checked) for place, column in enumerate(asked, 1))
    told = zip(items, asked, strict=True)
    indicators = tuple(_indicator(item, column, checked) for item, column in told if item.codes(Direction.FAVOURABLE))
    if not indicators:
        raise Refused("draft_no_favourable")
    if not checked.name.strip() or not checked.organisation.strip():
        raise Refused("draft_no_name")
    name = Wording(ja=checked.name.strip(), en=checked.name.strip())
    return Guideline(key=_key(checked.name), name=name, root_unit=ROOT, items=items, indicators=indicators)


def _key(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_KEY]
    return plain or "guideline"


def _item(place: int, column: Column, checked: Checked) -> Item:
    points = checked.points.get(column.answers, {})
    ordered = sorted(column.answers, key=lambda answer: in_scale(answer, points[answer]))
    options = tuple(_option(code, answer, points[answer]) for code, answer in enumerate(ordered, 1))
    kind = ItemKind.MULTIPLE if column.seen.several else ItemKind.SINGLE
    text = Wording(ja=column.seen.name, en=column.seen.name)
    return Item(key=f"q{place}", kind=kind, text=text, options=options)


def _option(code: int, answer: str, points: Points) -> Option:
    status = STATUS.get(points, Status.VALID)
    return Option(code=code, label=Wording(ja=answer, en=answer), direction=DIRECTION.get(points), status=status)


def _indicator(item: Item, column: Column, checked: Checked) -> Indicator:
    named = column.use is not Use.QUESTION
    return Indicator(
        key=column.use.value if named else item.key,
        item=item.key,
        name=checked.uses[column.use] if named else item.text,
        stage=STAGES.get(column.use),
        reception=column.use is Use.RECEPTION,
    )


def units_of(organisation: str, names: Iterable[str]) -> list[Unit]:
    """The organisation and below it every unit the file names; `福祉部／保育課` stands below `福祉部`.

    A file does not say since when its units are there, so they stand in earlier waves as well.
    """
    codes: dict[tuple[str, ...], str] = {}
    for name in names:
        path = tuple(piece for piece in LEVELS.split(name.strip()) if piece)
        for depth in range(1, len(path) + 1):
            codes.setdefault(path[:depth], f"{len(codes) + 1:03}")
    whole = organisation.strip()
    root = Unit(code=ROOT, name=Wording(ja=whole, en=whole), parent=None, valid_from=LONG_AGO)
    return [root, *(_unit(path, code, codes) for path, code in codes.items())]


def _unit(path: tuple[str, ...], code: str, codes: dict[tuple[str, ...], str]) -> Unit:
    parent = codes[path[:-1]] if len(path) > 1 else ROOT
    return Unit(code=code, name=Wording(ja=path[-1], en=path[-1]), parent=parent, valid_from=LONG_AGO)


def found(person: Person, store: Store, checked: Checked, wave: organise.NewWave) -> Mapping:
    """Keep the questionnaire, the units and the wave; answers how the first file is to be read for it."""
    allow(person, Office.HR)
    guideline = guideline_of(checked)
    names = checked.unit.values if checked.unit is not None else ()
    units = units_of(checked.organisation, names)
    organise.found(person, store, (guideline, units), wave.model_copy(update={"guideline": guideline.key}))
    return reading_of(checked)


def reading_of(checked: Checked) -> Mapping:
    """The columns of the first file as they were checked."""
    keys = {column.seen.number: f"q{place}" for place, column in enumerate(_asked(checked), 1)}
    given = [(column.seen, _meaning(column, keys)) for column in checked.columns]
    if checked.unit is not None:
        given.append((checked.unit, Meaning(Role.UNIT)))
    return with_columns(Mapping(unit=None if checked.unit is not None else ROOT), given)


def _asked(checked: Checked) -> list[Column]:
    return [column for column in checked.columns if column.use.asks]


def _meaning(column: Column, keys: dict[int, str]) -> Meaning:
    if column.use.asks:
        return Meaning(Role.ITEM, keys[column.seen.number])
    return Meaning(Role.SEGMENT, column.seen.name) if column.use is Use.SEGMENT else Meaning(Role.IGNORE)
