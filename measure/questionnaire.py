"""A guideline with its norms, the items that ask about it and the indicators read from them."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from measure.addressed import UNION as UNION  # whom it addresses apart
from measure.addressed import AimedStage as AimedStage
from measure.addressed import Audience as Audience
from measure.addressed import Panel as Panel
from measure.wording import Frozen as Frozen  # what a questionnaire is made of
from measure.wording import GuidelineProblem as GuidelineProblem
from measure.wording import Unfit as Unfit
from measure.wording import Wording as Wording

MAX_OPTION_CODE = 254
MAX_MULTIPLE_OPTIONS = 63  # a multiple answer is one bit an option in 64 bits, the highest left free


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
    """One question; new wording or another scale is a new `version` and breaks its trend.

    `audience` is the only one that is asked it; of everybody else a blank is no missing answer.
    """

    key: str = Field(min_length=1)
    version: int = Field(default=1, ge=1)
    kind: ItemKind = ItemKind.SINGLE
    text: Wording
    options: tuple[Option, ...] = ()
    norm: int | None = None
    asked_as: tuple[str, ...] = ()
    audience: str | None = None

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
    audiences: tuple[Audience, ...] = ()
    panel: Panel | None = None

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
        _audiences_fit(self)
        return self

    def item(self, key: str) -> Item:
        """The item named `key`; KeyError when there is none."""
        return next(item for item in self.items if item.key == key)

    def audience(self, key: str | None) -> Audience | None:
        """The audience named `key`, or None."""
        return next((audience for audience in self.audiences if audience.key == key), None)

    def asked_of(self, indicator: str) -> Audience | None:
        """The only audience that is asked what an indicator is read from; None where everybody is."""
        item = next((i.item for i in self.indicators if i.key == indicator), None)
        found = self.audience(self.item(item).audience) if item else None
        return found if found is not None and found.segment else None

    @property
    def tenure(self) -> Segment | None:
        """The segment whose values are bands of tenure; None where there is none."""
        return next((segment for segment in self.segments if segment.bands), None)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator named `key`, or None."""
        return next((indicator for indicator in self.indicators if indicator.key == key), None)


def _audiences_fit(guideline: Guideline) -> None:
    """Items name audiences that are there, and what one audience alone is asked is no stage of everybody."""
    known = [audience.key for audience in guideline.audiences]
    if twice := sorted({key for key in known if known.count(key) > 1}):
        raise Unfit("audience_twice", found=", ".join(twice))
    for item in guideline.items:
        if item.audience is not None and item.audience not in known:
            raise Unfit("no_audience", of=item.key, found=item.audience)
    for indicator in guideline.indicators:
        if (indicator.stage is not None or indicator.reception) and guideline.asked_of(indicator.key) is not None:
            raise Unfit("stage_of_audience", of=indicator.key)
    for audience in guideline.audiences:
        _stages_fit(guideline, audience)


def _stages_fit(guideline: Guideline, audience: Audience) -> None:
    """An audience's stages name indicators that it is asked."""
    for stage in audience.stages:
        if guideline.indicator(stage.indicator) is None:
            raise Unfit("no_indicator", of=f"{audience.key}.{stage.key}", found=stage.indicator)
        asked = guideline.asked_of(stage.indicator)
        if asked is not None and not asked.holds(audience):
            raise Unfit("not_asked", of=f"{audience.key}.{stage.key}", found=stage.indicator)
