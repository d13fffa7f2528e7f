"""Questions to the actions, each asked once for a version of the data; every cache is bounded.

What comes back is immutable and shared between visitors, so nothing here depends on language or theme.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

import actions.segments
from actions import alike as started
from actions import asked as asked_of
from actions import audiences as reached
from actions import behind as helping
from actions import beside as others
from actions import decompose as moved
from actions import effect as effects
from actions import fair as fairly
from actions import fieldwork as fieldwork_of
from actions import findings as warnings
from actions import funnel as stages
from actions import grid as grids
from actions import initiatives as programme
from actions import kpis as services
from actions import leadlag, planning, questionnaire, review, takeback, undo, view
from actions import norms as norms_of
from actions import pace as paces
from actions import panels as panels_of
from actions import record as records
from actions import reflections as looked_back
from actions import reorganised as anew
from actions import rotation as rotations
from actions import speed as outlooks
from actions import targets as targeted
from actions import voices as voices_of
from actions.asked import Asked
from actions.fieldwork import Fieldwork
from actions.refused import Refused
from actions.undo import UploadRow
from actions.users import Person
from actions.view import ChangeRow, Query, WaveRow
from confidentiality.cube import Comparison, Level, TrendPoint
from kpi.definitions import ServiceKpi
from measure.organisation import OrgTree
from measure.programme import Initiative
from measure.questionnaire import Guideline, Segment
from measure.speed import Aim, Backtest
from ui.kept import Kept
from ui.visit import Site

MANY = 512

P = ParamSpec("P")
T = TypeVar("T")
_ANSWERS = Kept(MANY)


def _kept(site: Site, action: Callable[Concatenate[Person, Any, P], T], *asked: P.args, **named: P.kwargs) -> T:
    """The answer of `action` to what is asked, for this state of the store."""
    question = (site.data, action, asked, tuple(named.items()))
    found: T = _answer(question, lambda: action(site.person, site.store, *asked, **named))
    return found


def _all(
    site: Site, action: Callable[Concatenate[Person, Any, P], Iterable[T]], *asked: P.args, **named: P.kwargs
) -> tuple[T, ...]:
    """The same of an action that answers a list, made immutable."""
    question = (site.data, action, asked, tuple(named.items()))
    found: tuple[T, ...] = _answer(question, lambda: tuple(action(site.person, site.store, *asked, **named)))
    return found


def _answer(question: Hashable, ask: Callable[[], Any]) -> Any:
    """The answer that is kept; what is refused of one state of the store is refused as often as it is asked."""
    found = _ANSWERS.get(question, lambda: _told(ask))
    if isinstance(found, Refused):
        raise Refused(found.kind, **found.blanks)
    return found


def _told(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Refused as refused:
        return Refused(refused.kind, **refused.blanks)


def guidelines(site: Site) -> tuple[Guideline, ...]:
    return _all(site, view.guidelines)


def waves(site: Site, guideline: str) -> tuple[WaveRow, ...]:
    return _all(site, view.waves, guideline)


def tree(site: Site, wave: str) -> OrgTree:
    return _kept(site, view.tree, wave)


def segments(site: Site, wave: str) -> tuple[Segment, ...]:
    return _kept(site, actions.segments.segment_names, wave)


def asked(site: Site, wave: str) -> Asked:
    return _kept(site, asked_of.asked, wave)


def fieldwork(site: Site, wave: str, without: tuple[int, ...] = ()) -> Fieldwork:
    return _kept(site, fieldwork_of.fieldwork, wave, without)


def uploads(site: Site) -> tuple[UploadRow, ...]:
    return _all(site, undo.uploads)


def levels(site: Site, query: Query) -> tuple[Level, ...]:
    return _all(site, view.levels, query)


def trend(site: Site, query: Query) -> tuple[TrendPoint, ...]:
    return _all(site, view.trend, query)


def grid(site: Site, wanted: grids.Wanted, query: Query) -> grids.Grid:
    return _kept(site, grids.grid, wanted, query)


def reorganised(site: Site, query: Query) -> tuple[anew.Reorganised, ...]:
    return _all(site, anew.reorganised, query)


def compare(site: Site, query: Query) -> tuple[Comparison, ...]:
    return _all(site, view.compare, query)


def speed(site: Site, query: Query, target: Aim) -> outlooks.SpeedReport:
    return _kept(site, outlooks.speed, query, target)


def record(site: Site, query: Query) -> Backtest | None:
    return _kept(site, records.record, query)


def funnel(site: Site, query: Query) -> stages.FunnelReport:
    return _kept(site, stages.funnel, query)


def audiences(site: Site, query: Query) -> tuple[reached.AudienceReport, ...]:
    return _all(site, reached.audiences, query)


def panels(site: Site, guideline: str) -> tuple[panels_of.PanelReport, ...]:
    return _all(site, panels_of.panels, guideline)


def change(site: Site, between: tuple[str, str], query: Query) -> tuple[ChangeRow, ...]:
    return _all(site, view.change, between, query)


def decomposition(site: Site, split: moved.Split, query: Query) -> moved.DecomposeReport:
    return _kept(site, moved.decomposition, split, query)


def rotation(site: Site, what: rotations.Asked) -> rotations.RotationReport:
    return _kept(site, rotations.rotation, what)


def initiatives(site: Site) -> tuple[Initiative, ...]:
    return _all(site, programme.initiatives)


def rollout(site: Site, wave: str, plan: programme.Rollout) -> tuple[programme.Turn, ...]:
    return _all(site, programme.rollout_order, wave, plan)


def effect(site: Site, name: str, query: Query) -> effects.EffectReport:
    return _kept(site, effects.effect_of, name, query)


def reviewed(site: Site, guideline: str) -> tuple[review.Reviewed, ...]:
    return _all(site, review.reviewed, guideline)


def norms(site: Site, wave: str, unit: str) -> tuple[norms_of.NormRow, ...]:
    return _all(site, norms_of.norms, wave, unit)


def voices(site: Site, wave: str, unit: str) -> voices_of.Voices:
    return _kept(site, voices_of.voices, wave, unit)


def findings(site: Site, guideline: str) -> tuple[warnings.Finding, ...]:
    return _all(site, warnings.findings, guideline)


def behind(site: Site, guideline: str) -> tuple[helping.Behind, ...]:
    return _all(site, helping.behind, guideline)


def fair(site: Site, query: Query) -> fairly.FairReport:
    return _kept(site, fairly.fair, query)


def planned(site: Site, query: Query) -> planning.PlanReport:
    return _kept(site, planning.planned, query)


def beside(site: Site, query: Query) -> others.BesideReport:
    return _kept(site, others.beside, query)


def kpis(site: Site) -> tuple[ServiceKpi, ...]:
    return _all(site, services.kpis)


def kpi_beside(site: Site, key: str, query: Query) -> leadlag.Beside:
    return _kept(site, leadlag.beside, key, query)


def aim(site: Site, query: Query) -> Aim | None:
    return _kept(site, targeted.aim, query)


def targets(site: Site, guideline: str) -> tuple[targeted.TargetRow, ...]:
    return _all(site, targeted.standing, guideline)


def alike(site: Site, query: Query) -> started.AlikeReport:
    return _kept(site, started.alike, query)


def notes(site: Site, guideline: str, query: Query) -> tuple[looked_back.Since, ...]:
    return _all(site, looked_back.since, guideline, query)


def pace(site: Site, query: Query) -> paces.PaceReport:
    return _kept(site, paces.pace, query)


def revision(site: Site, wanted: questionnaire.Wanted) -> questionnaire.Plan:
    return _kept(site, questionnaire.plan, wanted)


def latest(site: Site, shelf: takeback.Shelf[Any]) -> takeback.Latest | None:
    return _kept(site, takeback.latest, shelf)
