"""On a unit's page: who stood where it stood and has risen, and what was begun there."""

from actions.alike import Riser
from actions.view import Query
from text import formats
from text.lookup import say
from ui import ask
from ui.pieces import draw, findings, heading, note
from ui.visit import Visit

FEW = 5


def section(visit: Visit, asked: Query, name: str) -> None:
    """One line a unit; left out where there is no earlier wave to start from."""
    lang, found = visit.lang, ask.alike(visit.site, asked)
    if found.since is None or found.start is None:
        return
    title = say("alike.title", lang, indicator=visit.indicator_name(asked.indicator or ""))
    draw(heading(title, say("alike.under", lang)))
    blanks = {"unit": name, "since": visit.labels[found.since].long, "share": formats.percent(found.start, lang)}
    counts = {"among": found.among, "count": len(found.risers)}
    kind = "alone" if not found.among else "none" if not found.risers else "some"
    draw(note(say(f"alike.{kind}", lang, **blanks, **counts)))
    if found.risers:
        draw(findings([_line(each, lang) for each in found.risers[:FEW]]))


def _line(each: Riser, lang: str) -> str:
    shares = {"before": formats.percent(each.before, lang), "after": formats.percent(each.after, lang)}
    rose = say("alike.rose", lang, unit=each.name.text(lang), points=formats.points(each.points, lang), **shares)
    names = say("finding.comma", lang).join(name.text(lang) for name in each.held)
    held = say("alike.held", lang, list=names) if names else say("alike.nothing", lang)
    return say("finding.space", lang).join((rose, held))
