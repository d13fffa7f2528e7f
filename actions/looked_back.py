"""What units wrote down, as a report of a wave carries it: on the wave before and this one, with what happened since."""

from collections.abc import Iterator

from actions.reflections import Since, carried
from actions.subject import Subject
from measure.reflection import NextState
from reports.report import Part
from reports.sheet import Table
from text import formats, looking_back
from text.lookup import say

HEADS = ("saw", "did", "next", "owner", "due", "after")
WIDE = frozenset({2, 3, 4, 7})


def part(of: Subject) -> Iterator[Part]:
    """The notes of the unit and those below it; none where nothing was written."""
    waves = [row.wave for row in of.waves[-2:]]
    found = carried(of.site.person, of.site.store, of.guideline.key, waves)
    own = [each for each in found if each.note.unit in of.tree.units and of.unit in of.tree.path(each.note.unit)]
    if own:
        lang, title = of.lang, say("looking_back.title", of.lang)
        headings = tuple(say(f"table.{name}", lang) for name in ("unit", "wave"))
        headings += tuple(say(f"looking_back.{name}", lang) for name in HEADS)
        yield Part("notes", title, table=Table(title, headings, tuple(_row(of, each) for each in own), wide=WIDE))


def _row(of: Subject, each: Since) -> tuple[str, ...]:
    note, lang = each.note, of.lang
    place = (of.known.unit(note.wave, note.unit), of.scope.labels[note.wave].long)
    due = "" if note.due is None else formats.day(note.due, lang)
    told = (note.saw, note.did, _next(each, lang), note.owner, due, _after(of, each))
    return (*place, *(words or formats.NOTHING for words in told))


def _next(each: Since, lang: str) -> str:
    """The next step, and what became of it unless it is still ahead."""
    state = "late" if each.late else each.note.state.value
    if not each.note.next or state == NextState.OPEN.value:
        return each.note.next
    return say("looking_back.next_state", lang, next=each.note.next, state=say(f"looking_back.state.{state}", lang))


def _after(of: Subject, each: Since) -> str:
    """What moved and what was begun until the report's wave; nothing on a note of that wave itself."""
    if each.wave is None:
        return ""
    moves = [(moved.name.text(of.lang), moved.change.points, moved.change.label) for moved in each.moved]
    begun = [name.text(of.lang) for name in each.begun]
    told = looking_back.since(moves, begun, of.scope.labels[each.wave].long, of.lang)
    return say("finding.space", of.lang).join(told)
