"""A correction beside what was shown before it: the difference may tell about nobody, or about enough people."""

from collections.abc import Callable, Mapping, Sequence

from actions.refused import Refused
from confidentiality import versions
from confidentiality.cube import Level
from confidentiality.versions import Cell, Version
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.organisation import OrgTree
from measure.questionnaire import Guideline
from measure.tally import Group, Tally
from measure.wave import Wave

MOST_NAMED = 5
Count = Callable[[tuple[Guideline, OrgTree, list[tuple[str, bytes]]]], Mapping[Group, Tally]]


def telling(
    store: Store, survey: Survey, now: tuple[Mapping[Group, Tally], Sequence[Level]], count: Count
) -> tuple[str, ...]:
    """The cells that, beside an earlier published version of the wave, would tell about fewer than its minimum base."""
    if survey.kept.wave.version == 1:
        return ()
    new, found = Version(now[0], versions.shown(now[1]), survey.tree), dict[Cell, None]()
    for old in _published(store, survey, count):
        found |= dict.fromkeys(versions.telling(old, new, survey.kept.wave.minimum_base))
    return tuple(_named(cell) for cell in found)


def _published(store: Store, survey: Survey, count: Count) -> list[Version]:
    """What each earlier version of a wave that was ever shown had counted and showed."""
    found = []
    with store.reading() as connection:
        for other in surveys(connection):
            own = other.kept.wave.name == survey.kept.wave.name and other.kept.wave.version < survey.kept.wave.version
            levels = read.published(connection, read.Cells(ids=(other.kept.id,))) if own else []
            if levels:
                counts = count((other.guideline, other.tree, read.blocks(connection, other.kept.id)))
                found.append(Version(counts, versions.shown(levels), other.tree))
    return found


def _named(cell: Cell) -> str:
    (unit, name, value), indicator = cell
    return f"{unit} {name}={value} {indicator}" if name else f"{unit} {indicator}"


def refusal(wave: Wave, cells: Sequence[str]) -> Refused:
    """Why the correction cannot be closed, with the first of the cells."""
    some = ", ".join(cells[:MOST_NAMED]) + (" …" if len(cells) > MOST_NAMED else "")
    return Refused("close_difference", wave=wave.name, count=len(cells), cells=some, minimum=wave.minimum_base)
