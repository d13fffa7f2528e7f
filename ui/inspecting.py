"""The attacker's result in plain words, and the promise that respondents may be given, for the page of inspection."""

from actions import close
from actions.attack import AttackReport, Found, Reach, attack
from actions.promise import promise
from charts.table import Table
from measure.joint import derived
from text import formats
from text.lookup import LANGUAGES, say
from ui import ask
from ui.markup import Markup, tag
from ui.pieces import facts, findings
from ui.scope import wave_name
from ui.visit import Visit

MOST = 50  # rows of what was found: the first say enough


def inspected(visit: Visit, wave: str) -> AttackReport:
    """The attack on all that is published of a wave, by somebody who reads everything."""
    return attack(visit.site.person, visit.site.store, Reach(waves=(wave,)))


def verdict(visit: Visit, found: AttackReport) -> Markup:
    """Whether anything follows that is not shown."""
    lang, wave = visit.lang, wave_name(visit, found.waves[0])
    bad = found.pinned + found.below_base
    key = "leaks" if bad else "safe" if found.hidden else "nothing"
    first = say(f"inspection.{key}", lang, **({"count": formats.number(bad)} if bad else {}))
    blanks = {"wave": wave} | ({"hidden": formats.number(found.hidden)} if found.hidden else {})
    tone = "stop" if bad else "good"
    words = tag("p", first), tag("p", say(f"inspection.{key}_more", lang, **blanks))
    return tag("div", *words, class_=f"sd-verdict sd-verdict-{tone}", role="status")


def figures(visit: Visit, found: AttackReport) -> Markup:
    """What was attacked and what came of it, in numbers."""
    lang = visit.lang
    seconds = say("inspection.seconds", lang, seconds=f"{found.seconds:.1f}")
    counts = {"hidden": found.hidden, "pinned": found.pinned, "below_base": found.below_base}
    pairs = [(say(f"inspection.count.{key}", lang), formats.number(value)) for key, value in counts.items()]
    return facts([*pairs, (say("inspection.count.seconds", lang), seconds)])


def leaks(visit: Visit, found: AttackReport) -> Table:
    """What follows although it is not shown, to be corrected or withdrawn."""
    lang, tree = visit.lang, ask.tree(visit.site, found.waves[0])
    rows = [(visit.unit_name(tree, each.unit), each.segment or "", _called(visit, each)) for each in found.found[:MOST]]
    heads = (say("table.unit", lang), say("scope.segment_label", lang), say("table.indicator", lang))
    return Table(say("inspection.found", lang), heads, tuple(rows))


def _called(visit: Visit, found: Found) -> str:
    """An indicator by its name, also one that is counted beside the guideline's own."""
    known = (*visit.guideline.indicators, *derived(visit.guideline))
    names = {indicator.key: indicator.name.text(visit.lang) for indicator in known}
    return names.get(found.indicator, found.indicator)


def method(visit: Visit, wave: str) -> Markup:
    """How it is inspected, and what that does not cover."""
    minimum = next(row.minimum_base for row in visit.waves if row.wave == wave)
    return findings(
        [say(f"inspection.how.{part}", visit.lang, minimum=minimum) for part in ("groups", "answers", "not")]
    )


def promises(visit: Visit, wave: str) -> list[Markup]:
    """The text for respondents in every language, as the wave's own settings have it."""
    told = promise(visit.site.person, visit.site.store, wave, close.choices(visit.site.settings))
    ordered = sorted(LANGUAGES, key=lambda lang: lang != visit.lang)
    return [tag("blockquote", tag("p", told[lang], lang=lang), class_="sd-promise") for lang in ordered]
