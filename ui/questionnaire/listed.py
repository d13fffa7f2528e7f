"""The questionnaire as people read it: every question with its answers, how they count, and the figures read from it."""

from measure.questionnaire import Guideline, Indicator, Item, Option
from measure.revision import counted
from text.lookup import say
from ui.markup import Markup, join, tag
from ui.pieces import chip, facts, heading


def listed(guideline: Guideline, changed: frozenset[str], lang: str) -> Markup:
    """One entry a question, in order; those that the draft changes say so."""
    return tag("ol", *(_item(guideline, item, changed, lang) for item in guideline.items), class_="sd-tried sd-asked")


def _item(guideline: Guideline, item: Item, changed: frozenset[str], lang: str) -> Markup:
    mark = join(" ", chip(say("questionnaire.edited", lang), "note")) if item.key in changed else Markup("")
    parts = [
        tag("h3", item.text.text(lang), mark),
        tag("p", *_about(guideline, item, lang), class_="sd-kicker sd-muted"),
    ]
    if item.options:
        parts.append(tag("ul", *(_option(option, lang) for option in item.options), class_="sd-answers"))
    reading = [each for each in guideline.indicators if each.item == item.key]
    if reading:
        names = say("finding.comma", lang).join(_indicator(guideline, each, lang) for each in reading)
        parts.append(tag("p", say("questionnaire.read", lang, names=names)))
    return tag("li", *parts)


def _about(guideline: Guideline, item: Item, lang: str) -> list[Markup]:
    """Its key, how it is answered, about which norm, and whom it is asked of."""
    audience = guideline.audience(item.audience)
    told = [item.key, say(f"revised.kind.{item.kind}", lang)]
    told += [say("revised.norm", lang, number=item.norm)] if item.norm is not None else []
    told += [say("questionnaire.asked_of", lang, audience=audience.name.text(lang))] if audience else []
    told += [say("questionnaire.item_version", lang, version=item.version)] if item.version > 1 else []
    return [tag("span", each) for each in told]


def _option(option: Option, lang: str) -> Markup:
    words = say(f"revised.counts.{counted(option)}", lang)
    return tag("li", option.label.text(lang), " ", tag("small", words), class_=f"sd-counts-{counted(option)}")


def _indicator(guideline: Guideline, indicator: Indicator, lang: str) -> str:
    name, tells = indicator.name.text(lang), tells_of(indicator)
    found = [say(f"revised.tells.{tells}", lang)] if tells else []
    found = [each for each in found if each.casefold() != name.casefold()]  # said by the name itself
    if indicator.among:
        found.append(say("questionnaire.among", lang, item=indicator.among))
    return say("questionnaire.told", lang, name=name, about=say("finding.comma", lang).join(found)) if found else name


def tells_of(indicator: Indicator) -> str:
    """Which stage it tells about, or reception; empty where neither."""
    return indicator.stage.value if indicator.stage else "reception" if indicator.reception else ""


def addressed(guideline: Guideline, lang: str) -> Markup:
    """Others than staff, the audiences with their stages, and what attributes and their values are called."""
    comma, others = say("finding.comma", lang), guideline.panel
    lines = [say("questionnaire.panel_named", lang, name=others.name.text(lang))] if others else []
    names = {each.key: each for each in guideline.segments}
    for audience in guideline.audiences:
        found = names.get(audience.segment or "")
        called = {value.key: value.name.text(lang) for value in found.values} if found else {}
        values = comma.join(called.get(value, value) for value in audience.values) or say("revised.everybody", lang)
        lines.append(_called(audience.name.text(lang), values, lang))
        if audience.stages:
            stages = comma.join(stage.name.text(lang) for stage in audience.stages)
            lines[-1] += say("finding.space", lang) + say("questionnaire.addressed_stages", lang, stages=stages)
    for segment in guideline.segments:
        values = comma.join(value.name.text(lang) for value in segment.values)
        lines.append(_called(segment.name.text(lang), values, lang))
    if not lines:
        return Markup("")
    return join("", heading(say("questionnaire.addressed", lang)), tag("ul", *(tag("li", line) for line in lines)))


def _called(name: str, values: str, lang: str) -> str:
    return say("questionnaire.addressed_values", lang, name=name, values=values) if values else name


def head(guideline: Guideline, lang: str) -> Markup:
    """Its name, version, norms, and how much is asked."""
    pairs = [
        (say("revised.head.name", lang), guideline.name.text(lang)),
        (say("revised.head.version", lang), guideline.version),
    ]
    for name, count in (("items", guideline.items), ("indicators", guideline.indicators), ("norms", guideline.norms)):
        pairs.append((say(f"questionnaire.count.{name}", lang), str(len(count))))
    return facts(pairs)
