"""What changes in a questionnaire, in words: one sentence a change, and whose lines are cut."""

from measure.questionnaire import Guideline, Wording
from measure.revision import Change, Difference
from text.lookup import say, section

TOKENS = {
    Change.ITEM_KIND: "kind",
    Change.OPTION_COUNTS: "counts",
    Change.OPTION_ADDED: "counts",
    Change.INDICATOR_TELLS: "tells",
}
"""Changes whose values are words of ours, each with the section that says them."""
OF_OPTIONS = (
    Change.OPTION_ADDED,
    Change.OPTION_REMOVED,
    Change.OPTION_LABEL,
    Change.OPTION_COUNTS,
    Change.OPTION_WORDS,
)
LONGEST = 60


def sentence(each: Difference, both: tuple[Guideline, Guideline], lang: str) -> str:
    """One change: of what, from what, to what."""
    of, _, code = each.of.rpartition(" ") if each.change in OF_OPTIONS else (each.of, "", "")
    before, after = (_value(each, value, both, lang) for value in (each.before, each.after))
    blanks = {"of": of, "code": code, "name": _name(of, both, lang), "before": before, "after": after}
    if each.change is Change.HEAD:
        blanks["name"] = say(f"revised.head.{of}", lang)
        if (each.before, each.after) == (None, None):
            return say("revised.change.head_list", lang, **blanks)
    return say(f"revised.change.{each.change}", lang, **blanks)


def _value(each: Difference, value: Wording | str | None, both: tuple[Guideline, Guideline], lang: str) -> str:
    if value is None or value == "":
        return say("revised.everybody" if each.change is Change.ITEM_AUDIENCE else "revised.none", lang)
    if isinstance(value, Wording):
        return shortened(_both(value) if _hidden(each, lang) else value.text(lang))
    if each.change is Change.ITEM_AUDIENCE:
        found = both[1].audience(value) or both[0].audience(value)
        return found.name.text(lang) if found else value
    if (words := TOKENS.get(each.change)) is None:
        return value
    known = section(f"revised.{words}", lang)
    told = [known.get(part) or say("revised.norm", lang, number=part) for part in value.split(" ")]
    return say("finding.comma", lang).join(told)


def _hidden(each: Difference, lang: str) -> bool:
    """Whether only the other language's words differ."""
    two = (each.before, each.after)
    return (
        all(isinstance(value, Wording) for value in two)
        and len({v.text(lang) for v in two if isinstance(v, Wording)}) == 1
    )


def _both(value: Wording) -> str:
    return f"{value.ja} / {value.en}"


def _name(of: str, both: tuple[Guideline, Guideline], lang: str) -> str:
    """What an item or indicator is called, else its key."""
    for guideline in both[::-1]:
        for item in guideline.items:
            if item.key == of:
                return shortened(item.text.text(lang))
        if (indicator := guideline.indicator(of)) is not None:
            return indicator.name.text(lang)
    return of


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def lines(told: tuple[Guideline, tuple[str, ...], tuple[str, ...]], lang: str) -> list[str]:
    """Whose lines are cut and whose readership is counted anew; that nothing is where nothing is."""
    guideline, cut, anew = told
    found = []
    for key, keys in (("cut", cut), ("anew", tuple(each for each in anew if each not in cut))):
        names = [each.name.text(lang) for each in guideline.indicators if each.key in keys]
        if names:
            found.append(say(f"revised.{key}", lang, names=say("finding.comma", lang).join(names)))
    return found or [say("revised.harmless", lang)]
