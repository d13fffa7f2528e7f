"""The text for respondents: what the settings of their wave promise them, to be put into the form."""

from actions.organise import find_survey
from actions.users import READERS, Person, allow
from confidentiality.choices import Choices
from db.engine import Store
from db.survey import surveys
from text.lookup import say


def promise(person: Person, store: Store, wave: str, chosen: Choices) -> dict[str, str]:
    """The promise in both languages, by what the wave was closed with, or is going to be."""
    allow(person, *READERS)
    with store.reading() as connection:
        kept = find_survey(surveys(connection), wave).kept
    told = Choices.model_validate(kept.closing["choices"]) if "choices" in kept.closing else chosen
    audited = not kept.closing or "choices" in kept.closing
    return {lang: _text(kept.wave.minimum_base, told if audited else None, lang) for lang in ("ja", "en")}


def _text(minimum: int, told: Choices | None, lang: str) -> str:
    """A wave that an earlier version closed was not attacked for answers, and none of it was coded."""
    words = ["promise.names", "promise.answers" if told else "promise.groups"]
    if told and told.coding.whole:
        words.append("promise.coded")
    return say("finding.space", lang).join(say(key, lang, minimum=minimum) for key in (*words, "promise.comments"))
