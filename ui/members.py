"""Users on the administrator's page: the list, a change of one of them, a new one."""

from collections.abc import Callable, Sequence

import streamlit as st

from actions import accounts
from actions.accounts import AccountRow, Known
from actions.users import Role
from charts.table import Table
from measure.organisation import Unit
from text import formats
from text.lookup import say
from ui.pieces import draw, note, table
from ui.shared import attempt
from ui.visit import Site

WAYS = {"oidc": ("email", "code"), "proxy": ("account",), "local": ("email", "code", "account")}
DEEDS = ("grant", "revoke", "sign_out", "block", "let_in")


def known(site: Site) -> list[AccountRow]:
    return accounts.accounts(site.person, site.store)


def listed(site: Site, rows: Sequence[AccountRow]) -> None:
    """One row a user."""
    lang = site.lang
    if not rows:
        draw(note(say("users.none", lang)))
        return
    heads = tuple(say(f"users.column.{name}", lang) for name in ("name", "roles", "units", "state"))
    body = tuple(
        (row.name, _roles(row, lang), ", ".join(row.units) or formats.NOTHING, _state(row, lang)) for row in rows
    )
    draw(table(Table(say("users.caption", lang), heads, body, frozenset()), titled=False))


def _roles(row: AccountRow, lang: str) -> str:
    return say("finding.comma", lang).join(say(f"role.{role}", lang) for role in row.roles) or say(
        "users.no_role", lang
    )


def _state(row: AccountRow, lang: str) -> str:
    return say(f"users.state.{'blocked' if row.blocked else 'known' if row.known else 'invited'}", lang)


def change(site: Site, rows: Sequence[AccountRow]) -> None:
    """Choose a user and what to do; a role takes a department's units where it needs them."""
    lang, box = site.lang, st.container(border=True, key="change-user")
    first = box.container(horizontal=True, vertical_alignment="bottom")
    name = first.selectbox(say("users.who", lang), [row.name for row in rows], key="user-name")
    deed = first.selectbox(
        say("users.deed_label", lang), DEEDS, format_func=lambda key: say(f"users.deed.{key}", lang), key="user-deed"
    )
    role = Role.VIEWER
    if deed in ("grant", "revoke"):
        named = {role: say(f"role.{role}", lang) for role in Role}
        role = (
            first.selectbox(say("users.role", lang), list(named), format_func=named.__getitem__, key="user-role")
            or role
        )
    units: list[str] = []
    if deed in ("grant", "revoke") and role is Role.DEPARTMENT:
        names = {unit.code: f"{unit.name.text(lang)} ({unit.code})" for unit in _units(site)}
        units = box.multiselect(say("users.units", lang), list(names), format_func=names.__getitem__, key="user-units")
    if box.button(say("users.do", lang), type="primary", key="user-do"):
        attempt(site, lambda: _done(site, str(name), str(deed), (Role(role), tuple(units))))


def _units(site: Site) -> list[Unit]:
    """Every unit once, by its newest period; an administrator alone sees codes as they are typed."""
    return list({unit.code: unit for unit in accounts.units_known(site.person, site.store)}.values())


def _done(site: Site, name: str, deed: str, told: tuple[Role, tuple[str, ...]]) -> str:
    ways: dict[str, Callable[[], AccountRow]] = {
        "grant": lambda: accounts.grant(site.person, site.store, name, told),
        "revoke": lambda: accounts.revoke(site.person, site.store, name, told),
        "sign_out": lambda: accounts.end_sign_ins(site.person, site.store, name),
        "block": lambda: accounts.block(site.person, site.store, name),
        "let_in": lambda: accounts.block(site.person, site.store, name, blocked=False),
    }
    row = ways[deed]()
    return say("users.done", site.lang, name=name, roles=_roles(row, site.lang), state=_state(row, site.lang))


def add(site: Site) -> None:
    """The fields of a new user, inside a form."""
    lang = site.lang
    name = st.text_input(say("users.name", lang), key="new-name", help=say("users.name_help", lang), max_chars=100)
    ways = WAYS[site.settings.sign_in.way]
    way = st.selectbox(
        say("users.way_label", lang), ways, format_func=lambda key: say(f"users.way.{key}", lang), key="new-way"
    )
    value = st.text_input(say("users.value", lang), key="new-value")
    if st.form_submit_button(say("users.add_do", lang)):
        attempt(site, lambda: _added(site, name, Known(**{str(way): value})))


def _added(site: Site, name: str, by: Known) -> str:
    row = accounts.add(site.person, site.store, name, by)
    return say("users.added", site.lang, name=row.name)
