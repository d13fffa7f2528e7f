"""The HTML document around the app: its language, title, icon, our style sheet and script, and what it may load.

Streamlit serves one English index.html for every address. This middleware rewrites it on the way out and puts the
security headers on every answer (RELIABILITY 7). The language is that of `?lang=`, else the organisation's.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from text.lookup import LANGUAGES, say, section
from ui.markup import tag

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
HEAD = """<link rel="icon" href="./assets/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./assets/shintodo.css" />
    <link rel="stylesheet" href="./assets/desk.css" />
    <link rel="stylesheet" href="./assets/map.css" />
    <script type="application/json" id="sd-words">{words}</script>
    <script type="application/json" id="sd-lost">{lost}</script>
    <script src="./assets/door.js"></script>
    <script src="./assets/line.js"></script>
    <script defer src="./assets/words.js"></script>
    <script defer src="./assets/tree.js"></script>
    <script defer src="./assets/hand.js"></script>
    <script defer src="./assets/menu.js"></script>"""
BARS = 3
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    b"cross-origin-opener-policy": b"same-origin",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'"
)


class Document:
    """ASGI middleware; `default` is the language of addresses that name none."""

    def __init__(self, app: ASGIApp, default: str) -> None:
        self.app, self.default = app, default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if wants_page(scope):
            kept = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(send, language(scope, self.default)))


class _Answer:
    """Passes an answer on with our headers; a page is held back until it is whole, then rewritten."""

    def __init__(self, send: Send, lang: str) -> None:
        self.send, self.lang = send, lang
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _with(message.get("headers", []), HEADERS)
            if _is_page(message["headers"]):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()
            return
        await self.send(message)

    async def _finish(self) -> None:
        assert self.start is not None
        page = rewritten(self.body.decode("utf-8"), self.lang)
        body = page.encode("utf-8")
        policy = POLICY.format(hashes=" ".join(script_hashes(page)))
        more = {b"content-length": str(len(body)).encode(), b"content-security-policy": policy.encode()}
        more |= {b"cache-control": b"no-store", b"content-language": self.lang.encode()}
        headers = [(name, value) for name, value in self.start["headers"] if name.lower() != b"etag"]
        await self.send({**self.start, "headers": _with(headers, more)})
        await self.send({"type": "http.response.body", "body": body})


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for a document, not for one of its parts."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def language(scope: Scope, default: str) -> str:
    """The language the address asks for, or the default."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else default


def rewritten(page: str, lang: str) -> str:
    """Streamlit's index.html in our language, with our title, icon, style sheet and script."""
    title, head = html.escape(say("site.name", lang)), HEAD.format(words=_words(), lost=_lost())
    page = re.sub(r'<html lang="[^"]*">', f'<html lang="{lang}">', page, count=1)
    page = re.sub(
        r"<title>.*?</title>", lambda _: f"<title>{title}</title>\n    {head}", page, count=1, flags=re.DOTALL
    )
    page = re.sub(r'<link rel="shortcut icon"[^>]*/>', "", page, count=1)
    page = re.sub(r'<link\s+rel="(preload|service-desc)"[^>]*/>', "", page)
    page = page.replace('<div id="root"></div>', f'<div id="root">{_waiting(lang)}</div>', 1)
    needed = f"<noscript><p>{html.escape(say('site.needs_script', lang))}</p></noscript>"
    return re.sub(r"<noscript>.*?</noscript>", needed, page, count=1, flags=re.DOTALL)


def _waiting(lang: str) -> str:
    """What is seen until the app has come: that it is coming, and bars where the page will stand."""
    words = tag("p", say("site.loading", lang))
    bars = (tag("span", aria_hidden="true") for _ in range(BARS))
    return tag("div", words, *bars, class_="sd-loading", role="status")


def _words() -> str:
    """Streamlit's own words in English and Japanese, and English of ours where there is some, as data for words.js."""
    theirs, japanese, ours = section("streamlit", "en"), section("streamlit", "ja"), section("streamlit_ours", "en")
    return _data([[words, japanese[key], ours.get(key, "")] for key, words in theirs.items()])


def _lost() -> str:
    """What the banner says when the server is gone, in every language: line.js can ask nobody then."""
    return _data({lang: {**section("lost", lang), "theirs": say("streamlit.connection", lang)} for lang in LANGUAGES})


def _data(content: object) -> str:
    """Data in the document; "<" cannot end the element it stands in."""
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")


def script_hashes(page: str) -> Iterable[str]:
    """What the policy must name for the scripts that stand in the page itself."""
    for script in INLINE_SCRIPT.findall(page):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _with(headers: Iterable[tuple[bytes, bytes]], more: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in headers if name.lower() not in more]
    return kept + list(more.items())


def _is_page(headers: Iterable[tuple[bytes, Any]]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
