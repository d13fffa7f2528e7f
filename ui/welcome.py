"""The first run: what a store still lacks until there is something to see, step by step, and an open wave's response rate."""

import streamlit as st

from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui.markup import Markup, tag
from ui.pieces import draw, facts, heading, title
from ui.visit import Site, Visit

COMMANDS = {
    "guideline": "shintodo guideline import FILE.toml",
    "units": "shintodo org import FILE.csv --from 2026-04-01",
    "wave": "shintodo wave add 2026Q1 --from 2026-05-01 --to 2026-05-31",
    "headcount": "shintodo headcount import FILE.csv --wave 2026Q1",
    "upload": "",
    "close": "",
}


def welcome(site: Site, visit: Visit | None) -> None:
    """Say where the store stands, and how to take the next step."""
    waves = visit.waves if visit is not None else ()
    kind = "open" if waves else "empty"
    draw(title(say(f"welcome.{kind}_title", site.lang), say(f"welcome.{kind}", site.lang)))
    if visit is not None:
        draw(*open_waves(visit))
    done = {
        "guideline": visit is not None,
        "units": bool(waves),
        "wave": bool(waves),
        "headcount": any(wave.headcount for wave in waves),
        "upload": any(wave.responses for wave in waves),
        "close": False,
    }
    steps = tag("ol", *(_step(site, step, done[step]) for step in COMMANDS), class_="sd-steps")
    if waves:
        draw(steps)
        st.page_link("../pages/upload.py", label=say("welcome.go_upload", site.lang))
        st.page_link("../pages/close.py", label=say("welcome.go_close", site.lang))
        return
    if visit is None:
        _ways(site)
    draw(heading(say("welcome.steps", site.lang)), steps)


def _ways(site: Site) -> None:
    """The two quick ways to a first picture: the first file, or the sample."""
    lang = site.lang
    row = st.container(horizontal=True, key="ways")
    with row.container(border=True):
        draw(tag("h2", say("welcome.file_title", lang)), tag("p", say("welcome.file_how", lang)))
        if st.button(say("welcome.go_file", lang), type="primary"):
            st.switch_page("../pages/upload.py")
    with row.container(border=True):
        draw(tag("h2", say("welcome.sample_title", lang)), tag("p", say("welcome.sample_how", lang)))
        draw(tag("pre", tag("code", "make demo"), class_="sd-lines"))


def open_waves(visit: Visit) -> list[Markup]:
    """The response rate of every wave that still takes answers: all that may be known of it."""
    found = [wave for wave in visit.waves if wave.state is WaveState.OPEN]
    return [
        facts(
            [
                (say("wave.open", visit.lang), visit.labels[wave.wave].long),
                (say("table.response_rate", visit.lang), formats.percent(wave.response_rate, visit.lang)),
                (say("wave.responses", visit.lang), formats.people(wave.responses, visit.lang)),
                (say("wave.headcount", visit.lang), formats.people(wave.headcount, visit.lang)),
            ]
        )
        for wave in found
    ]


def _step(site: Site, step: str, done: bool) -> Markup:
    state = tag("span", say("welcome.done", site.lang), class_="sd-chip") if done else Markup("")
    name = tag("h2", say(f"welcome.step.{step}", site.lang), " ", state)
    how = tag("p", say(f"welcome.how.{step}", site.lang), class_="sd-muted")
    command = tag("pre", tag("code", COMMANDS[step])) if COMMANDS[step] and not done else Markup("")
    return tag("li", name, how, command, class_="sd-step-done" if done else "")
