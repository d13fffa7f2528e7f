"""What Streamlit's signed cookie says of who signed in, read for requests that reach no page."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from streamlit.web.server.starlette import starlette_websocket as signed
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def told_by_cookie(headers: Iterable[tuple[bytes, bytes]], address: str) -> dict[str, Any]:
    """The claims in the cookie, if it is signed by us and for this address; else nothing."""
    jar: SimpleCookie = SimpleCookie()
    try:
        for name, value in headers:
            if name.lower() == b"cookie":
                jar.load(value.decode("latin-1"))
    except CookieError:
        return {}
    cookies = {name: morsel.value for name, morsel in jar.items()}
    held = signed._get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME)
    return signed._parse_decoded_user_cookie(held, address) if held else {}
