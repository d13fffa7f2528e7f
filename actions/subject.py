"""What a report is about: the wave, the unit and everything its parts are asked with."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions import findings, view
from actions.names import Names, names
from actions.refused import Refused
from actions.sight import sight
from actions.users import Person
from actions.view import Query, WaveRow
from confidentiality.cube import Comparison
from db.engine import Store
from measure.organisation import OrgTree
from measure.questionnaire import Guideline, Indicator
from measure.wave import WaveState
from reports.parts import Scope
from settings import Settings
from text import formats
from text.formats import wave_labels
from text.lookup import say


@dataclass(frozen=True)
class Asked:
    """Which report: the wave, the unit (the root without one), the language, and the day it is made."""

    wave: str
    lang: str
    made: date
    unit: str | None = None


@dataclass(frozen=True)
class Site:
    """Who asks, which store and which settings."""

    person: Person
    store: Store
    settings: Settings


@dataclass(frozen=True)
class Subject:
    """What the report is about, and everything its parts are asked with."""

    site: Site
    asked: Asked
    known: Names
    waves: tuple[WaveRow, ...]
    tree: OrgTree
    unit: str

    @property
    def lang(self) -> str:
        return self.asked.lang

    @property
    def wave(self) -> WaveRow:
        return self.waves[-1]

    @cached_property
    def guideline(self) -> Guideline:
        return self.known.known[self.wave.wave].guideline

    @property
    def name(self) -> str:
        return self.known.unit(self.wave.wave, self.unit)

    @property
    def is_root(self) -> bool:
        return self.unit in self.tree.roots()

    @cached_property
    def leading(self) -> tuple[Indicator, ...]:
        return findings.leading(self.guideline) or self.guideline.indicators[: findings.MOST]

    @cached_property
    def scope(self) -> Scope:
        """The closed waves up to this one, with the labels that all the guideline's waves give them."""
        rows = view.waves(self.site.person, self.site.store, self.guideline.key)
        starts = {row.wave: row.starts_on for row in rows if row.state is not WaveState.WITHDRAWN}
        labels = wave_labels(starts, self.lang, self.site.settings.organisation.fiscal_year_starts)
        return Scope(self.lang, self.name, tuple(labels[row.wave] for row in self.waves))

    @cached_property
    def is_newest(self) -> bool:
        """Whether speed, forecast and findings, which look at all waves, speak of this one."""
        rows = view.waves(self.site.person, self.site.store, self.guideline.key)
        return [row.wave for row in rows if row.state is WaveState.CLOSED][-1] == self.wave.wave

    def query(self, indicator: str | None = None, unit: str | None = None) -> Query:
        return Query(self.wave.wave, unit, None, indicator, self.guideline.key)

    @cached_property
    def cells(self) -> dict[str, tuple[Comparison, ...]]:
        """Every unit on the leading indicators."""
        site = self.site
        return {i.key: tuple(view.compare(site.person, site.store, self.query(i.key))) for i in self.leading}

    @cached_property
    def own(self) -> Comparison | None:
        """The unit itself on the first leading indicator."""
        first = self.cells[self.leading[0].key]
        return next((cell for cell in first if cell.unit == self.unit), None)

    @property
    def foot(self) -> str:
        """What a figure stands on: wave, answers, response rate, source."""
        lang, own = self.lang, self.own
        words = [self.scope.labels[self.wave.wave].long]
        if own is not None and own.base:
            words.append(say("chart.hover.base", lang, base=formats.people(own.base, lang)))
        if own is not None and own.response_rate:
            words.append(say("chart.rate", lang, rate=formats.percent(own.response_rate, lang)))
        if self.guideline.source:
            words.append(say("site.source", lang, source=self.guideline.source.text(lang)))
        return say("chart.foot_gap", lang).join(words)


def subject(site: Site, asked: Asked) -> Subject:
    """What is asked for; raises Refused where there is no such wave or unit, or the wave is still open."""
    rows = view.waves(site.person, site.store)
    wave = next((row for row in rows if row.wave == asked.wave and row.state is WaveState.CLOSED), None)
    if wave is None:
        closed = [row.wave for row in rows if row.state is WaveState.CLOSED]
        kind = "export_open" if any(row.wave == asked.wave for row in rows) else "wave_unknown"
        raise Refused(kind, wave=asked.wave, known=", ".join(closed) or "-")
    tree = view.tree(site.person, site.store, wave.wave)
    unit = asked.unit or tree.roots()[0]
    if unit not in sight(site.person, tree):
        raise Refused("unit_not_yours", code=unit)
    if unit not in tree.units:
        raise Refused("unit_unknown", code=unit)
    own = [row for row in rows if row.guideline == wave.guideline and row.state is WaveState.CLOSED]
    until = (*(row for row in own if row.starts_on < wave.starts_on), wave)
    return Subject(site, asked, names(site.person, site.store, asked.lang), until, tree, unit)
