"""The commands for service KPIs, apart from surveys: keep, list, hand out, remove, take back; and the lead-lag view."""

from pathlib import Path
from typing import Annotated

import typer

from actions import kpis, leadlag, takeback, view
from actions.names import names
from actions.users import LOCAL
from terminal import options
from terminal.door import as_document
from text import beside as told

kpi = typer.Typer(no_args_is_help=True)


@kpi.command("import")
def import_kpis(ctx: options.Context, file: options.File) -> None:
    """Keep service KPIs: kpi,name_ja,name_en,measured_in,owner,date,value[,definition_ja,definition_en]."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"kpis": [each.key for each in kpis.import_kpis(LOCAL, store, file)]})


@kpi.command("list")
def list_kpis(ctx: options.Context) -> None:
    """The service KPIs with their values."""
    with ctx.obj.store() as store:
        ctx.obj.answer(kpis.kpis(LOCAL, store))


@kpi.command("export")
def export_kpis(ctx: options.Context, to: Annotated[Path, typer.Option("--to", help="FILE.csv")]) -> None:
    """Write all service KPIs into a CSV that can be taken in again."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"file": str(to), "values": kpis.export(LOCAL, store, to)})


@kpi.command("remove")
def remove_kpi(ctx: options.Context, key: str) -> None:
    """Forget a service KPI and its values."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"removed": kpis.remove_kpi(LOCAL, store, key)})


@kpi.command("undo")
def undo_kpi(ctx: options.Context) -> None:
    """Take the newest change of service KPIs back; again for the one before."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"taken_back": takeback.take_back(LOCAL, store, kpis.SHELF)})


@kpi.command("beside")
def beside_indicator(
    ctx: options.Context,
    key: str,
    indicator: options.Indicator,
    unit: options.Unit = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """Whether a service KPI and an indicator move together, and which first; never one figure of both."""
    with ctx.obj.store() as store:
        query = view.Query(unit=unit, indicator=indicator, guideline=guideline)
        found, known = leadlag.beside(LOCAL, store, key, query), names(LOCAL, store, ctx.obj.lang)
        service = kpis.kpi(LOCAL, store, key).name(ctx.obj.lang)
    wave = found.waves[-1] if found.waves else ""
    sentence = told.sentence(found.found, (service, known.indicator(wave, indicator)), ctx.obj.lang)
    plain = as_document(found)
    ctx.obj.answer(plain | plain.pop("found") | {"sentence": sentence, "warning": told.warning(ctx.obj.lang)})
