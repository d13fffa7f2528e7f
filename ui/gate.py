"""The gate before the app: who may speak to it at all, which headers are believed, and how long a cookie lives.

With local use it answers this machine alone. Behind a proxy, the account's header is believed only beside the proxy's
secret. A file is taken in only from somebody who may hand one in. Cookies of a public address go over HTTPS alone.
"""

import asyncio
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from actions.arrival import PROXY, Claims, arrive
from actions.users import Role, may
from settings import Settings
from text.lookup import LANGUAGES, say
from ui.cookies import told_by_cookie
from ui.document import ASGIApp, Message, Receive, Scope, Send
from ui.identity import claims_of, limits

SECRET_HEADER = b"x-shintodo-proxy"
COOKIE = b"_streamlit_"
Header = tuple[bytes, bytes]


class Gate:
    """ASGI middleware; `store` opens the store when it is first needed."""

    def __init__(self, app: ASGIApp, settings: Settings, store: Callable[[], Any]) -> None:
        self.app, self.settings, self.store = app, settings, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if self.settings.sign_in.way == "local" and not from_here(scope):
            await refuse(scope, send)
            return
        scope = {**scope, "headers": believed(self.settings, scope["headers"])}
        if scope.get("method") == "PUT" and not await asyncio.to_thread(self._may_hand_in, scope):
            await refuse(scope, send)
            return
        await self.app(scope, receive, self._shorter(send))

    def _may_hand_in(self, scope: Scope) -> bool:
        """Whether a file may come from there: before anybody has signed in, memory could be filled with them."""
        chosen = self.settings.sign_in
        if chosen.way == "local":
            return True
        claims = _claims(self.settings, scope["headers"])
        found = None if claims is None else arrive(self.store(), claims, limits(chosen))
        return found is not None and found.person is not None and may(found.person, Role.HR)

    def _shorter(self, send: Send) -> Send:
        """Streamlit's cookies live for thirty days and would go over plain HTTP; ours end with the sign-in."""
        chosen = self.settings.sign_in
        if chosen.way != "oidc":
            return send

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    _bounded(header, chosen.address, chosen.longest_hours) for header in message["headers"]
                ]
            await send(message)

        return answer


def from_here(scope: Scope) -> bool:
    """Whether it comes from this very machine."""
    host = (scope.get("client") or ("",))[0]
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost", "testclient")


def believed(settings: Settings, headers: Iterable[Header]) -> list[Header]:
    """The headers without an account that no proxy of ours vouches for, and without its secret."""
    chosen, found = settings.sign_in, list(headers)
    secret = chosen.proxy_secret.encode()
    vouched = chosen.way == "proxy" and [value for name, value in found if name == SECRET_HEADER] == [secret]
    dropped = {SECRET_HEADER} if vouched else {SECRET_HEADER, chosen.user_header.lower().encode()}
    return [(name, value) for name, value in found if name not in dropped]


def _claims(settings: Settings, headers: Iterable[Header]) -> Claims | None:
    chosen = settings.sign_in
    if chosen.way == "proxy":
        account = dict(headers).get(chosen.user_header.lower().encode(), b"").decode("latin-1")
        return Claims(PROXY, account) if account else None
    return claims_of(chosen, told_by_cookie(headers, chosen.address))


def _bounded(header: Header, address: str, hours: int) -> Header:
    name, value = header
    if name.lower() != b"set-cookie" or not value.startswith(COOKIE):
        return header
    parts = [part.strip() for part in value.split(b";")]
    kept = [
        b"Max-Age=%d" % (hours * 3600) if p.lower().startswith(b"max-age=") and p != b"Max-Age=0" else p for p in parts
    ]
    secure = [b"Secure"] if address.startswith("https://") and b"Secure" not in kept else []
    return name, b"; ".join([*kept, *secure])


async def refuse(scope: Scope, send: Send) -> None:
    """403 with a sentence in both languages."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    body = "\n".join(say("door.not_from_there", lang) for lang in LANGUAGES).encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": head})
    await send({"type": "http.response.body", "body": body})
