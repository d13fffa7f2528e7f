"""The terminal's door: the same actions as the browser's, for scheduled jobs, tests and other programs.

Exit status: 0 done; 1 refused because of what was given; 2 usage; 3 our fault, with a number to look up in the log.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from actions import attack, keep, organise, receipt, serve, undo, upload, view
from actions import close as closing
from actions.users import LOCAL, Role
from settings import read_settings
from terminal import drafting, rounds, structure
from terminal.audiences import show
from terminal.comments import comments
from terminal.door import DONE, REFUSED, Door, day, run_program
from terminal.exporting import export_wave
from terminal.initiatives import initiative
from terminal.kpis import kpi
from terminal.mappings import mapping as remembered
from terminal.notes import note
from terminal.options import (
    Context,
    Day,
    DryRun,
    File,
    GuidelineKey,
    KeepGoodRows,
    LastDay,
    MappingFile,
    NoRun,
    Overlap,
    Wave,
)
from terminal.people import audit, user
from terminal.progress import Told
from terminal.questionnaire import commands as questionnaire
from terminal.targets import target

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
GROUPS = {name: typer.Typer(no_args_is_help=True) for name in ("guideline", "org", "headcount", "wave")}
OURS = {"kpi": kpi, "target": target, "note": note, "initiative": initiative, "mapping": remembered}
OTHERS = OURS | {"questionnaire": questionnaire, "comments": comments, "show": show, "user": user, "audit": audit}
for name, group in (GROUPS | OTHERS).items():
    app.add_typer(group, name=name)
for name, command in rounds.COMMANDS.items():
    GROUPS["wave"].command(name)(command)
for name, command in structure.COMMANDS.items():
    GROUPS["org"].command(name)(command)
for name, command in drafting.COMMANDS.items():
    GROUPS[name].command("draft")(command)
app.command("export")(export_wave)


@app.callback()
def begin(
    ctx: Context,
    database_url: Annotated[str | None, typer.Option(help="sqlite:///FILE or postgresql://...")] = None,
    config: Annotated[Path | None, typer.Option(help="config.toml")] = None,
    lang: Annotated[str | None, typer.Option(help="ja | en")] = None,
) -> None:
    """Measures how far and how fast a guideline has spread. Every command takes --json."""
    file = None if config is None else str(config.absolute())
    told = serve.environment({"SHINTODO_DATABASE_URL": database_url, "SHINTODO_LANG": lang, "SHINTODO_CONFIG": file})
    ctx.obj["door"].append(Door(read_settings(config, told), ctx.obj["as_json"], told))
    ctx.obj = ctx.obj["door"][0]


@app.command()
def run(ctx: Context, host: str | None = None, port: int | None = None) -> None:
    """Start the dashboard on the store of the settings."""
    server = ctx.obj.settings.server
    keep.upgrade_at(LOCAL, ctx.obj.settings.store.database_url)
    _serve(ctx.obj, ctx.obj.settings.store.database_url, serve.Address(host or server.host, port or server.port))


def _serve(door: Door, url: str, address: serve.Address) -> None:
    serve.refuse_taken(address)
    door.tell("cli.serving", host=address.host, port=address.port)
    told = door.told | {"SHINTODO_DATABASE_URL": url, "SHINTODO_LANG": door.lang}
    serve.dashboard(told, address, door.settings.upload.largest_megabytes)


@app.command()
def demo(
    ctx: Context,
    host: str | None = None,
    port: int | None = None,
    store: Path = serve.DEMO_STORE,
    no_run: NoRun = False,
) -> None:
    """Build the sample store, if it is not there, and start the dashboard on it."""
    from sample.build import build  # here, because no other command needs the sample

    server = ctx.obj.settings.server
    address = serve.Address(host or server.host, port or server.port)
    if not no_run:
        serve.refuse_taken(address)
    found = build(store, lambda step: ctx.obj.tell("cli.building", step=step))
    if no_run:
        ctx.obj.answer(found)
    else:
        _serve(ctx.obj, found["url"], address)


@app.command()
def upgrade(ctx: Context) -> None:
    """Bring the store's schema up to date; an embedded store is copied first."""
    done = keep.upgrade_at(LOCAL, ctx.obj.settings.store.database_url)
    ctx.obj.answer({"from": done.before, "to": done.after, "backup": done.backup})


@GROUPS["guideline"].command("import")
def import_guideline(ctx: Context, file: File) -> None:
    """Keep a guideline with its norms, items, options and indicators (TOML)."""
    with ctx.obj.store() as store:
        kept = organise.import_guideline(LOCAL, store, file)
    ctx.obj.answer({"guideline": kept.key, "version": kept.version, "indicators": [i.key for i in kept.indicators]})


@GROUPS["guideline"].command("list")
def list_guidelines(ctx: Context) -> None:
    """The guidelines with their indicators."""
    with ctx.obj.store() as store:
        found = view.guidelines(LOCAL, store)
    rows = [{"guideline": g.key, "version": g.version, "indicators": [i.key for i in g.indicators]} for g in found]
    ctx.obj.answer(rows)


@GROUPS["headcount"].command("import")
def import_headcount(ctx: Context, file: File, wave: Wave) -> None:
    """Keep how many were asked: unit,segment columns...,headcount."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"wave": wave, "headcount": organise.import_headcount(LOCAL, store, file, wave)})


@GROUPS["wave"].command("add")
def add_wave(
    ctx: Context,
    name: str,
    since: Day,
    until: LastDay,
    guideline: GuidelineKey = None,
    minimum_base: Annotated[int | None, typer.Option("--minimum-base")] = None,
) -> None:
    """Open a wave; without a guideline it is for the only one."""
    base = ctx.obj.settings.confidentiality.minimum_base if minimum_base is None else minimum_base
    dates = {"starts_on": day(since), "ends_on": day(until)}
    new = organise.NewWave(name=name, guideline=guideline, minimum_base=base, **dates)
    with ctx.obj.store() as store:
        wave = organise.add_wave(LOCAL, store, new)
    ctx.obj.answer({"wave": wave.name, "guideline": wave.guideline, "minimum_base": wave.minimum_base})


@GROUPS["wave"].command("list")
def list_waves(ctx: Context) -> None:
    """The waves with their state, responses and headcount."""
    with ctx.obj.store() as store:
        rows = [asdict(row) for row in view.waves(LOCAL, store)]
    ctx.obj.answer([{"wave": r["wave"], "from": r.pop("starts_on"), "to": r.pop("ends_on")} | r for r in rows])


@app.command("inspect")
def inspect_file(
    ctx: Context, file: File, wave: Annotated[str | None, typer.Option()] = None, mapping: MappingFile = None
) -> None:
    """What a file holds, and what is wrong with it; nothing is kept."""
    choice = upload.Choice(wave=wave, limits=receipt.limits(ctx.obj.settings))
    with ctx.obj.store() as store:
        asked = (upload.GivenFile.at(file), receipt.mapped(choice, mapping))
        outcome = upload.preview(upload.read_in(LOCAL, store, asked, Told(ctx.obj))).outcome
    shown = {"format", "tool", "encoding", "delimiter", "sheet", "header_rows", "rows", "columns"}
    ctx.obj.answer(
        outcome.model_dump(include=shown, mode="json") | {"problems": receipt.problems(outcome, ctx.obj.lang)}
    )
    raise typer.Exit(REFUSED if receipt.unreadable(outcome) else DONE)


@app.command("import")
def import_file(
    ctx: Context,
    file: File,
    wave: Wave,
    mapping: MappingFile = None,
    kind: Annotated[upload.FileKind | None, typer.Option()] = None,
    dry_run: DryRun = False,
    keep_good_rows: KeepGoodRows = False,
    overlap: Overlap = None,
) -> None:
    """Keep a file of responses or totals for an open wave, all or nothing."""
    limits = receipt.limits(ctx.obj.settings)
    choice = upload.Choice(wave, kind, None, keep_good_rows, limits, dry_run, receipt.way(overlap))
    with ctx.obj.store() as store:
        asked = (upload.GivenFile.at(file), receipt.mapped(choice, mapping))
        found = upload.settle(LOCAL, store, upload.read_in(LOCAL, store, asked, Told(ctx.obj)))
    told = {"upload": found.upload or found.duplicate_of, "rows": found.rows_stored}
    ctx.obj.tell(f"cli.{receipt.word(found)}", **told, replaces=", ".join(map(str, found.replaces)))
    ctx.obj.answer(receipt.answer(found, ctx.obj.lang))
    raise typer.Exit(REFUSED if found.outcome.refused else DONE)


@app.command("uploads")
def list_uploads(ctx: Context, wave: Annotated[str | None, typer.Option()] = None) -> None:
    """The files handed in, kept or undone."""
    with ctx.obj.store() as store:
        ctx.obj.answer(undo.uploads(LOCAL, store, wave))


@app.command("undo")
def undo_upload(ctx: Context, number: Annotated[int, typer.Argument(metavar="UPLOAD")]) -> None:
    """Take a file back while its wave is open."""
    with ctx.obj.store() as store:
        ctx.obj.answer(undo.undo(LOCAL, store, number))


@app.command("close")
def close_wave(ctx: Context, wave: str) -> None:
    """Count a wave, hide what is too small, publish and freeze it."""
    with ctx.obj.store() as store:
        ctx.obj.answer(closing.close(LOCAL, store, wave, closing.choices(ctx.obj.settings)))


@app.command("attack")
def attack_published(
    ctx: Context,
    role: Role = Role.VIEWER,
    unit: Annotated[str, typer.Option(help="U1,U2; the heads of these units join what they see")] = "",
    waves: Annotated[str, typer.Option(help="W1,W2; all closed ones without it")] = "",
) -> None:
    """What somebody could work out of hidden results from all that a role can obtain."""
    units, asked = (tuple(name.strip() for name in told.split(",") if name.strip()) for told in (unit, waves))
    with ctx.obj.store() as store:
        found = attack.attack(LOCAL, store, attack.Reach(role, units, asked))
    ctx.obj.answer(found)
    raise typer.Exit(DONE if not found.pinned + found.below_base else REFUSED)


@app.command()
def backup(ctx: Context, destination: Path) -> None:
    """Copy the store to a new file while it is in use."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"backup": str(keep.back_up(LOCAL, store, destination))})


@app.command()
def restore(ctx: Context, source: Path) -> None:
    """Put a copy in the place of a store that does not exist yet."""
    file, here = keep.restore(LOCAL, ctx.obj.settings.store.database_url, source), Path.cwd()
    ctx.obj.answer({"store": str(file.relative_to(here) if file.is_relative_to(here) else file)})


@app.command()
def verify(ctx: Context) -> None:
    """Check that everything kept is as it was written."""
    with ctx.obj.store() as store:
        found = keep.verify(LOCAL, store)
    ctx.obj.answer(found)
    raise typer.Exit(DONE if found.ok else REFUSED)


def main() -> None:
    """Run one command; `--json` may stand anywhere."""
    sys.exit(run_program(app, sys.argv[1:]))
