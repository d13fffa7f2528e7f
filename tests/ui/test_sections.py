"""The links above a long page: one for each section, in order, to a place that is there."""

import re

from tests.ui.conftest import Open
from tests.ui.reading import bodies


def test_every_section_of_a_long_page_is_linked_in_its_order(visit: Open) -> None:
    for page in ("overview", "unit", "method"):
        found = "".join(bodies(visit(page)))
        [listed] = re.findall(r'<nav class="sd sd-sections".*?</nav>', found, re.DOTALL)
        anchors = re.findall(r'<h2 id="([^"]+)">', found)
        assert re.findall(r'href="#([^"]+)"', listed) == anchors
        assert len(anchors) == len(set(anchors)) > 3


def test_the_unit_a_page_is_about_is_not_named_in_each_link(visit: Open) -> None:
    found = "".join(bodies(visit("unit", unit="B1")))
    [listed] = re.findall(r'<nav class="sd sd-sections".*?</nav>', found, re.DOTALL)
    assert '<h1 class="sd-title">高齢福祉課</h1>' in found
    assert "高齢福祉課" not in listed


def test_a_short_page_has_no_links(visit: Open) -> None:
    assert "sd-sections" not in "".join(bodies(visit("log")))
