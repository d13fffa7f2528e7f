"""What units and indicators were called when a wave asked, for sentences beside figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.users import READERS, Person, allow
from db.engine import Store
from db.survey import Survey, surveys


@dataclass(frozen=True)
class Names:
    """Names in one language by wave; a unit that came later is called as it came, what nobody knows
    by its code or key."""

    known: Mapping[str, Survey]
    lang: str

    def unit(self, wave: str, code: str) -> str:
        survey = self.known.get(wave)
        found = survey.tree.units.get(code) if survey else None
        later = [period for period in survey.units if period.code == code] if survey and not found else []
        named = found or next(iter(later), None)
        return named.name.text(self.lang) if named else code

    def indicator(self, wave: str, key: str) -> str:
        survey = self.known.get(wave)
        found = survey.guideline.indicator(key) if survey else None
        return found.name.text(self.lang) if found else key

    def stage(self, wave: str, stage: str) -> str:
        """What the indicator of a stage is called."""
        survey = self.known.get(wave)
        own = [i for i in survey.guideline.indicators if i.stage == stage] if survey else []
        return own[0].name.text(self.lang) if own else stage


def names(person: Person, store: Store, lang: str) -> Names:
    """The names of everything that any wave asked."""
    allow(person, *READERS)
    with store.reading() as connection:
        return Names({survey.kept.wave.name: survey for survey in surveys(connection)}, lang)
