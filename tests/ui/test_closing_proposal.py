"""The closing page says in words what had best be published, what of it would be seen, and what to write."""

import re

import pytest

from confidentiality.proposal import Offer, Proposal
from ui.closing import proposed

NOW = Offer(depth=2, segment_depth=2, units=57, shown_units=29, cells=527, shown_cells=101)
BEST = Offer(without=("grade",), depth=2, segment_depth=1, units=57, shown_units=37, cells=54, shown_cells=50)
PLAIN = Offer(without=("age", "grade"), depth=1, segment_depth=0, units=9, shown_units=9, cells=0, shown_cells=0)
LANGUAGES = pytest.mark.parametrize("lang", ["ja", "en"])


def numbers(found: Proposal, lang: str) -> list[str]:
    return re.findall(r"\d+", re.sub("<[^>]*>", " ", str(proposed(found, lang))))


@LANGUAGES
def test_what_would_be_seen_and_what_is_seen_now(lang: str) -> None:
    said = numbers(Proposal(now=NOW, best=BEST), lang)
    assert set(said) == {"2", "1", "57", "37", "54", "50", "29", "527", "101"}
    assert "grade" in str(proposed(Proposal(now=NOW, best=BEST), lang))
    assert numbers(Proposal(now=NOW, best=PLAIN), lang)[0] == "1"


@LANGUAGES
def test_where_nothing_shows_more_it_says_so(lang: str) -> None:
    said = str(proposed(Proposal(now=BEST, best=BEST), lang))
    assert set(re.findall(r"\d+", said)) == {"57", "37", "54", "50"}
    assert "config.toml" not in said
