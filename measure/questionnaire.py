"""A guideline with its norms, the items that ask about it and the indicators read from them."""

from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

MAX_OPTION_CODE = 254
MAX_MULTIPLE_OPTIONS = 63  # a multiple answer is one bit an option in 64 bits, the highest left free


LONGEST_FOUND = 80


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


class Direction(StrEnum):
    """Whether an option speaks for the guideline (top box), against it, or neither."""

    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    UNFAVOURABLE = "unfavourable"


class Status(StrEnum):
    """What kind of answer an option is; only valid answers enter a base (METHOD 10)."""

    VALID = "valid"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"
    NOT_SHOWN = "not_shown"


class Stage(StrEnum):
    """The three steps of penetration: know, have read, behaviour changed."""

    AWARENESS = "awareness"
    READERSHIP = "readership"
    BEHAVIOUR_CHANGE = "behaviour_change"


class ItemKind(StrEnum):
    """One choice, several choices, or free text."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"


class Option(Frozen):
    """One choice of an item; `code` is what a response block stores (0 there means no answer)."""

    code: int = Field(ge=1, le=MAX_OPTION_CODE)
    label: Wording
    direction: Direction | None = None
    status: Status = Status.VALID
    aliases: tuple[str, ...] = ()


class Norm(Frozen):
    """One numbered rule of conduct of a guideline (行動規範 #1 ...)."""

    number: int = Field(ge=1)
    name: Wording


class Item(Frozen):
    """One question; new wording or another scale is a new `version` and breaks its trend."""

    key: str = Field(min_length=1)
    version: int = Field(default=1, ge=1)
    kind: ItemKind = ItemKind.SINGLE
    text: Wording
    options: tuple[Option, ...] = ()
    norm: int | None = None
    asked_as: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        codes = [option.code for option in self.options]
        if len(set(codes)) < len(codes):
            raise Unfit("code_twice", item=self.key)
        if self.kind is ItemKind.MULTIPLE and max(codes, default=0) > MAX_MULTIPLE_OPTIONS:
            raise Unfit("codes_many", item=self.key, most=str(MAX_MULTIPLE_OPTIONS))
        return self

    def codes(self, direction: Direction) -> tuple[int, ...]:
        """Codes of the valid options that point in `direction`."""
        return tuple(o.code for o in self.options if o.direction is direction and o.status is Status.VALID)

    def valid_codes(self) -> tuple[int, ...]:
        """Codes that count in the base of favourable_share (METHOD 10)."""
        return tuple(o.code for o in self.options if o.status is Status.VALID)


class Purpose(StrEnum):
    """What an indicator of a norm tells: how many hold it to be important, or how many practise it."""

    IMPORTANCE = "importance"
    PRACTICE = "practice"


class SegmentValue(Frozen):
    """One value of a segment, as files and headcounts have it, and what it is called.

    `years` makes it a band of tenure: from the first up to and without the second, which is left out of the last band.
    """

    key: str = Field(min_length=1)
    name: Wording
    years: tuple[float, ...] | None = Field(default=None, min_length=1, max_length=2)

    @model_validator(mode="after")
    def _years_rise(self) -> Self:
        if self.years and (self.years[0] < 0 or sorted(set(self.years)) != list(self.years)):
            raise Unfit("years", of=self.key, found=str(list(self.years)))
        return self


class Given(StrEnum):
    """How files tell tenure where they do not name the bands: as numbers of months or of years, or as the day of arrival."""

    MONTHS = "months"
    YEARS = "years"
    ARRIVAL = "arrival"


class Segment(Frozen):
    """A group by attribute, as files and headcounts name it, and what it and its values are called.

    `given` says that files tell it as a length of time or a day, which becomes the band that holds it.
    """

    key: str = Field(min_length=1)
    name: Wording
    values: tuple[SegmentValue, ...] = ()
    given: Given | None = None

    @model_validator(mode="after")
    def _given_has_bands(self) -> Self:
        if self.given is not None and not self.bands:
            raise Unfit("given", of=self.key, found=self.given)
        return self

    @property
    def bands(self) -> tuple[SegmentValue, ...]:
        """The bands of tenure, shortest first; empty unless every value is one."""
        banded = [(value.years[0], value) for value in self.values if value.years]
        return (
            tuple(value for _, value in sorted(banded, key=lambda b: b[0])) if len(banded) == len(self.values) else ()
        )


class Indicator(Frozen):
    """A number a reader acts on: the favourable share of one item, on all or among those favourable on another.

    An awareness item's "don't know" counts as not aware, so it stays in the base (METHOD 8).
    """

    key: str = Field(min_length=1)
    item: str
    name: Wording
    stage: Stage | None = None
    reception: bool = False
    norm: int | None = None
    purpose: Purpose | None = None
    among: str | None = None
    definition: Wording | None = None


class Guideline(Frozen):
    """Any code, set of values or policy whose penetration is measured, in one version."""

    key: str = Field(min_length=1)
    version: str = "1"
    name: Wording
    published_on: date | None = None
    root_unit: str | None = None
    note: Wording | None = None
    source: Wording | None = None
    norms: tuple[Norm, ...] = ()
    items: tuple[Item, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    segments: tuple[Segment, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        items = [item.key for item in self.items]
        keys = [indicator.key for indicator in self.indicators]
        for kind, names in (("item", items), ("indicator", keys)):
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise Unfit(f"{kind}_twice", found=", ".join(twice))
        numbers = {norm.number for norm in self.norms}
        parts: tuple[Item | Indicator, ...] = (*self.items, *self.indicators)
        for part in parts:
            if part.norm is not None and part.norm not in numbers:
                raise Unfit("no_norm", of=part.key, found=str(part.norm))
        for indicator in self.indicators:
            for item in filter(None, (indicator.item, indicator.among)):
                if item not in items:
                    raise Unfit("no_item", of=indicator.key, found=item)
        return self

    def item(self, key: str) -> Item:
        """The item named `key`; KeyError when there is none."""
        return next(item for item in self.items if item.key == key)

    @property
    def tenure(self) -> Segment | None:
        """The segment whose values are bands of tenure; None where there is none."""
        return next((segment for segment in self.segments if segment.bands), None)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator named `key`, or None."""
        return next((indicator for indicator in self.indicators if indicator.key == key), None)


def from_document(document: dict[str, Any]) -> Guideline:
    """Build a guideline from its TOML document, whose tables are named in the singular and share scales.

    Raises GuidelineProblem when the document does not fit.
    """
    try:
        return Guideline.model_validate(_plural(document))
    except ValidationError as problem:
        raise _first(problem.errors()[0]) from None
    except (KeyError, TypeError, AttributeError):
        raise GuidelineProblem("", "shape") from None


def _first(fault: Any) -> GuidelineProblem:
    """The first thing pydantic found, by a kind of ours instead of its words."""
    place = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in fault["loc"])
    own = fault.get("ctx", {}).get("error")
    if isinstance(own, Unfit):
        return GuidelineProblem(place, own.kind, **own.about)
    if fault["type"] in ("missing", "extra_forbidden"):
        return GuidelineProblem(place, "missing" if fault["type"] == "missing" else "extra")
    allowed = fault.get("ctx", {}).get("expected", "")
    found = str(fault["input"])[:LONGEST_FOUND]
    return GuidelineProblem(place, "choice" if allowed else "value", found=found, allowed=allowed)


def _plural(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its lists under the names of the fields and every scale in its items."""
    scales = {scale["key"]: scale.get("option", []) for scale in document.get("scale", [])}
    items = []
    for raw in document.get("item", []):
        item = {key: value for key, value in raw.items() if key not in ("scale", "option")}
        if (scale := raw.get("scale")) is not None and scale not in scales:
            raise GuidelineProblem("item", "no_scale", of=str(raw.get("key")), found=str(scale))
        items.append(item | {"options": raw.get("option") or scales.get(scale, [])})
    lists = {field: document.get(name, []) for name, field in (("norm", "norms"), ("indicator", "indicators"))}
    segments = [
        {field: value for field, value in raw.items() if field != "value"} | {"values": raw.get("value", [])}
        for raw in document.get("segment", [])
    ]
    rest = {
        key: value for key, value in document.items() if key not in ("scale", "item", "norm", "indicator", "segment")
    }
    return rest | lists | {"items": items, "segments": segments}
