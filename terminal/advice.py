"""The commands that advise: norms one by one, rotation, and what the next survey can detect."""

from typing import Annotated, Any

import typer

from actions import behind as helping
from actions import findings, norms, planning, said, view, voices
from actions.names import names
from actions.rotation import Asked, rotation
from actions.users import LOCAL
from measure.indicators import Share
from terminal import options
from terminal.door import as_document
from terminal.show import show as show
from text import norm as norm_words
from text import plan as plan_words


@show.command("norms")
def show_norms(ctx: options.Context, wave: options.Wave, unit: options.Unit = None) -> None:
    """The norms one by one: which are practised, and which only liked."""
    with ctx.obj.store() as store:
        rows, heard = norms.norms(LOCAL, store, wave, unit), voices.voices(LOCAL, store, wave, unit).heard
    lang = ctx.obj.lang
    ctx.obj.answer(
        [
            as_document(row)
            | {"name": row.name.text(lang)}
            | {"sentence": norm_words.sentence(row.verdict, (_known(row.importance), _known(row.practice)), lang)}
            | {"advice_sentence": norm_words.advice_words(row.advice, lang)}
            | {"comments": [as_document(each) for own in heard if own.norm == row.number for each in own.said]}
            for row in rows
        ]
    )


def _known(side: norms.Side | None) -> Share | None:
    return None if side is None else side.known


@show.command("rotation")
def show_rotation(
    ctx: options.Context,
    indicator: options.Indicator,
    wave: Annotated[str | None, typer.Option()] = None,
    since: Annotated[str | None, typer.Option(help="an earlier wave, a tenure band's edge before")] = None,
    unit: options.Unit = None,
    level: options.TreeLevel = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """Arrivals beside stayers: what is learning and what turnover, and which units arrivals pull down."""
    with ctx.obj.store() as store:
        query = view.Query(wave, unit, None, indicator, guideline, level)
        found, known = rotation(LOCAL, store, Asked(query, since)), names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(as_document(found) | {"sentence": said.rotated(found, known)})


@show.command("plan")
def show_plan(
    ctx: options.Context,
    indicator: options.Indicator,
    unit: options.Unit = None,
    wave: Annotated[str | None, typer.Option()] = None,
    detect: Annotated[float, typer.Option(help="points that are to be seen")] = planning.WISHED,
    guideline: options.GuidelineKey = None,
) -> None:
    """What change a unit's next survey can detect, and what it takes to detect a smaller one."""
    with ctx.obj.store() as store:
        found = planning.planned(LOCAL, store, view.Query(wave, unit, None, indicator, guideline), detect)
    lang, plan = ctx.obj.lang, found.plan
    larger = found.larger.name.text(lang) if found.larger else None
    sentence = plan_words.sentence(plan_words.Told(found.name.text(lang), plan, found.until, larger), lang)
    rates = {} if plan is None else {"response_rate": plan.response_rate, "needed_rate": plan.needed_rate}
    figures = {} if plan is None else as_document(plan)
    place = {"unit": found.unit, "indicator": found.indicator, "wave": found.wave, "status": found.status}
    rest = {"until": found.until, "larger": found.larger.unit if found.larger else None}
    ctx.obj.answer(place | figures | rates | rest | {"sentence": sentence})


@show.command("findings")
def show_findings(ctx: options.Context, guideline: options.GuidelineKey = None) -> None:
    """What to look at first, at most five things, and which units stand clearly below their like."""
    with ctx.obj.store() as store:
        key = findings.only(LOCAL, store, guideline)
        found, behind = findings.findings(LOCAL, store, key), helping.behind(LOCAL, store, key)
    lang = ctx.obj.lang
    first = [_named(each, lang) | {"sentence": findings.sentence(each, lang)} for each in found]
    rest = [_named(each, lang) | {"sentence": helping.behind_sentence(each, lang)} for each in behind]
    ctx.obj.answer({"findings": first, "behind": rest})


def _named(found: findings.Finding | helping.Behind, lang: str) -> dict[str, Any]:
    """A record with the names of unit and indicator in the language asked for."""
    names = {"unit_name": found.unit_name.text(lang), "indicator_name": found.indicator_name.text(lang)}
    plain: dict[str, Any] = as_document(found)
    return plain | names
