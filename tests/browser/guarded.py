"""A dashboard that asks people to sign in, with a provider of its own, whole and offline; and signing in to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page

from actions import accounts
from actions.accounts import Known
from actions.keep import open_store
from actions.users import LOCAL, Role
from tests.browser.conftest import dashboard, drawn, free_port, served
from tests.machine import ROOT
from tests.ui import town

SECRETS = {
    "SHINTODO_COOKIE_SECRET": "0123456789abcdefghijklmnopqrstuvwxyz",
    "SHINTODO_CLIENT_SECRET_MOCK": "anything",
}
HEAD, STRANGER, UNIT = "head@example.jp", "stranger@example.jp", "B1"


@dataclass(frozen=True)
class Guarded:
    """A dashboard that asks people to sign in, and its store."""

    address: str
    store: str


@contextmanager
def guarded(folder: Path) -> Iterator[Guarded]:
    """One on the town's store in `folder`, with the head of a department as its user."""
    town.found(folder)
    url = f"sqlite:///{folder / 'town.sqlite3'}"
    users = [User(sub=mail.split("@")[0], claims={"email": mail, "email_verified": True}) for mail in (HEAD, STRANGER)]
    with run_server_in_thread(user_claims=users) as provider, pytest.MonkeyPatch.context() as environ:
        port = free_port()
        config = folder / "config.toml"
        config.write_text(settings(port, provider.server_port), encoding="utf-8")
        for name, value in (SECRETS | {"SHINTODO_CONFIG": str(config)}).items():
            environ.setenv(name, value)
        store = open_store(url)
        accounts.add(LOCAL, store, "head of B1", Known(email=HEAD))
        accounts.grant(LOCAL, store, "head of B1", (Role.DEPARTMENT, (UNIT,)))
        with served(dashboard(port), port, url) as _:
            yield Guarded(f"http://localhost:{port}", url)


def settings(port: int, provider: int) -> str:
    shipped = (ROOT / "config.toml").read_text(encoding="utf-8")
    mine = {
        'way = "local"': 'way = "oidc"',
        'address = ""\n': f'address = "http://localhost:{port}"\n',
        "providers = {}\n": f"""
[sign_in.providers.mock]
label = "Mock"
metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
client_id = "shintodo"
""",
    }
    for old, new in mine.items():
        assert old in shipped
        shipped = shipped.replace(old, new)
    return shipped


def sign_in(page: Page, address: str, who: str) -> Page:
    page.goto(f"{address}/?lang=en")
    drawn(page)
    page.get_by_role("button", name="Sign in with Mock").click()
    page.get_by_label("sub").or_(page.locator("input[name=sub]")).first.fill(who)
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{address}/**")
    drawn(page)
    page.goto(f"{address}/?lang=en")
    return drawn(page)
