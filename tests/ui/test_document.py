"""Every page is sent in its language, with a policy that loads nothing from elsewhere and runs only known scripts."""

import asyncio
import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from streamlit import file_util

from ui.document import Document

INDEX = Path(file_util.get_static_dir()) / "index.html"


@dataclass(frozen=True)
class Answer:
    """What the browser gets."""

    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


def index(_request: object) -> HTMLResponse:
    return HTMLResponse(INDEX.read_text(encoding="utf-8"), headers={"etag": "x"})


def get(address: str) -> Answer:
    """Ask for an address as a browser does; Streamlit's own index.html answers behind our middleware."""
    path, _, query = address.partition("?")
    routes = [Route("/plain", lambda _: PlainTextResponse("plain")), Route("/{path:path}", index)]
    app = Document(Starlette(routes=routes), default="ja")
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept", b"text/html")],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # the browser's driver may have a loop of its own in this thread
        apart.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(headers, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.mark.parametrize(
    ("query", "lang", "title"), [("", "ja", "浸透度"), ("?lang=en", "en", "Shintodo"), ("?lang=fr", "ja", "浸透度")]
)
def test_language_and_title_follow_the_address(query: str, lang: str, title: str) -> None:
    got = get(f"/trend{query}")
    assert f'<html lang="{lang}">' in got.text
    assert re.findall(r"<title>(.*?)</title>", got.text) == [title]
    assert got.headers["content-language"] == lang


def test_nothing_of_streamlits_own_words_is_left() -> None:
    page = re.sub(r"<!--.*?-->|<script.*?</script>", "", get("/").text, flags=re.DOTALL)
    assert "Streamlit" not in re.sub(r"<[^>]*>", "", page)
    assert "JavaScript を有効にしてください" in page


def test_our_style_sheet_and_script_are_named_once() -> None:
    body = get("/").text
    assert [body.count(name) for name in ("shintodo.css", "words.js", "favicon.svg", 'id="sd-words"')] == [1, 1, 1, 1]


def test_the_policy_names_every_script_of_the_page() -> None:
    got = get("/")
    inline = re.findall(r"<script>(.*?)</script>", got.text, flags=re.DOTALL)
    assert len(inline) == 1
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    policy = got.headers["content-security-policy"]
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}';" in policy
    for rule in (
        "default-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
    ):
        assert rule in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "http" not in policy


def test_pages_are_not_kept_by_the_browser() -> None:
    got = get("/")
    assert got.headers["cache-control"] == "no-store"
    assert "etag" not in got.headers
    assert int(got.headers["content-length"]) == len(got.content)


def test_every_answer_carries_the_plain_headers() -> None:
    got = get("/plain")
    assert (got.text, got.headers["x-content-type-options"], got.headers["referrer-policy"]) == (
        "plain",
        "nosniff",
        "same-origin",
    )
    assert "content-security-policy" not in got.headers
