"""What a person reads on a page, taken from what AppTest was sent."""

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest


def bodies(app: AppTest) -> list[str]:
    """The pieces of HTML on the page."""
    return [element.proto.body for element in app.get("html")]


def words(app: AppTest) -> str:
    """The text of those pieces, tags taken out; a span does not part words."""
    unparted = (re.sub(r"</?span[^>]*>", "", body) for body in bodies(app))
    return "\n".join(unescape(re.sub(r"<[^>]+>", " ", body)) for body in unparted)


def figure(app: AppTest) -> dict[str, Any]:
    """The first chart, as the browser gets it."""
    found: dict[str, Any] = json.loads(app.get("plotly_chart")[0].proto.spec)
    return found


def lines(app: AppTest) -> dict[str, list[float | None]]:
    """The lines of the first chart by name, in percent."""
    return {trace["name"]: trace["y"] for trace in figure(app)["data"] if trace["mode"] == "lines+markers"}
