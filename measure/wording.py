"""What a questionnaire is made of: values that never change, texts in two languages, and what does not fit together."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Frozen(BaseModel):
    """A value: immutable, strict about names it does not know, and silent in the log on what it was given."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Unfit(ValueError):
    """What a guideline says does not fit together; `kind` names the sentence for it, `about` its particulars."""

    def __init__(self, kind: str, **about: str) -> None:
        super().__init__(kind)
        self.kind, self.about = kind, about


class GuidelineProblem(Unfit):
    """A document is no guideline: what is wrong at `place` in it."""

    def __init__(self, place: str, kind: str, **about: str) -> None:
        super().__init__(kind, **about)
        self.place = place or "-"


class Wording(Frozen):
    """One text in Japanese and English; a plain string stands for both."""

    ja: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"ja": value, "en": value} if isinstance(value, str) else value

    def text(self, lang: str) -> str:
        return self.en if lang == "en" else self.ja
