"""Whom a guideline addresses apart: audiences with the stages that they are to come to, and panels beside staff."""

from typing import Self

from pydantic import Field, model_validator

from measure.wording import Frozen, Unfit, Wording

UNION = "∪"  # between the values of a segment that an audience is made of; no value has it in its own name


class AimedStage(Frozen):
    """One step that an audience is to come to, and the indicator that tells who has come to it."""

    key: str = Field(min_length=1)
    name: Wording
    indicator: str


class Audience(Frozen):
    """Whom a guideline addresses apart: everybody, or all who have one of `values` of a segment; they may overlap.

    `stages` are what it is to come to, in this order.
    """

    key: str = Field(min_length=1)
    name: Wording
    segment: str | None = None
    values: tuple[str, ...] = ()
    stages: tuple[AimedStage, ...] = ()

    @model_validator(mode="after")
    def _made_of(self) -> Self:
        if bool(self.segment) != bool(self.values) or len(set(self.values)) < len(self.values):
            raise Unfit("audience_of", of=self.key)
        if any(UNION in value for value in self.values):
            raise Unfit("audience_sign", of=self.key, sign=UNION)
        if len({stage.key for stage in self.stages}) < len(self.stages):
            raise Unfit("audience_stages", of=self.key)
        return self

    def holds(self, other: "Audience") -> bool:
        """Whether everybody of another audience is in this one by what they are made of; everybody holds all."""
        same = other.segment is not None and self.segment == other.segment
        return self.segment is None or (same and set(other.values) <= set(self.values))

    @property
    def place(self) -> tuple[str, str]:
        """The segment and value under which its figures stand; ("", "") is everybody."""
        return (self.segment, UNION.join(sorted(self.values))) if self.segment else ("", "")

    @property
    def group(self) -> str | None:
        """The same as "name=value"; None is everybody."""
        return f"{self.segment}={UNION.join(sorted(self.values))}" if self.segment else None


class Panel(Frozen):
    """Who is asked in a survey of others than staff (residents, partner firms), beside the guideline `of` staff."""

    key: str = Field(min_length=1)
    name: Wording
    of: str | None = None
