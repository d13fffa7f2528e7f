"""The commands for users and their roles, and for the log of what was done."""

from typing import Annotated, Any

import typer

from actions import accounts, log
from actions.accounts import AccountRow, Known
from actions.users import LOCAL, Role
from terminal import options
from terminal.door import DONE, REFUSED, as_document

user = typer.Typer(no_args_is_help=True)
audit = typer.Typer(no_args_is_help=True)
Units = Annotated[str, typer.Option("--unit", help="U1,U2; whose department's head it is")]
Name = Annotated[str, typer.Argument(metavar="NAME")]


def _units(told: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in told.split(",") if code.strip())


def _told(row: AccountRow) -> dict[str, Any]:
    """A user as it is answered: a state in place of two flags."""
    state = "blocked" if row.blocked else "known" if row.known else "invited"
    return {"user": row.name, "roles": row.roles, "units": row.units, "state": state}


@user.command("add")
def add_user(
    ctx: options.Context,
    name: Name,
    email: Annotated[str | None, typer.Option(help="that the provider has verified; only its hash is kept")] = None,
    code: Annotated[str | None, typer.Option(help="that the page showed when they came")] = None,
    account: Annotated[str | None, typer.Option(help="the name that the proxy hands over")] = None,
) -> None:
    """Add a user without a role, recognised by e-mail, code or account."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_told(accounts.add(LOCAL, store, name, Known(email, code, account))))


@user.command("grant")
def grant_role(ctx: options.Context, name: Name, role: Role, unit: Units = "") -> None:
    """Give a user a role; a department's head is told of which units."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_told(accounts.grant(LOCAL, store, name, (role, _units(unit)))))


@user.command("revoke")
def revoke_role(
    ctx: options.Context, name: Name, role: Annotated[Role | None, typer.Argument()] = None, unit: Units = ""
) -> None:
    """Take a role back from a user; without one, all of them."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_told(accounts.revoke(LOCAL, store, name, (role, _units(unit)))))


@user.command("block")
def block_user(
    ctx: options.Context,
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="let them in again")] = False,
) -> None:
    """Shut a user out, at once and in every browser."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_told(accounts.block(LOCAL, store, name, blocked=not undo)))


@user.command("signout")
def sign_user_out(ctx: options.Context, name: Name) -> None:
    """End a user's sign-ins in every browser."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_told(accounts.end_sign_ins(LOCAL, store, name)))


@user.command("list")
def list_users(ctx: options.Context) -> None:
    """The users with their roles."""
    with ctx.obj.store() as store:
        ctx.obj.answer([_told(row) for row in accounts.accounts(LOCAL, store)])


@audit.command("log")
def show_log(
    ctx: options.Context,
    newest: Annotated[int | None, typer.Option(help="only so many entries", min=1)] = None,
    verify: Annotated[bool, typer.Option("--verify", help="check that no entry was changed or taken out")] = False,
) -> None:
    """Who did what and when, the newest first."""
    with ctx.obj.store() as store:
        if verify:
            found = log.verified(LOCAL, store)
            ctx.obj.answer(found)
            raise typer.Exit(DONE if found.ok else REFUSED)
        rows = log.log(LOCAL, store, newest)
    ctx.obj.answer([as_document(row) | {"at": row.at.isoformat(timespec="seconds")} for row in rows])
