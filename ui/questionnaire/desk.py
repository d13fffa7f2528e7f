"""What the page of the questionnaire works on: the version that is kept, and the draft that somebody edits."""

from dataclasses import dataclass

from actions import questionnaire, questionnaire_draft
from actions.questionnaire import Wanted
from actions.questionnaire_draft import Draft
from measure.questionnaire import Guideline
from text import formats
from text.lookup import say
from ui.deeds import who
from ui.fresh import renew, turn
from ui.pieces import draw, note
from ui.visit import Visit

FORM = "questionnaire"


@dataclass(frozen=True)
class Desk:
    """The present questionnaire with its number, and what is being edited."""

    visit: Visit
    kept: Guideline
    number: int
    draft: Draft | None

    @classmethod
    def of(cls, visit: Visit) -> "Desk":
        site, key = visit.site, visit.guideline.key
        kept, number = questionnaire.newest(site.person, site.store, key)
        return cls(visit, kept, number, questionnaire_draft.draft(site.person, site.store, key))

    @property
    def lang(self) -> str:
        return self.visit.lang

    @property
    def now(self) -> Guideline:
        """As it is being edited."""
        return self.draft.wanted.guideline if self.draft else self.kept

    @property
    def wanted(self) -> Wanted:
        return self.draft.wanted if self.draft else Wanted(self.kept, base=self.number)

    def key(self, name: str) -> str:
        """The key of a widget; another one once something was put into the draft."""
        return f"{name}-{self.kept.key}-{turn(FORM)}"

    def edit(self, guideline: Guideline, same: frozenset[str] | None = None) -> str:
        """Put an edit into the draft; answers what is said about it."""
        marks = self.wanted.same if same is None else same
        wanted = Wanted(guideline, marks, self.wanted.base)
        questionnaire_draft.edit(self.visit.site.person, self.visit.site.store, wanted)
        renew(FORM)
        return say("questionnaire.drafted", self.lang)

    def about(self) -> None:
        """Which version is kept, and that a draft is there."""
        lang = self.lang
        words = say("questionnaire.version", lang, number=self.number, version=self.kept.version)
        if self.draft is not None:
            blanks = {"person": who(self.draft.person, lang), "day": formats.day(self.draft.at.date(), lang)}
            words += say("finding.space", lang) + say("questionnaire.in_draft", lang, **blanks)
        draw(note(words))
