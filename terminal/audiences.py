"""The commands of audiences and of panels beside staff: one row a stage of an audience, one a figure of a panel."""

from collections.abc import Iterator
from typing import Any

from actions import audiences, panels, view
from actions.audiences import AudienceReport, Standing
from actions.panels import PanelFigure, PanelReport
from actions.said import audience_told
from actions.users import LOCAL
from terminal import options
from terminal.advice import show as show  # cli takes it with the commands of this module
from terminal.door import as_document
from text import audience as words
from text.lookup import say

LEVEL = {"status", "base", "share", "low", "high", "change"}


@show.command("audiences")
def show_audiences(ctx: options.Context, wave: options.Wave, unit: options.Unit = None) -> None:
    """How each audience stands on its own stages, and where it stops."""
    with ctx.obj.store() as store:
        found = audiences.audiences(LOCAL, store, view.Query(wave, unit))
    ctx.obj.answer([row for each in found for row in _rows(each, ctx.obj.lang)])


def _rows(found: AudienceReport, lang: str) -> Iterator[dict[str, Any]]:
    """The stages in their order, then what the audience alone is asked beside them."""
    told: dict[str, Any] = {"audience": found.audience, "name": found.name.text(lang), "segment": found.segment}
    told |= {"wave": found.wave, "unit": found.unit, "headcount": found.headcount, "response_rate": found.response_rate}
    sentence = {"sentence": words.sentence(audience_told(found, lang), lang)}
    for each in found.stages:
        stage: dict[str, Any] = {
            "stage": each.stage,
            "stage_name": each.name.text(lang),
            "stops": each.stage == found.barrier,
        }
        came = {"came": as_document(each.came), "conversion": as_document(each.conversion)}
        yield told | stage | _standing(each.standing, lang) | came | sentence
    for own in found.own:
        blank = {"stage": None, "stage_name": None, "stops": False}
        yield told | blank | _standing(own, lang) | {"came": None, "conversion": None} | sentence


def _standing(found: Standing, lang: str) -> dict[str, Any]:
    named: dict[str, Any] = {"indicator": found.indicator, "indicator_name": found.name.text(lang)}
    aimed = {"target": as_document(found.aim), "outlook": as_document(found.outlook)}
    return named | found.level.model_dump(mode="json", include=LEVEL) | aimed


@show.command("panels")
def show_panels(ctx: options.Context, guideline: options.GuidelineKey = None) -> None:
    """Surveys of others than staff, each by itself."""
    with ctx.obj.store() as store:
        found = panels.panels(LOCAL, store, guideline)
    ctx.obj.answer([row for each in found for row in _figures(each, ctx.obj.lang)])


def _figures(found: PanelReport, lang: str) -> Iterator[dict[str, Any]]:
    told: dict[str, Any] = {
        "panel": found.panel,
        "name": found.name.text(lang),
        "guideline": found.guideline,
        "of": found.of,
    }
    told |= {"waves": found.waves, "wave": found.wave, "responses": found.responses, "headcount": found.headcount}
    if not found.figures:
        yield told | {"sentence": say("panel.waiting", lang)}
    for each in found.figures:
        named = {"indicator": each.indicator, "indicator_name": each.name.text(lang)}
        level = each.level.model_dump(mode="json", include=LEVEL)
        yield told | named | level | {"sentence": _sentence(found, each, lang)}


def _sentence(found: PanelReport, figure: PanelFigure, lang: str) -> str:
    who = found.name.text(lang), found.wave or "", figure.name.text(lang)
    return words.panel_sentence(who, figure.level.share, lang)
