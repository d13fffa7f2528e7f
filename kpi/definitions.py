"""Service KPIs: the effect of the services themselves, defined and valued apart from penetration."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class KpiValue(BaseModel):
    """One value on one day, in the KPI's own unit of measure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    value: float = Field(allow_inf_nan=False)


class ServiceKpi(BaseModel):
    """A KPI with what it is measured in (件, 日, %), who answers for it, and its values in order of time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(min_length=1)
    name_ja: str
    name_en: str
    measured_in: str
    owner: str
    definition_ja: str | None = None
    definition_en: str | None = None
    measured_in_en: str | None = None
    owner_en: str | None = None
    values: tuple[KpiValue, ...] = ()

    def name(self, lang: str) -> str:
        return self.name_ja if lang == "ja" else self.name_en

    def unit(self, lang: str) -> str:
        """What it is measured in."""
        return self.measured_in_en if lang == "en" and self.measured_in_en else self.measured_in

    def answers(self, lang: str) -> str:
        """Who answers for it."""
        return self.owner_en if lang == "en" and self.owner_en else self.owner

    def definition(self, lang: str) -> str | None:
        """What is counted and how, where it was told."""
        return self.definition_ja if lang == "ja" else self.definition_en or self.definition_ja
