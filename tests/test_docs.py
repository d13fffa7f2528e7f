"""Holds every local link of the documents to a file that is there."""

import re
from pathlib import Path

import pytest

from tests.machine import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("sample/**/*.md")])
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


def missing(document: Path) -> list[str]:
    """The links of a document that lead nowhere."""
    links = LINK.findall(document.read_text(encoding="utf-8"))
    return [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert missing(document) == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("[a](a.md) ![b](b.png) [c](mailto:x) [d](#e) [f](g.md#h)")
    assert missing(document) == ["b.png", "g.md"]
    assert len(DOCUMENTS) > 5
