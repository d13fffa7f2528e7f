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


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The charts in their order, as the browser gets them."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def figure(app: AppTest) -> dict[str, Any]:
    """The first chart."""
    return figures(app)[0]


def of_kind(chart: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The traces of a chart that its maker marked so: fan, effect ..."""
    return [trace for trace in chart["data"] if trace.get("meta") == kind]


def lines(app: AppTest) -> dict[str, list[float | None]]:
    """The lines of the first chart by name, in percent."""
    return {trace["name"]: trace["y"] for trace in figure(app)["data"] if trace["mode"] == "lines+markers"}
