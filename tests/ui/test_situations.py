"""The reading test: in each recorded situation the overview says what was approved for it, in Japanese and in English.

tests/ui/approved.toml has the sentences in the order they are read: the first sentence, the line under it, further lines,
then the findings. They were written from what a reader should take away, so a change here is a change of what is said.
"""

import tomllib
from datetime import date

import pytest

from actions import findings as warnings
from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from charts.look import Look
from confidentiality.cube import Origin
from settings import Settings
from tests.machine import ROOT
from tests.ui.situations import Situation, percent, record
from text import funnel
from ui import ask, funnels, gather, outlooks, told
from ui.visit import Site, Visit

APPROVED = (
    tomllib.loads((ROOT / "tests" / "ui" / "approved.toml").read_text("utf-8"))
    if (ROOT / "tests" / "ui" / "approved.toml").exists()
    else {}
)

ALIKE = {"readership": "40 40 40", "behaviour_change": "20 20 20"}
SITUATIONS = {
    "rising": Situation(percent(awareness="50 51 60", **ALIKE)),
    "falling": Situation(percent(awareness="60 60 50", **ALIKE)),
    "noise": Situation(percent(awareness="50 50 51", **ALIKE), answers=(600,)),
    "perhaps-rising": Situation(percent(awareness="50 50 52", **ALIKE), answers=(6000,), people=12000),
    "perhaps-falling": Situation(percent(awareness="50 50 48", **ALIKE), answers=(6000,), people=12000),
    "too-small": Situation(percent(awareness="50 50 60", **ALIKE), answers=(40,), people=60),
    "hidden": Situation(percent(awareness="50 50 -", readership="40 40 -", behaviour_change="20 20 -"), answers=(12,), people=15),
    "no-data": Situation(percent(awareness="50 60 ?", readership="40 40 42", behaviour_change="20 20 20")),
    "first-wave": Situation(percent(awareness="50", readership="40", behaviour_change="20")),
    "two-waves": Situation(percent(awareness="50 58", readership="40 41", behaviour_change="20 20")),
    "stalled": Situation(percent(awareness="70 70 71 70 71", readership="40 40 40 40 40", behaviour_change="20 20 21 20 20"), answers=(3000,)),
    "too-early": Situation(percent(awareness="40 46 52", **ALIKE)),
    "expected": Situation(percent(awareness="40 44 48 52 56 60 64 68", readership="30 31 32 33 34 35 36 37", behaviour_change="10 10 11 11 12 12 13 13")),
    "not-at-this-pace": Situation(percent(awareness="40 41 40 41 40 41 40 41", readership="30 30 30 30 30 30 30 30", behaviour_change="10 10 10 10 10 10 10 10")),
    "reached": Situation(percent(awareness="76 78 79 81 82 84", readership="60 60 61 61 62 62", behaviour_change="40 40 40 41 41 41")),
    "reached-then-falling": Situation(percent(awareness="86 85 84 84 83 77", readership="60 60 60 60 60 60", behaviour_change="40 40 40 40 40 40")),
    "reworded": Situation(percent(awareness="50 52 70", **ALIKE), reworded=2),
    "reworded-before": Situation(percent(awareness="50 52 70 71", readership="40 40 40 40", behaviour_change="20 20 20 20"), reworded=2),
    "unit-hidden": Situation(percent(awareness="50 51 60", **ALIKE), units={"A": percent(awareness="50 51 62"), "B": percent(awareness="40 42 -")}),
    "unit-answers-less": Situation(percent(awareness="50 50 50", **ALIKE), units={"A": percent(awareness="50 50 50")}, unit_answers=(300, 300, 30)),
    "unit-falls": Situation(percent(awareness="60 60 60", **ALIKE), units={"A": percent(awareness="60 60 60"), "B": percent(awareness="60 60 40")}),
    "unit-rises": Situation(percent(awareness="50 50 50", **ALIKE), units={"A": percent(awareness="50 50 50"), "B": percent(awareness="40 40 60")}),
    "low-response": Situation(percent(awareness="50 50 60", **ALIKE), answers=(2000, 2000, 900)),
    "nearly-all": Situation(percent(awareness="97 98", readership="97 98", behaviour_change="97 98"), answers=(40,), people=60, coded=(0.95, 1.0)),
    "published-totals": Situation(percent(awareness="50 52 55"), origin=Origin.GIVEN, people=None),
    "medians": Situation(percent(awareness="50 52 52"), origin=Origin.MEDIAN, people=None),
    "barrier-first": Situation(percent(awareness="20 20 20", readership="18 18 18", behaviour_change="16 16 16")),
    "barrier-last": Situation(percent(awareness="80 80 80", readership="75 75 75", behaviour_change="15 15 15")),
    "no-barrier": Situation(percent(awareness="50 50 50", readership="25 25 25", behaviour_change="12.5 12.5 12.5"), answers=(200,)),
    "contradictions": Situation(percent(awareness="50 50 50", **ALIKE), contradictions=0.12),
    "census": Situation(percent(awareness="50 50 54", **ALIKE), answers=(300,), people=300),
    "apart": Situation(percent(awareness="50 50 60", readership="50 50 40", behaviour_change="20 20 22")),
    "one-question": Situation(percent(awareness="50 50 60")),
    "corrected": Situation(percent(awareness="50 51 60", **ALIKE), corrected=True),
    "target-missed": Situation(percent(awareness="40 41 40 41 40 41 40 41", readership="30 30 30 30 30 30 30 30", behaviour_change="10 10 10 10 10 10 10 10"), due=date(2024, 12, 31)),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record(tmp_path_factory.mktemp("situations"), SITUATIONS)


def said(url: str, key: str, lang: str) -> list[str]:
    """What is read from the top: the opening, then the findings."""
    kept = open_store(url)
    site = Site(LOCAL, kept, Settings(), view.version(kept), Look(lang))
    guideline = next(each for each in ask.guidelines(site) if each.key == key)
    visit = Visit(site, guideline, ask.waves(site, key))
    lines = gather.lines(visit, gather.leading(visit), key)
    report = outlooks.report(visit, gather.leading(visit)[0], key)
    stages = funnels.report(visit, visit.closed[-1].wave, key)
    opening = told.opening(visit, lines, report, stages)
    labels = {name: label.long for name, label in visit.labels.items()}
    found = [warnings.sentence(each, lang, labels) for each in ask.findings(site, key)]
    assert opening is not None
    doubts = funnel.quality_sentences(funnels.told(visit, stages), lang)
    read = [opening.lead, opening.then, *opening.rest, *found, *(doubts if stages.contradictions else [])]
    kept.close()
    return [line.replace("\u00a0", " ") for line in read if line]


@pytest.mark.parametrize("key", SITUATIONS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_overview_says_what_was_approved(store: str, key: str, lang: str) -> None:
    assert said(store, key, lang) == APPROVED[key][lang]


def test_every_approved_situation_is_recorded() -> None:
    assert list(APPROVED) == list(SITUATIONS)
