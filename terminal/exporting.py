"""The command that writes a report of a wave into a file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from actions.export import export
from actions.subject import Asked, Site
from actions.users import LOCAL
from terminal import options


def export_wave(
    ctx: options.Context,
    wave: str,
    to: Annotated[Path, typer.Option("--to", help="FILE.csv | .xlsx | .pptx | .html | .pdf")],
    unit: options.Unit = None,
) -> None:
    """Write what is published of a wave, for the whole or one unit, into a file; its ending says of which kind."""
    with ctx.obj.store() as store:
        site = Site(LOCAL, store, ctx.obj.settings)
        found = export(site, Asked(wave, ctx.obj.lang, date.today(), unit), to)
    ctx.obj.answer(found)
