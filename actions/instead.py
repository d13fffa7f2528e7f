"""What a small unit gets instead of its own figure: the next larger unit that is shown, and what is hidden of it together."""

from collections.abc import Iterable, Sequence

from actions.sight import Sight
from confidentiality.cube import CellStatus, Instead, Level, Standing
from confidentiality.together import Beside, promised
from db import read
from db.survey import Survey
from db.write import Connection


def standings(connection: Connection, of: tuple[Survey, Sight], levels: Sequence[Level]) -> list[Standing]:
    """Cells of one wave and one segment, each hidden one with what is told instead to who has this sight."""
    survey, seen = of
    hidden = [level for level in levels if level.status is CellStatus.HIDDEN and level.unit in survey.tree.units]
    found = _instead((survey, seen), hidden, _near(connection, survey, hidden)) if hidden else {}
    own = [Standing.of(level) for level in levels]
    return [each.model_copy(update={"instead": found.get((each.unit, each.indicator))}) for each in own]


def _near(connection: Connection, survey: Survey, hidden: Iterable[Level]) -> list[Level]:
    """The published cells of all units above the hidden ones, and of those directly below these."""
    some, tree = list(hidden), survey.tree
    above = {code for level in some for code in tree.path(level.unit)[:-1]}
    units = above | {child for code in above for child in tree.children(code)}
    keys = tuple(dict.fromkeys(level.indicator for level in some))
    _, name, value = some[0].group
    return read.published(connection, read.Cells((survey.kept.wave.name,), tuple(sorted(units)), name, value, keys))


def _instead(
    of: tuple[Survey, Sight], hidden: Iterable[Level], near: Iterable[Level]
) -> dict[tuple[str, str], Instead]:
    survey, seen = of
    promise = promised(survey.kept.wave.minimum_base, survey.kept.closing)
    cells: dict[str, list[Level]] = {}
    for cell in near:
        cells.setdefault(cell.indicator, []).append(cell)
    beside = {key: Beside.of(own, survey.tree, promise) for key, own in cells.items()}
    known = ((level.unit, level.indicator) for level in hidden if level.indicator in beside)
    return {(unit, key): beside[key].instead(unit, seen) for unit, key in known}
