"""Who needs help: units that stand clearly below their like at the newest closed wave, from published cells alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.findings import Now, leading, newest
from actions.sight import sight
from actions.users import READERS, Person, allow
from confidentiality.cube import Comparison
from confidentiality.warning import Low, below
from db.engine import Store
from measure.questionnaire import Wording
from text import warning as words


@dataclass(frozen=True)
class Behind:
    """A unit that stands clearly below its like (the units of its level) on an indicator, by more than they differ anyway."""

    unit: str
    unit_name: Wording
    indicator: str
    indicator_name: Wording
    wave: str
    level: int
    share: float
    typical: float
    base: int
    rank: tuple[int, int]
    among: int
    page: str = "compare"
    query: Mapping[str, str] = field(default_factory=dict)


def behind(person: Person, store: Store, guideline: str) -> list[Behind]:
    """Who needs help: units outside the funnel plot with overdispersion on the low side, those furthest below first."""
    allow(person, *READERS)
    now = newest(store, guideline)
    if now is None:
        return []
    depth, wave = now.depth, now.survey.kept.wave.name
    cells = [now.cells.get((wave, indicator.key), []) for indicator in leading(now.survey.guideline)]
    rows = [[Comparison(**cell.model_dump(), depth=depth[cell.unit]) for cell in own] for own in cells]
    found = below(rows, {unit.code: unit.parent for unit in now.survey.tree.units.values()})
    lowest = sorted(found, key=lambda low: (low.row.share or 0.0) - low.typical)
    return sight(person, now.survey.tree).of(_behind(now, low) for low in lowest)


def _behind(now: Now, low: Low) -> Behind:
    row, survey = low.row, now.survey
    indicator = survey.guideline.indicator(row.indicator)
    query = {"guideline": survey.guideline.key, "wave": row.wave, "indicator": row.indicator, "level": str(row.depth)}
    return Behind(
        row.unit,
        survey.tree.units[row.unit].name,
        row.indicator,
        indicator.name if indicator else Wording(ja=row.indicator, en=row.indicator),
        row.wave,
        row.depth,
        row.share or 0.0,
        low.typical,
        row.base or 0,
        low.ranks,
        low.among,
        query=query,
    )


def behind_sentence(found: Behind, lang: str) -> str:
    """A unit below its like in words."""
    names = (found.unit_name.text(lang), found.indicator_name.text(lang))
    return words.behind_sentence(words.Behind(*names, found.share, found.typical, found.rank, found.among), lang)
