"""What a page knows of the visit: who looks, at which store, in which language and theme, on which guideline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from actions.users import Person, Role
from actions.view import WaveRow
from charts.look import Look
from charts.palette import slots
from measure.organisation import OrgTree
from measure.questionnaire import Guideline, Indicator
from measure.wave import WaveState
from settings import Settings
from text.formats import WaveLabel, wave_labels


@dataclass(frozen=True)
class Site:
    """What is the same for every guideline: the person, the store and its data version, settings, language, theme.

    `store` is what actions.keep.open_store gave; the screens hand it to actions and never look inside.
    """

    person: Person
    store: Any
    settings: Settings
    version: int
    look: Look

    @property
    def lang(self) -> str:
        return self.look.lang

    @property
    def data(self) -> tuple[str, int, frozenset[Role], frozenset[str]]:
        """What a cached answer depends on beside its question: the store, its version, the person's roles and units."""
        return self.settings.store.database_url, self.version, self.person.roles, self.person.units


@dataclass(frozen=True)
class Visit:
    """One guideline with its waves, as a page looks at it."""

    site: Site
    guideline: Guideline
    waves: tuple[WaveRow, ...]

    @property
    def lang(self) -> str:
        return self.site.lang

    @cached_property
    def closed(self) -> tuple[WaveRow, ...]:
        return tuple(wave for wave in self.waves if wave.state is WaveState.CLOSED)

    @cached_property
    def labels(self) -> dict[str, WaveLabel]:
        """Labels of the waves that were not withdrawn, in time order."""
        starts = {wave.wave: wave.starts_on for wave in self.waves if wave.state is not WaveState.WITHDRAWN}
        return wave_labels(starts, self.lang, self.site.settings.organisation.fiscal_year_starts)

    @cached_property
    def axis(self) -> tuple[WaveLabel, ...]:
        """Labels of the closed waves, which are the places of a trend's axis."""
        return tuple(self.labels[wave.wave] for wave in self.closed)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The middle of each closed wave's fieldwork: when it was, on a trend's axis."""
        return tuple(wave.starts_on + (wave.ends_on - wave.starts_on) / 2 for wave in self.closed)

    @cached_property
    def slots(self) -> dict[str, int]:
        return slots(self.guideline.indicators)

    def address(self, query: Mapping[str, str]) -> dict[str, str]:
        """The query of a link, in the language that is read here."""
        default = self.site.settings.organisation.language
        return dict(query) | ({} if self.lang == default else {"lang": self.lang})

    def indicator(self, key: str) -> Indicator:
        return next(indicator for indicator in self.guideline.indicators if indicator.key == key)

    def indicator_name(self, key: str) -> str:
        return self.indicator(key).name.text(self.lang)

    def target(self, key: str) -> float:
        """The share that is aimed at, from config.toml."""
        return self.site.settings.target.of(key)

    def unit_name(self, tree: OrgTree, code: str) -> str:
        unit = tree.units.get(code)
        return code if unit is None else unit.name.text(self.lang)
