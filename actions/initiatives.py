"""What was done to raise a guideline: kept from a list, listed, removed, and the next one's order drawn by lot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from actions import listing, takeback
from actions.listing import Taken
from actions.organise import find_survey
from actions.refused import Refused
from actions.users import READERS, Person, Role, allow
from db import initiative as kept
from db import read, write
from db.engine import Store
from db.survey import surveys
from measure.initiative import rollout
from measure.organisation import Unit
from measure.programme import Aim, Held, Initiative, InitiativeKind
from measure.questionnaire import Wording

NEEDED = ("initiative", "name", "kind", "from", "unit")
SHELF = takeback.Shelf(
    "initiative",
    Initiative.model_validate,
    lambda connection: {each.key: each for each in kept.get_initiatives(connection)},
    kept.put_initiatives,
    kept.remove_initiative,
)
YES, NO = ("yes", "はい", "1", "true"), ("no", "いいえ", "0", "false")


def import_initiatives(person: Person, store: Store, path: Path) -> Taken[Initiative]:
    """Keep the initiatives of a list in place of those of the same keys; all of it, or nothing where a row is at fault."""
    allow(person, Role.HR)
    rows = listing.read(path, *NEEDED).rows
    with store.writing() as connection:
        known = {unit.code for unit in read.units(connection)}
        found, problems = _gathered(rows, known)
        found = [owned(each, guidelines_of(connection), problems) for each in found]
        if problems:
            return Taken(problems=tuple(problems))
        takeback.change(connection, person, SHELF, {each.key: each for each in found})
    return Taken(tuple(found))


def guidelines_of(connection: write.Connection) -> dict[str, frozenset[str]]:
    """Which units every guideline is for: those below its root on any day, all units where it names none."""
    units, found = read.units(connection), {}
    for key in read.newest_versions(connection).values():
        guideline = read.guideline(connection, key)
        found[guideline.key] = _below(units, guideline.root_unit)
    return found


def _below(units: Iterable[Unit], root: str | None) -> frozenset[str]:
    every = list(units)
    if root is None:
        return frozenset(unit.code for unit in every)
    found, grown = {root}, 0
    while len(found) > grown:
        grown = len(found)
        found |= {unit.code for unit in every if unit.parent in found}
    return frozenset(found)


def owned(each: Initiative, guidelines: Mapping[str, frozenset[str]], problems: list[Refused]) -> Initiative:
    """The initiative with its guideline: the one it names, or else the only one whose units held it."""
    if each.guideline is not None:
        if each.guideline not in guidelines:
            known = ", ".join(guidelines) or "-"
            problems.append(Refused("guideline_unknown", guideline=each.guideline, known=known))
        return each
    fitting = [key for key, units in guidelines.items() if all(held.unit in units for held in each.units)]
    if len(fitting) > 1:
        problems.append(Refused("initiative_guideline", key=each.key, known=", ".join(fitting)))
    return each.model_copy(update={"guideline": fitting[0]}) if len(fitting) == 1 else each


def initiatives(person: Person, store: Store) -> list[Initiative]:
    """Every initiative in order of its first day."""
    allow(person, *READERS)
    with store.reading() as connection:
        return kept.get_initiatives(connection)


def initiative(person: Person, store: Store, name: str) -> Initiative:
    """The initiative of that key or name; raises Refused when there is none."""
    known = initiatives(person, store)
    found = next((each for each in known if each.called(name)), None)
    if found is None:
        raise Refused("initiative_unknown", name=name, known=", ".join(each.key for each in known) or "-")
    return found


def remove_initiative(person: Person, store: Store, name: str) -> Initiative:
    """Forget an initiative and who held it; survey results stay as they are."""
    allow(person, Role.HR)
    found = initiative(person, store, name)
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {found.key: None})
    return found


@dataclass(frozen=True)
class Turn:
    """One unit's place in a roll-out, and the wave-long round in which it begins (1 is the first)."""

    place: int
    round: int
    unit: str
    name: Wording


def rollout_order(person: Person, store: Store, wave: str, plan: "Rollout") -> list[Turn]:
    """The units in the order in which they are to hold the next initiative, drawn by lot: the same seed draws the same."""
    allow(person, *READERS)
    with store.reading() as connection:
        tree = find_survey(surveys(connection), wave).tree
    if plan.under is not None and plan.under not in tree.units:
        raise Refused("unit_unknown", code=plan.under)
    below = plan.under or next(iter(tree.roots()), "")
    own = [code for code in tree.subtree(below) if plan.level is None or tree.level(code) == plan.level]
    drawn = rollout([code for code in own if plan.level is not None or not tree.children(code)], plan.seed)
    size = -(-len(drawn) // plan.rounds)
    return [Turn(place + 1, place // size + 1, code, tree.units[code].name) for place, code in enumerate(drawn)]


@dataclass(frozen=True)
class Rollout:
    """Which units hold the next one: those below `under` on a level (None: without units below them), in so many rounds."""

    seed: int
    under: str | None = None
    level: int | None = None
    rounds: int = 2


def _gathered(rows: Iterable[listing.Row], known: set[str]) -> tuple[list[Initiative], list[Refused]]:
    """The initiatives of the rows, several rows of one key together, and every fault with its row."""
    told: dict[str, dict[str, Any]] = {}
    problems: list[Refused] = []
    for row in rows:
        try:
            _join(told, _read(row, known), row)
        except Refused as fault:
            problems.append(fault)
    return [_initiative(cells) for cells in told.values()], problems


def _initiative(cells: dict[str, Any]) -> Initiative:
    """An initiative from its cells, by the columns of the list; what was left out is as if never asked."""
    renamed = {"key": cells["initiative"], "aim": cells["stage"]}
    name = Wording(ja=cells["name"], en=cells["name_en"] or cells["name"])
    rest = {name: cells[name] for name in ("kind", "guideline", "audience", "by_lot", "cost", "reach", "note", "units")}
    given = {name: value for name, value in (renamed | rest).items() if value is not None}
    return Initiative.model_validate(given | {"name": name})


def _join(told: dict[str, dict[str, Any]], cells: dict[str, Any], row: listing.Row) -> None:
    """Add a row to what its initiative has; a cell that is left out says what the rows before said."""
    key = cells["initiative"]
    before = told.setdefault(key, cells)
    if before is cells:
        return
    for name in cells.keys() - {"units"}:
        if cells[name] is not None and before[name] not in (None, cells[name]):
            raise Refused("list_differs", row=row.number, column=name, found=row.text(name), key=key)
        before[name] = before[name] if cells[name] is None else cells[name]
    both = {held.unit for held in before["units"]} & {held.unit for held in cells["units"]}
    if both:
        raise Refused("list_twice", row=row.number, column="unit", found=", ".join(sorted(both)))
    before["units"] += cells["units"]


def _read(row: listing.Row, known: set[str]) -> dict[str, Any]:
    """The cells of one row by their column, None where one is empty."""
    for column in NEEDED:
        if not row.text(column):
            raise Refused("list_blank", row=row.number, column=column)
    return {
        **{
            column: row.text(column) or None
            for column in ("initiative", "name", "name_en", "audience", "guideline", "note")
        },
        "kind": _choice(row, "kind", InitiativeKind),
        "stage": _choice(row, "stage", Aim),
        "by_lot": _yes(row, "by_lot"),
        "cost": _amount(row, "cost"),
        "reach": _amount(row, "reach"),
        "units": tuple(_held(row, known)),
    }


def _choice(row: listing.Row, column: str, of: type[StrEnum]) -> StrEnum | None:
    if not (found := row.text(column)):
        return None
    if found not in list(of):
        raise Refused("list_choice", row=row.number, column=column, found=found, allowed=", ".join(of))
    return of(found)


def _yes(row: listing.Row, column: str) -> bool | None:
    if not (found := row.text(column).lower()):
        return None
    if found not in YES + NO:
        raise Refused("list_choice", row=row.number, column=column, found=found, allowed="yes, no")
    return found in YES


def _amount(row: listing.Row, column: str) -> float | None:
    if not row.text(column):
        return None
    amount = row.number_of(column)
    if not 0 <= amount < float("inf") or (column == "reach" and amount != int(amount)):
        raise Refused("list_number", row=row.number, column=column, found=row.text(column))
    return amount


def _held(row: listing.Row, known: set[str]) -> Iterator[Held]:
    """The units of a row (several separated by |), all on the same days; without a last day it was one day."""
    since = row.day("from") or date.min
    until = row.day("to") or since
    if until < since:
        raise Refused("list_days", row=row.number, found=row.text("to"))
    codes = [code.strip() for code in row.text("unit").split("|") if code.strip()]
    if unknown := [code for code in codes if code not in known]:
        raise Refused("list_unit", row=row.number, column="unit", found=", ".join(unknown))
    if len(set(codes)) < len(codes):
        raise Refused("list_twice", row=row.number, column="unit", found=row.text("unit"))
    yield from (Held(unit=code, since=since, until=until) for code in codes)
