"""Questions to the actions, each asked once for a version of the data; every cache is bounded.

What comes back is immutable and shared between visitors, so nothing here depends on language or theme.
"""

from collections.abc import Callable
from typing import Any

import actions.segments
from actions import asked as asked_of
from actions import behind as helping
from actions import beside as others
from actions import decompose as moved
from actions import effect as effects
from actions import fair as fairly
from actions import fieldwork as fieldwork_of
from actions import findings as warnings
from actions import funnel as stages
from actions import initiatives as programme
from actions import norms as norms_of
from actions import planning, undo, view
from actions import record as records
from actions import speed as outlooks
from actions.asked import Asked
from actions.fieldwork import Fieldwork
from actions.undo import UploadRow
from actions.view import ChangeRow, Query, WaveRow
from confidentiality.cube import Comparison, Level, TrendPoint
from measure.organisation import OrgTree
from measure.programme import Initiative
from measure.questionnaire import Guideline, Segment
from measure.speed import Backtest
from ui.kept import Kept
from ui.visit import Site

MANY = 512


_ANSWERS = Kept(MANY)


def _kept(data: tuple[str, int, str], question: tuple[Any, ...], answer: Callable[[], Any]) -> Any:
    """The answer to `question` for this state of the store."""
    return _ANSWERS.get((data, question), answer)


def guidelines(site: Site) -> list[Guideline]:
    found: list[Guideline] = _kept(site.data, ("guidelines",), lambda: view.guidelines(site.person, site.store))
    return found


def waves(site: Site, guideline: str) -> tuple[WaveRow, ...]:
    question = ("waves", guideline)
    found: tuple[WaveRow, ...] = _kept(
        site.data, question, lambda: tuple(view.waves(site.person, site.store, guideline))
    )
    return found


def tree(site: Site, wave: str) -> OrgTree:
    found: OrgTree = _kept(site.data, ("tree", wave), lambda: view.tree(site.person, site.store, wave))
    return found


def segments(site: Site, wave: str) -> tuple[Segment, ...]:
    found: tuple[Segment, ...] = _kept(
        site.data, ("segments", wave), lambda: actions.segments.segment_names(site.person, site.store, wave)
    )
    return found


def asked(site: Site, wave: str) -> Asked:
    found: Asked = _kept(site.data, ("asked", wave), lambda: asked_of.asked(site.person, site.store, wave))
    return found


def fieldwork(site: Site, wave: str, without: tuple[int, ...] = ()) -> Fieldwork:
    found: Fieldwork = _kept(
        site.data,
        ("fieldwork", wave, without),
        lambda: fieldwork_of.fieldwork(site.person, site.store, wave, without),
    )
    return found


def uploads(site: Site) -> tuple[UploadRow, ...]:
    found: tuple[UploadRow, ...] = _kept(site.data, ("uploads",), lambda: tuple(undo.uploads(site.person, site.store)))
    return found


def levels(site: Site, query: Query) -> tuple[Level, ...]:
    found: tuple[Level, ...] = _kept(
        site.data, ("levels", *_key(query)), lambda: tuple(view.levels(site.person, site.store, query))
    )
    return found


def trend(site: Site, query: Query) -> tuple[TrendPoint, ...]:
    found: tuple[TrendPoint, ...] = _kept(
        site.data, ("trend", *_key(query)), lambda: tuple(view.trend(site.person, site.store, query))
    )
    return found


def compare(site: Site, query: Query) -> tuple[Comparison, ...]:
    found: tuple[Comparison, ...] = _kept(
        site.data, ("compare", *_key(query)), lambda: tuple(view.compare(site.person, site.store, query))
    )
    return found


def speed(site: Site, query: Query, target: float) -> outlooks.SpeedReport:
    found: outlooks.SpeedReport = _kept(
        site.data, ("speed", target, *_key(query)), lambda: outlooks.speed(site.person, site.store, query, target)
    )
    return found


def record(site: Site, query: Query) -> Backtest | None:
    found: Backtest | None = _kept(
        site.data, ("record", *_key(query)), lambda: records.record(site.person, site.store, query)
    )
    return found


def funnel(site: Site, query: Query) -> stages.FunnelReport:
    found: stages.FunnelReport = _kept(
        site.data, ("funnel", *_key(query)), lambda: stages.funnel(site.person, site.store, query)
    )
    return found


def change(site: Site, between: tuple[str, str], query: Query) -> tuple[ChangeRow, ...]:
    found: tuple[ChangeRow, ...] = _kept(
        site.data,
        ("change", *between, *_key(query)),
        lambda: tuple(view.change(site.person, site.store, between, query)),
    )
    return found


def decomposition(site: Site, split: moved.Split, query: Query) -> moved.DecomposeReport:
    found: moved.DecomposeReport = _kept(
        site.data,
        ("decompose", split.since, split.until, split.by, *_key(query)),
        lambda: moved.decomposition(site.person, site.store, split, query),
    )
    return found


def initiatives(site: Site) -> tuple[Initiative, ...]:
    found: tuple[Initiative, ...] = _kept(
        site.data, ("initiatives",), lambda: tuple(programme.initiatives(site.person, site.store))
    )
    return found


def rollout(site: Site, wave: str, plan: programme.Rollout) -> tuple[programme.Turn, ...]:
    found: tuple[programme.Turn, ...] = _kept(
        site.data,
        ("rollout", wave, plan.seed, plan.under, plan.level, plan.rounds),
        lambda: tuple(programme.rollout_order(site.person, site.store, wave, plan)),
    )
    return found


def effect(site: Site, name: str, query: Query) -> effects.EffectReport:
    found: effects.EffectReport = _kept(
        site.data, ("effect", name, *_key(query)), lambda: effects.effect_of(site.person, site.store, name, query)
    )
    return found


def norms(site: Site, wave: str, unit: str) -> tuple[norms_of.NormRow, ...]:
    found: tuple[norms_of.NormRow, ...] = _kept(
        site.data, ("norms", wave, unit), lambda: tuple(norms_of.norms(site.person, site.store, wave, unit))
    )
    return found


def findings(site: Site, guideline: str) -> tuple[warnings.Finding, ...]:
    found: tuple[warnings.Finding, ...] = _kept(
        site.data, ("findings", guideline), lambda: tuple(warnings.findings(site.person, site.store, guideline))
    )
    return found


def behind(site: Site, guideline: str) -> tuple[helping.Behind, ...]:
    found: tuple[helping.Behind, ...] = _kept(
        site.data, ("behind", guideline), lambda: tuple(helping.behind(site.person, site.store, guideline))
    )
    return found


def fair(site: Site, query: Query) -> fairly.FairReport:
    found: fairly.FairReport = _kept(
        site.data, ("fair", *_key(query)), lambda: fairly.fair(site.person, site.store, query)
    )
    return found


def planned(site: Site, query: Query) -> planning.PlanReport:
    found: planning.PlanReport = _kept(
        site.data, ("planned", *_key(query)), lambda: planning.planned(site.person, site.store, query)
    )
    return found


def beside(site: Site, query: Query) -> others.BesideReport:
    found: others.BesideReport = _kept(
        site.data, ("beside", *_key(query)), lambda: others.beside(site.person, site.store, query)
    )
    return found


def _key(query: Query) -> tuple[Any, ...]:
    return query.wave, query.unit, query.segment, query.indicator, query.guideline, query.level
