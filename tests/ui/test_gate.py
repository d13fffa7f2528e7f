"""The gate: who may speak to the app at all, which headers are believed, whose files are taken, how long a cookie lives."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from settings import Settings
from settings.chosen import SignIn
from ui.gate import Gate, believed, from_here

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
HOURS = 12
NOBODY = {"type": "http", "method": "GET", "path": "/", "headers": []}


def settings(**chosen: object) -> Settings:
    return Settings(sign_in=SignIn.model_validate(chosen))


PROXY = settings(way="proxy", proxy_secret=SECRET)
HTTPS = settings(way="oidc", address="https://example.jp", cookie_secret=SECRET, longest_hours=HOURS)
HTTP = settings(way="oidc", address="http://localhost:1", cookie_secret=SECRET, longest_hours=HOURS)


def through(chosen: Settings, scope: dict[str, Any], answer: list[tuple[bytes, bytes]] | None = None) -> list[Any]:
    """What is sent back for a request; behind the gate stands an app that answers 200 with `answer` as its headers."""
    sent: list[Any] = []

    async def app(seen: Any, _receive: Any, send: Any) -> None:
        sent.append({"reached": dict(seen["headers"])})
        await send({"type": "http.response.start", "status": 200, "headers": answer or []})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    gate = Gate(app, chosen, store=lambda: pytest.fail("nothing here needs the store"))
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(gate(scope, receive, send))).result()
    return sent


@pytest.mark.parametrize(
    ("client", "here"),
    [
        *((host, True) for host in ("127.0.0.1", "127.8.9.1", "::1", "localhost", "")),
        *((host, False) for host in ("10.0.0.1", "192.168.1.5", "2001:db8::1", "example.jp", "127.0.0.1.evil")),
    ],
)
def test_local_use_answers_this_machine_alone(client: str, here: bool) -> None:
    assert from_here({"client": (client, 1)}) is here
    sent = through(settings(), NOBODY | {"client": (client, 1)})
    assert [message.get("status") for message in sent if "status" in message] == [200 if here else 403]
    assert any("reached" in message for message in sent) is here


def test_a_refusal_says_why_in_both_languages_and_closes_a_web_socket() -> None:
    start, body = through(settings(), NOBODY | {"client": ("10.0.0.1", 1)})
    words = body["body"].decode()
    assert dict(start["headers"])[b"content-length"] == str(len(body["body"])).encode()
    assert len(words.splitlines()) == 2
    assert [through(settings(), {"type": "websocket", "headers": [], "client": ("10.0.0.1", 1)})[0]["code"]] == [1008]


def test_a_start_and_an_end_of_the_server_pass_untouched() -> None:
    seen = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    gate = Gate(app, settings(), store=lambda: None)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(gate({"type": "lifespan"}, None, None))).result()  # type: ignore[arg-type]  # unused
    assert seen == ["lifespan"]


ACCOUNT, OTHER = (b"x-forwarded-user", b"tanaka"), (b"accept", b"text/html")


@pytest.mark.parametrize(
    ("chosen", "given", "kept"),
    [
        (PROXY, [(b"x-shintodo-proxy", SECRET.encode()), ACCOUNT, OTHER], [ACCOUNT, OTHER]),
        (PROXY, [(b"x-shintodo-proxy", b"guessed"), ACCOUNT, OTHER], [OTHER]),
        (PROXY, [ACCOUNT, OTHER], [OTHER]),
        # a second one, put in beside the proxy's own
        (PROXY, [(b"x-shintodo-proxy", SECRET.encode()), (b"x-shintodo-proxy", b"x"), ACCOUNT], []),
        (HTTPS, [(b"x-shintodo-proxy", SECRET.encode()), ACCOUNT, OTHER], [OTHER]),
        (settings(), [(b"x-shintodo-proxy", b""), ACCOUNT, OTHER], [OTHER]),
    ],
)
def test_an_account_is_believed_beside_the_proxys_secret_alone(chosen: Settings, given: Any, kept: Any) -> None:
    assert believed(chosen, given) == kept
    scope = NOBODY | {"headers": given, "client": ("127.0.0.1", 1)}
    assert through(chosen, scope)[0] == {"reached": dict(kept)}


@pytest.mark.parametrize("chosen", [PROXY, HTTPS])
def test_a_file_from_nobody_is_refused_before_it_is_read(chosen: Settings) -> None:
    sent = through(chosen, NOBODY | {"method": "PUT", "client": ("10.0.0.1", 1)})
    assert [message["status"] for message in sent if "status" in message] == [403]
    assert not any("reached" in message for message in sent)


def test_a_file_on_this_machine_is_taken() -> None:
    sent = through(settings(), NOBODY | {"method": "PUT", "client": ("127.0.0.1", 1)})
    assert sent[0] == {"reached": {}}


def cookies(chosen: Settings, *values: bytes) -> list[bytes]:
    sent = through(chosen, NOBODY | {"client": ("10.0.0.1", 1)}, [(b"set-cookie", value) for value in values])
    return [value for name, value in sent[-1]["headers"] if name == b"set-cookie"]


def test_a_sign_in_lives_as_long_as_the_settings_say_and_goes_over_https_alone() -> None:
    month, limit = b"_streamlit_user=x; Max-Age=2592000; HttpOnly", b"Max-Age=%d" % (HOURS * 3600)
    assert cookies(HTTPS, month) == [b"_streamlit_user=x; " + limit + b"; HttpOnly; Secure"]
    assert cookies(HTTP, month) == [b"_streamlit_user=x; " + limit + b"; HttpOnly"]


def test_signing_out_and_cookies_of_others_stay_as_they_are() -> None:
    gone, other = b"_streamlit_user=; Max-Age=0", b"route=a; Max-Age=99"
    assert cookies(HTTP, gone, other) == [gone, other]
    assert cookies(HTTPS, b"_streamlit_user=x; Max-Age=9; Secure")[0].count(b"Secure") == 1
    assert cookies(PROXY, other) == [other]
