"""Published rows brought together for a page: the lines of a trend, the rows of a comparison, the readings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.view import Basis, Query
from charts.ahead import NOTHING_AHEAD, Ahead
from charts.compare import Row
from charts.look import drawn
from charts.palette import MAX_LINES
from charts.reading import reading
from charts.standing import Standing, standing
from charts.trend import Line
from confidentiality.cube import CellStatus, Level
from measure.organisation import OrgTree
from text.finding import Reading
from text.lookup import say
from ui import ask
from ui.parts import part
from ui.visit import Visit


def leading(visit: Visit) -> tuple[str, ...]:
    """The indicators an overview opens with: the stages in their order, the reception, then the others, at most five."""
    found = visit.guideline.indicators
    staged = [i.key for i in found if i.stage is not None or i.reception]
    plain = [i.key for i in found if i.key not in staged and i.norm is None]
    return tuple((staged or plain or [i.key for i in found])[:MAX_LINES])


def lines(visit: Visit, keys: Iterable[str], unit: str | None = None, segment: str | None = None) -> tuple[Line, ...]:
    """One line for every indicator of one unit (the root if none), as the organisation is today."""
    return lines_of(visit, keys, Query(unit=unit, segment=segment, basis=Basis.TODAY))


def lines_of(visit: Visit, keys: Iterable[str], whose: Query) -> tuple[Line, ...]:
    """The same of the unit, segment and organisation that are asked for."""
    asked = tuple(keys)
    return part(visit, ("lines", asked, whose), lambda: _lines_of(visit, asked, whose))


def _lines_of(visit: Visit, keys: tuple[str, ...], whose: Query) -> tuple[Line, ...]:
    def ask_for(key: str) -> Query:
        return replace(whose, indicator=key, guideline=visit.guideline.key)

    return tuple(Line(visit.indicator_name(key), visit.slots[key], ask.trend(visit.site, ask_for(key))) for key in keys)


def under(visit: Visit, drawn_lines: Sequence[Line], unit: str, ahead: Ahead = NOTHING_AHEAD) -> str:
    """The line under a trend's title: whose shares they are, and what the signs in it mean."""
    points = [point for line in drawn_lines for point in line.points]
    words = [say("overview.trend_under", visit.lang, unit=unit)]
    if any(point.low is not None for point in points):
        words.append(say("overview.bands", visit.lang))
    if any(point.status is CellStatus.HIDDEN for point in points):
        words.append(say("overview.crosses", visit.lang))
    if ahead.rays:
        words.append(say("overview.fans", visit.lang))
    return say("finding.space", visit.lang).join(words)


def readings(visit: Visit, drawn: tuple[Line, ...]) -> tuple[Reading, ...]:
    """What each line says at its latest wave."""
    return part(visit, ("readings",), lambda: _readings(visit, drawn), drawn)


def _readings(visit: Visit, drawn: tuple[Line, ...]) -> tuple[Reading, ...]:
    found = (reading(line.name, line.points, visit.labels, visit.lang) for line in drawn)
    return tuple(each for each in found if each is not None)


def rows(visit: Visit, query: Query, tree: OrgTree) -> tuple[Row, ...]:
    """The units of one level on one indicator in one wave, in the order of the tree."""
    return tuple(Row(visit.unit_name(tree, cell.unit), cell) for cell in ask.compare(visit.site, query))


def ordered(found: Sequence[Row], order: str) -> tuple[Row, ...]:
    """Rows as asked for; by share the highest stands first and what is not shown last."""
    if order != "share":
        return tuple(found)
    return tuple(sorted(found, key=lambda row: -1.0 if (share := drawn(row.cell)) is None else share, reverse=True))


def stand(visit: Visit, wave: str, key: str) -> tuple[Level, Standing]:
    """The root's cell and how the units right below it stand against it."""
    tree = ask.tree(visit.site, wave)
    asked = Query(wave=wave, indicator=key, guideline=visit.guideline.key)
    [root] = ask.compare(visit.site, replace(asked, level=0))
    return root, standing(rows(visit, replace(asked, level=1), tree), root)


def coverage(visit: Visit, wave: str, key: str) -> tuple[int, int]:
    """How many units of the whole tree are shown on an indicator, and how many there are."""
    cells = ask.compare(visit.site, Query(wave=wave, indicator=key, guideline=visit.guideline.key))
    return part(visit, ("coverage",), lambda: (sum(drawn(cell) is not None for cell in cells), len(cells)), cells)
