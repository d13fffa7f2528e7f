"""Who looks: nobody in particular where the dashboard answers this machine alone, else whom a provider or the proxy names."""

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from actions import arrival
from actions.arrival import Arrival, Claims, Limits, Outcome, leave
from actions.users import LOCAL, Person
from settings import Settings
from settings.chosen import Provider, SignIn


def limits(chosen: SignIn) -> Limits:
    return Limits(timedelta(minutes=chosen.idle_minutes), timedelta(hours=chosen.longest_hours))


def here(settings: Settings, store: Any) -> Arrival | None:
    """Who looks and whether they may come in, asked anew at every rerun; None: nobody has signed in."""
    chosen = settings.sign_in
    if chosen.way == "local":
        return Arrival(Outcome.IN, LOCAL)
    claims = current(chosen)
    return None if claims is None else arrival.arrive(store, claims, limits(chosen))


def current(chosen: SignIn) -> Claims | None:
    """What is vouched for of the one who looks."""
    if chosen.way == "proxy":
        account = st.context.headers.get(chosen.user_header)
        return Claims(arrival.PROXY, account) if account else None
    return claims_of(chosen, st.user.to_dict())


def claims_of(chosen: SignIn, told: dict[str, Any]) -> Claims | None:
    """The claims of a provider's token; None without a sign-in, or where they are not what the settings require."""
    provider = chosen.providers.get(str(told.get("provider")))
    needed = ("iss", "sub", "nonce", "iat")
    if not told.get("is_logged_in") or provider is None or not all(told.get(name) for name in needed):
        return None
    if any(str(told.get(name)) != value for name, value in provider.require.items()):
        return None
    email = told.get("email") if told.get("email_verified") is True else None
    issued = datetime.fromtimestamp(int(told["iat"]), UTC)
    return Claims(str(told["iss"]), str(told["sub"]), email, str(told["nonce"]), issued)


def sign_out(settings: Settings, store: Any, person: Person) -> None:
    """End this sign-in for good, wherever its cookie may have gone."""
    claims = current(settings.sign_in)
    if claims is not None:
        leave(store, claims, person.name)
    st.session_state.clear()
    st.logout()


def secrets(chosen: SignIn) -> dict[str, Any] | None:
    """What Streamlit needs to know of the providers."""
    if chosen.way != "oidc":
        return None
    shared = {"redirect_uri": f"{chosen.address}/oauth2callback", "cookie_secret": chosen.cookie_secret}
    return {"auth": shared | {name: _section(provider) for name, provider in chosen.providers.items()}}


def _section(provider: Provider) -> dict[str, Any]:
    told = {"client_id": provider.client_id, "client_secret": provider.client_secret}
    kind = {"client_kwargs": {"scope": "openid email", "prompt": "select_account"}}
    return told | {"server_metadata_url": provider.metadata_url} | kind
