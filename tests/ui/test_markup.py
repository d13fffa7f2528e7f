"""Data never become markup: not in our HTML, not in Markdown labels."""

from charts.table import Table
from ui.markup import Markup, join, literal, tag
from ui.pieces import table

EVIL = "<img src=x onerror=alert(1)>![](http://evil.example/x)"
SHOWN = "&lt;img src=x onerror=alert(1)&gt;![](http://evil.example/x)"


def test_text_and_attributes_are_escaped() -> None:
    assert tag("p", EVIL) == f"<p>{SHOWN}</p>"
    assert tag("p", title=EVIL) == f'<p title="{SHOWN}"></p>'
    assert tag("p", title='" onclick="x') == '<p title="&quot; onclick=&quot;x"></p>'
    assert join(EVIL, Markup("<br>")) == f"{SHOWN}<br>"


def test_our_own_elements_are_kept() -> None:
    assert tag("p", tag("b", "ours"), class_="sd", aria_label="") == '<p class="sd"><b>ours</b></p>'


def test_a_name_in_a_label_is_shown_as_it_is_written() -> None:
    assert literal("![a](b) :smile: $x$ <b>\n*y*") == r"\!\[a\]\(b\) \:smile\: \$x\$ \<b\> \*y\*"
    assert literal("総務部 A1") == "総務部 A1"


def test_tables_escape_every_cell() -> None:
    made = table(Table(EVIL, (EVIL, "n"), ((EVIL, "1"),), frozenset({1})))
    assert "<img" not in made
    assert made.count(SHOWN) == 4  # caption, label of the region, heading, cell
    assert '<td class="sd-number">1</td>' in made
