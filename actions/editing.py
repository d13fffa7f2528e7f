"""Edits of a questionnaire by hand: each answers the questionnaire as it would be, and keeps nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.refused import Refused
from measure.document import checked
from measure.questionnaire import (
    Direction,
    Frozen,
    Guideline,
    GuidelineProblem,
    Indicator,
    Item,
    ItemKind,
    Norm,
    Option,
    Purpose,
    Stage,
    Status,
    Wording,
)

LONGEST_TEXT, LONGEST_NAME = 1_000, 200
BETWEEN = "|"
"""Between words of which each names the same answer; a comma may stand in any of them."""
GONE = "gone"
COUNTS = (*(direction.value for direction in Direction), "plain", *(status.value for status in list(Status)[1:]))
"""How an answer may count: its direction, valid without one, or a status that is in no base."""
RECEPTION = "reception"


@dataclass(frozen=True)
class EditedOption:
    """One answer as it was filled in; without a code it is new, without words or `gone` it is none."""

    code: int | None
    ja: str
    en: str
    counts: str
    words: str = ""


@dataclass(frozen=True)
class EditedItem:
    """One question as it was filled in; without a key it is new. `place` counts from 1, `headings` stand one a line."""

    key: str | None
    kind: ItemKind
    ja: str
    en: str
    norm: int | None = None
    audience: str | None = None
    headings: str = ""
    place: int | None = None
    options: tuple[EditedOption, ...] = ()


@dataclass(frozen=True)
class EditedIndicator:
    """One indicator as it was filled in; `tells` is a stage, reception, or empty."""

    key: str | None
    item: str
    ja: str
    en: str
    tells: str = ""
    norm: int | None = None
    purpose: str = ""
    among: str = ""
    definition_ja: str = ""
    definition_en: str = ""


@dataclass(frozen=True)
class EditedHead:
    """What stands at the top."""

    ja: str
    en: str
    version: str
    published_on: date | None = None
    note_ja: str = ""
    note_en: str = ""
    source_ja: str = ""
    source_en: str = ""


def with_item(guideline: Guideline, told: EditedItem) -> Guideline:
    """The questionnaire with a question as it was filled in, at its place."""
    old = next((item for item in guideline.items if item.key == told.key), None)
    key = told.key or free("q", [item.key for item in guideline.items])
    item = Item(
        key=key,
        version=old.version if old else 1,
        kind=told.kind,
        text=wording(told.ja, told.en, "edited_text", LONGEST_TEXT),
        options=() if told.kind is ItemKind.TEXT else _options(old, told),
        norm=told.norm,
        asked_as=distinct(told.headings.splitlines()),
        audience=told.audience,
    )
    _refuse_unfavourable(guideline, item)
    others = [each for each in guideline.items if each.key != key]
    at = len(others) if told.place is None else max(0, min(len(others), told.place - 1))
    return changed(guideline, items=(*others[:at], item, *others[at:]))


def _options(old: Item | None, told: EditedItem) -> tuple[Option, ...]:
    found: list[Option] = []
    highest = max([o.code for o in (old.options if old else ())] + [o.code or 0 for o in told.options], default=0)
    for each in told.options:
        if each.counts == GONE or not (each.ja.strip() or each.en.strip()):
            continue
        highest += each.code is None
        found.append(_option(each, each.code or highest))
    if len(found) < 2:
        raise Refused("edited_options", item=told.ja.strip())
    for lang in ("ja", "en"):
        labels = [getattr(option.label, lang) for option in found]
        if twice := sorted({label for label in labels if labels.count(label) > 1}):
            raise Refused("edited_label_twice", item=told.ja.strip(), found=", ".join(twice))
    return tuple(found)


def _option(told: EditedOption, code: int) -> Option:
    pointing = told.counts in list(Direction)
    status = Status.VALID if pointing or told.counts not in list(Status) else Status(told.counts)
    return Option(
        code=code,
        label=wording(told.ja or told.en, told.en, "edited_text", LONGEST_TEXT),
        direction=Direction(told.counts) if pointing else None,
        status=status,
        aliases=distinct(told.words.split(BETWEEN)),
    )


def _refuse_unfavourable(guideline: Guideline, item: Item) -> None:
    """A figure that is read from a question needs an answer that counts as favourable."""
    reading = [each.name.ja for each in guideline.indicators if item.key in (each.item, each.among)]
    if reading and not item.codes(Direction.FAVOURABLE):
        raise Refused("edited_no_favourable", item=item.text.ja, indicator=reading[0])


def without_item(guideline: Guideline, key: str) -> Guideline:
    """The questionnaire without a question and the indicators read from it."""
    among = [each.name.ja for each in guideline.indicators if each.among == key and each.item != key]
    if among:
        raise Refused("edited_among", item=key, indicator=", ".join(among))
    reading = [each.key for each in guideline.indicators if each.item == key]
    for indicator in reading:
        _refuse_aimed(guideline, indicator)
    left = tuple(each for each in guideline.indicators if each.key not in reading)
    if not left:
        raise Refused("edited_last")
    return changed(guideline, items=tuple(item for item in guideline.items if item.key != key), indicators=left)


def _refuse_aimed(guideline: Guideline, indicator: str) -> None:
    aiming = [audience.name.ja for audience in guideline.audiences for s in audience.stages if s.indicator == indicator]
    if aiming:
        raise Refused("edited_aimed", indicator=indicator, audience=", ".join(aiming))


def with_indicator(guideline: Guideline, told: EditedIndicator) -> Guideline:
    """The questionnaire with an indicator as it was filled in, a new one last."""
    read = guideline.item(told.item)
    indicator = Indicator(
        key=told.key or free(told.tells or told.item, [each.key for each in guideline.indicators]),
        item=told.item,
        name=wording(told.ja, told.en, "edited_name", LONGEST_NAME),
        stage=Stage(told.tells) if told.tells in list(Stage) else None,
        reception=told.tells == RECEPTION,
        norm=told.norm,
        purpose=Purpose(told.purpose) if told.purpose else None,
        among=told.among or None,
        definition=_maybe(told.definition_ja, told.definition_en),
    )
    names = {each.name.ja for each in guideline.indicators if each.key != indicator.key}
    if indicator.name.ja in names:
        raise Refused("edited_indicator_twice", found=indicator.name.ja)
    every = {each.key: each for each in guideline.indicators} | {indicator.key: indicator}
    after = changed(guideline, indicators=tuple(every.values()))
    _refuse_unfavourable(after, read)
    return after


def without_indicator(guideline: Guideline, key: str) -> Guideline:
    """The questionnaire without an indicator; its question is asked on."""
    _refuse_aimed(guideline, key)
    if len(guideline.indicators) == 1:
        raise Refused("edited_last")
    return changed(guideline, indicators=tuple(each for each in guideline.indicators if each.key != key))


def with_norms(guideline: Guideline, told: Iterable[tuple[int, str, str]]) -> Guideline:
    """The questionnaire with norms of these numbers and names; one without a name is none."""
    norms = [
        Norm(number=number, name=wording(ja or en, en, "edited_name", LONGEST_NAME))
        for number, ja, en in told
        if ja.strip() or en.strip()
    ]
    kept = {norm.number for norm in norms}
    parts: tuple[Item | Indicator, ...] = (*guideline.items, *guideline.indicators)
    if named := [part for part in parts if part.norm is not None and part.norm not in kept]:
        raise Refused("edited_norm", norm=str(named[0].norm), of=named[0].key)
    return changed(guideline, norms=tuple(norms))


def with_head(guideline: Guideline, told: EditedHead) -> Guideline:
    """The questionnaire with what stands at its top as it was filled in."""
    if not told.version.strip() or len(told.version.strip()) > LONGEST_NAME:
        raise Refused("edited_version", longest=LONGEST_NAME)
    name = wording(told.ja, told.en, "edited_name", LONGEST_NAME)
    own = {"name": name, "version": told.version.strip(), "published_on": told.published_on}
    told_of = {"note": _maybe(told.note_ja, told.note_en), "source": _maybe(told.source_ja, told.source_en)}
    return changed(guideline, **own, **told_of)


def wording(ja: str, en: str, kind: str, longest: int) -> Wording:
    """Two languages, the second the first where it is left open; Refused without the first, or too long."""
    first, second = ja.strip(), en.strip() or ja.strip()
    if not first or max(len(first), len(second)) > longest:
        raise Refused(kind, longest=longest)
    return Wording(ja=first, en=second)


def _maybe(ja: str, en: str) -> Wording | None:
    return wording(ja or en, en, "edited_text", LONGEST_TEXT) if (ja + en).strip() else None


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """What was written, each once and without the blanks around it."""
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def free(begins: str, taken: Iterable[str]) -> str:
    """The first key that is free: begins, or with a number behind it; of questions always with one."""
    known, number = set(taken), 1
    if begins != "q" and begins not in known:
        return begins
    while (key := f"{begins}{number}" if begins == "q" else f"{begins}_{number + 1}") in known:
        number += 1
    return key


def changed(guideline: Guideline, **parts: object) -> Guideline:
    """The questionnaire with other parts, checked as a whole: what is named must be there."""
    fields = {name: getattr(guideline, name) for name in Guideline.model_fields} | parts
    plain = {name: _plain(value) for name, value in fields.items()}
    try:
        return checked(plain)
    except GuidelineProblem as problem:
        told = {"file": guideline.name.ja, "place": problem.place} | problem.about
        raise Refused(f"guideline_{problem.kind}", **told) from None


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value.model_dump() if isinstance(value, Frozen) else value
