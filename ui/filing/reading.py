"""One file on the desk: for which wave and how it is to be read, what came of it, and reading it again otherwise."""

from dataclasses import dataclass, replace
from typing import Any

from actions import jobs
from actions.asked import Asked
from actions.jobs import Job
from actions.mend import FIRST_BYTES, Mapping, Outcome
from actions.upload import Choice, Receipt
from ui import ask
from ui.filing import desk
from ui.shared import attempt
from ui.visit import Site, Visit


@dataclass(frozen=True)
class Reading:
    """A file as it was read under a choice; every part of the page about it is drawn from this."""

    visit: Visit
    job: Job
    found: Receipt

    @property
    def site(self) -> Site:
        return self.visit.site

    @property
    def lang(self) -> str:
        return self.visit.lang

    @property
    def key(self) -> str:
        return self.job.key

    @property
    def choice(self) -> Choice:
        return self.job.choice

    @property
    def wave(self) -> str:
        return self.job.wave or ""

    @property
    def outcome(self) -> Outcome:
        return self.found.outcome

    @property
    def mapping(self) -> Mapping:
        """What was said so far about how the file is to be read, or what is remembered of the last one of its kind."""
        remembered = self.outcome.mapping if self.outcome.mapping_from is not None else None
        return self.choice.mapping or remembered or Mapping()

    @property
    def asked(self) -> Asked:
        return ask.asked(self.site, self.wave)

    @property
    def head(self) -> bytes:
        """The beginning of the file."""
        return jobs.beginning(self.site.person, self.site.store, self.key, FIRST_BYTES)

    def unit_name(self, code: str) -> str:
        return self.visit.unit_name(self.asked.tree, code)

    def again(self, **told: Any) -> None:
        """Read the file anew: with another mapping, for another wave, with or without the rows at fault."""
        attempt(self.site, lambda: self._again(replace(self.choice, dry=True, **told)))

    def keep(self) -> None:
        """Keep the file as it was read."""
        attempt(self.site, lambda: self._again(replace(self.choice, dry=False)))

    def _again(self, choice: Choice) -> str:
        desk.lay(jobs.again(self.site.person, self.site.store, self.key, choice))
        return ""
