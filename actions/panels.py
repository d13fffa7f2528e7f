"""Panels: surveys of others than staff (residents, partner firms), each with its own guideline file and waves.

A panel is a guideline of its own, so nothing that is asked of one guideline ever holds figures of another.
"""

from dataclasses import dataclass

from actions import view
from actions.findings import leading
from actions.users import READERS, Person, allow
from confidentiality.cube import TrendPoint
from db.engine import Store
from measure.questionnaire import Guideline, Indicator, Wording
from measure.wave import WaveState

MOST = 4


@dataclass(frozen=True)
class PanelFigure:
    """One indicator of a panel at its newest closed wave, with its change."""

    indicator: str
    name: Wording
    level: TrendPoint


@dataclass(frozen=True)
class PanelReport:
    """One survey of others than staff by itself; without a closed wave it has no figures yet.

    `of` is the guideline of staff that it stands beside, as far as its file says.
    """

    guideline: str
    panel: str
    name: Wording
    of: str | None
    waves: int = 0
    wave: str | None = None
    responses: int = 0
    headcount: int | None = None
    figures: tuple[PanelFigure, ...] = ()


def panels(person: Person, store: Store, of: str | None = None) -> list[PanelReport]:
    """The panels beside one guideline of staff, or all of them, in the order their files came."""
    allow(person, *READERS)
    known = [each for each in view.guidelines(person, store) if each.panel is not None]
    return [_report(person, store, each) for each in known if each.panel and of in (None, each.panel.of)]


def _report(person: Person, store: Store, guideline: Guideline) -> PanelReport:
    closed = [row for row in view.waves(person, store, guideline.key) if row.state is WaveState.CLOSED]
    panel = guideline.panel
    assert panel is not None
    plain = PanelReport(guideline.key, panel.key, panel.name, panel.of)
    if not closed:
        return plain
    newest, names = closed[-1], (guideline.key, panel.key, panel.name, panel.of)
    figures = tuple(_figure(person, store, (guideline.key, each)) for each in leading(guideline, MOST, normed=True))
    return PanelReport(*names, len(closed), newest.wave, newest.responses, newest.headcount, figures)


def _figure(person: Person, store: Store, of: tuple[str, Indicator]) -> PanelFigure:
    guideline, indicator = of
    points = view.trend(person, store, view.Query(indicator=indicator.key, guideline=guideline))
    return PanelFigure(indicator.key, indicator.name, points[-1])
