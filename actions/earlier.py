"""A wave beside what was shown before it: differences may tell about nobody, or about enough people."""

from collections.abc import Iterable, Iterator, Sequence

from actions.made import Made, asked, count
from actions.refused import Refused
from confidentiality import again, versions
from confidentiality.before import Beside
from confidentiality.coding import Coding
from confidentiality.cube import CellStatus, Level
from confidentiality.gaps import Told, answered
from confidentiality.neighbour import left_open
from confidentiality.protect import Promise
from confidentiality.versions import Cell, Version
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from intake import block
from measure.audience import unions
from measure.questionnaire import Guideline
from measure.tally import Responses
from measure.wave import Wave, WaveState

MOST_NAMED = 5
SHOWN = (WaveState.CLOSED, WaveState.SUPERSEDED, WaveState.WITHDRAWN)  # a withdrawn one was shown once
Blocks = Sequence[tuple[str, bytes]]


def telling(before: Sequence[Told], survey: Survey, now: tuple[Made, Sequence[Level], Coding]) -> tuple[str, ...]:
    """The cells that, beside an earlier published version of the wave, would tell about fewer than its minimum base."""
    if not before:
        return ()
    made, levels, coding = now
    new = Told.of(Version(made.counts, versions.shown(levels), survey.tree, made.overlaps.nests()), levels)
    minimum, found = survey.kept.wave.minimum_base, dict[Cell, None]()
    about = asked(survey.guideline, made.counts), Promise(minimum, coding)
    for old, later in _of_the_published(before, new):
        found |= dict.fromkeys(versions.telling(old.version, later.version, minimum))
        found |= dict.fromkeys((*answered(later, old, about), *answered(old, later, about)))
    return tuple(_named(cell) for cell in found)


def _of_the_published(before: Iterable[Told], new: Told) -> Iterator[tuple[Told, Told]]:
    """Each earlier version beside the new one, both of the groups alone of which either says anything."""
    for old in before:
        groups = old.groups | new.groups
        yield old.within(groups), new.within(groups)


def published(store: Store, survey: Survey) -> list[Told]:
    """What each earlier version of a wave that was ever shown had counted and showed, the newest last."""
    found: list[Told] = []
    if survey.kept.wave.version == 1:
        return found
    with store.reading() as connection:
        own = [other for other in surveys(connection) if other.kept.wave.name == survey.kept.wave.name]
        for other in sorted(own, key=lambda each: each.kept.wave.version):
            if levels := read.published(connection, read.Cells(ids=(other.kept.id,))):
                made = count(other.guideline, other.tree, read.blocks(connection, other.kept.id))
                version = Version(made.counts, versions.shown(levels), other.tree, made.overlaps.nests())
                found.append(Told.of(version, levels))
    return found


def beside(store: Store, survey: Survey, blocks: Blocks) -> Iterator[Beside]:
    """The waves beside this one that have the same answers in some groups but for few; Refused where everybody has."""
    for other, theirs in _beside(store, survey):
        told = again.Again()
        for items in _same_items(survey.guideline, other.guideline):
            told |= _again(survey, items, (theirs, blocks))
        if (survey.root, "", "") in told.apart:
            raise Refused("close_again", wave=survey.kept.wave.name, other=other.kept.wave.name)
        if told.quiet:
            yield _told(store, (other, theirs), (survey, told))


def _as_it_was(unit: str, other: Survey, survey: Survey) -> bool:
    return unit in other.tree.units and set(other.tree.leaves(unit)) == set(survey.tree.leaves(unit))


def _told(store: Store, of: tuple[Survey, Blocks], about: tuple[Survey, again.Again]) -> Beside:
    """What another wave tells of the groups that came again in this one and hold the same units still."""
    (other, blocks), (survey, told) = of, about
    with store.reading() as connection:
        rows = read.published(connection, read.Cells(ids=(other.kept.id,)))
    made = count(other.guideline, other.tree, blocks)
    still = {unit for unit in survey.tree.units if _as_it_was(unit, other, survey)}
    quiet, same = (frozenset(group for group in groups if group[0] in still) for groups in (told.quiet, told.same))
    hidden = frozenset((r.group, r.indicator) for r in rows if r.status is CellStatus.HIDDEN and r.group in same)
    nests = made.overlaps.nests(unions(other.guideline))
    return Beside(told.apart, hidden, left_open(rows, made.counts, (other.tree, nests), quiet))


def _beside(store: Store, survey: Survey) -> list[tuple[Survey, Blocks]]:
    """The waves of the guideline published before this one and after it, and those at the same time, with their blocks.

    Of each all versions that were shown: who saw an earlier one can still hold it against this wave.
    """
    own = survey.kept.wave
    with store.reading() as connection:
        others = [s for s in surveys(connection) if s.guideline.key == own.guideline and s.kept.wave.name != own.name]
        shown = [other for other in others if other.kept.wave.state in SHOWN]
        same = [s for s in shown if s.kept.wave.starts_on <= own.ends_on and own.starts_on <= s.kept.wave.ends_on]
        near = [s for s in shown if s.before(survey)][-1:] + [s for s in shown if survey.before(s)][:1]
        names = {other.kept.wave.name for other in (*near, *same)}
        found = {other.kept.id: other for other in shown if other.kept.wave.name in names}
        return [(other, read.blocks(connection, key)) for key, other in found.items()]


def _again(survey: Survey, items: Sequence[str], both: tuple[Blocks, Blocks]) -> again.Again:
    units, wide = tuple(survey.tree.units), unions(survey.guideline)
    before, now = (again.sheets(_responses(each), items, units, wide) for each in both)
    return again.telling(before, now, survey.tree, survey.kept.wave.minimum_base)


def _same_items(one: Guideline, other: Guideline) -> list[list[str]]:
    """The items of both that are asked in the same way; and all of the same key, whose answers may be the same still.

    An answer that counts otherwise makes another version of an item, and changes nothing in anybody's answers.
    """
    known = {item.key: item.version for item in other.items}
    same = [item.key for item in one.items if known.get(item.key) == item.version]
    alike = [item.key for item in one.items if item.key in known]
    return [items for items in ([same, alike] if same != alike else [same]) if items]


def _responses(blocks: Blocks) -> list[Responses]:
    found = (block.decode(content) for kind, content in blocks if kind == "responses")
    return [each for each in found if isinstance(each, Responses)]


def _named(cell: Cell) -> str:
    (unit, name, value), indicator = cell
    return f"{unit} {name}={value} {indicator}" if name else f"{unit} {indicator}"


def refusal(wave: Wave, cells: Sequence[str]) -> Refused:
    """Why the correction cannot be closed, with the first of the cells."""
    some = ", ".join(cells[:MOST_NAMED]) + (" …" if len(cells) > MOST_NAMED else "")
    return Refused("close_difference", wave=wave.name, count=len(cells), cells=some, minimum=wave.minimum_base)
