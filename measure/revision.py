"""From one version of a questionnaire to the next: what changes, and which figures are not set against earlier ones.

Convention: an item's key and version stand for one way of asking and of counting it. Whoever writes another wording,
another scale or another audience under the same key gets the next version of the item, unless it is told to be the
same question (a misprint mended); who goes back to an earlier way of asking gets that way's version back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from measure.questionnaire import Guideline, Indicator, Item, Option, Stage, Status, Wording

History = Sequence[Guideline]
"""Every version of a guideline that was ever kept, the newest last."""


class Change(StrEnum):
    """What may become of a questionnaire; of an item and its options, of an indicator, a norm, or of its head."""

    ITEM_ADDED = "item_added"
    ITEM_RETIRED = "item_retired"
    ITEM_TEXT = "item_text"
    ITEM_KIND = "item_kind"
    ITEM_AUDIENCE = "item_audience"
    ITEM_NORM = "item_norm"
    ITEM_HEADINGS = "item_headings"
    ITEM_ORDER = "item_order"
    OPTION_ADDED = "option_added"
    OPTION_REMOVED = "option_removed"
    OPTION_LABEL = "option_label"
    OPTION_COUNTS = "option_counts"
    OPTION_WORDS = "option_words"
    INDICATOR_ADDED = "indicator_added"
    INDICATOR_RETIRED = "indicator_retired"
    INDICATOR_NAME = "indicator_name"
    INDICATOR_READS = "indicator_reads"
    INDICATOR_TELLS = "indicator_tells"
    INDICATOR_DEFINITION = "indicator_definition"
    INDICATOR_ORDER = "indicator_order"
    NORM_ADDED = "norm_added"
    NORM_REMOVED = "norm_removed"
    NORM_NAME = "norm_name"
    HEAD = "head"


@dataclass(frozen=True)
class Difference:
    """One change: of which item, indicator, norm or field of the head, from what, to what."""

    change: Change
    of: str
    before: Wording | str | None = None
    after: Wording | str | None = None


def counted(option: Option) -> str:
    """How an answer counts: its direction where it is valid, `plain` where it then has none, else its status."""
    if option.status is not Status.VALID:
        return option.status.value
    return option.direction.value if option.direction else "plain"


def settled(history: History, wanted: Guideline, same: frozenset[str] = frozenset()) -> Guideline:
    """The guideline with the version that every item has by what is asked; `same` names items that are only mended.

    Items among whose answers another one is counted come first: where such a one has become another, so has the figure.
    """
    for key in _in_order(wanted):
        version = _version(history, wanted, wanted.item(key), key in same)
        items = tuple(i.model_copy(update={"version": version}) if i.key == key else i for i in wanted.items)
        wanted = wanted.model_copy(update={"items": items})
    return wanted


def _in_order(guideline: Guideline) -> list[str]:
    """The items, each after those among whose answers it is counted."""
    found: list[str] = []

    def put(key: str, above: tuple[str, ...]) -> None:
        for each in guideline.indicators:
            if each.item == key and each.among and each.among not in (*above, key):
                put(each.among, (*above, key))
        if key not in found:
            found.append(key)

    for item in guideline.items:
        put(item.key, ())
    return found


def _version(history: History, wanted: Guideline, item: Item, same: bool) -> int:
    known = [(past, found) for past in history if (found := _item(past, item.key)) is not None]
    if not known:
        return item.version
    highest = max(found.version for _, found in known)
    if item.version > highest:
        return item.version  # who says so wants the break
    newest = known[-1][1]
    for past, found in reversed(known):
        asked = _asked(past, found) == _asked(wanted, item)
        mended = same and found is newest and _scale(past, found) == _scale(wanted, item)
        if (asked or mended) and _counts_as_before(history, wanted, found):
            return found.version
    return highest + 1


def _item(guideline: Guideline, key: str) -> Item | None:
    return next((item for item in guideline.items if item.key == key), None)


def _scale(guideline: Guideline, item: Item) -> object:
    """What answers are and how they count, in no words: the kind, whom it is asked, and its codes."""
    audience = guideline.audience(item.audience)
    return item.kind, audience.place if audience else ("", ""), sorted((o.code, counted(o)) for o in item.options)


def _asked(guideline: Guideline, item: Item) -> object:
    """The same with the words that people read."""
    return _scale(guideline, item), item.text, sorted((o.code, o.label.ja, o.label.en) for o in item.options)


def _counts_as_before(history: History, wanted: Guideline, item: Item) -> bool:
    """Whether every figure read from an item is counted as when it was last read from this version of it."""
    for indicator in wanted.indicators:
        if indicator.item == item.key:
            before = next(_last(history, indicator.key, item), None)
            if before is not None and _rule(*before) != _rule(wanted, indicator):
                return False
    return True


def _last(history: History, key: str, item: Item) -> Iterator[tuple[Guideline, Indicator]]:
    """The versions in which an indicator was read from this version of an item, the newest first."""
    for past in reversed(history):
        found, read = past.indicator(key), _item(past, item.key)
        if found is not None and read is not None and found.item == item.key and read.version == item.version:
            yield past, found


def _rule(guideline: Guideline, indicator: Indicator) -> object:
    """What beside the item itself decides who is in the base."""
    unknowing = any(option.status is Status.DONT_KNOW for option in guideline.item(indicator.item).options)
    other = indicator.among not in (None, indicator.item)
    condition = (indicator.among, guideline.item(indicator.among or "").version if other else 0)
    return indicator.stage is Stage.AWARENESS and unknowing, condition


def cut(before: Guideline, now: Guideline) -> tuple[str, ...]:
    """The indicators of both that are read from another item, or from another version of it: their lines are cut."""
    return tuple(each.key for each in now.indicators if _read(before, each.key) not in (None, _read(now, each.key)))


def _read(guideline: Guideline, key: str) -> tuple[str, int] | None:
    found = guideline.indicator(key)
    return None if found is None else (found.item, guideline.item(found.item).version)


def anew(before: Guideline, now: Guideline) -> tuple[str, ...]:
    """The indicators of readership that are counted anew, because what is to be read was revised."""
    kept = [each for each in now.indicators if each.stage is Stage.READERSHIP and before.indicator(each.key)]
    return tuple(each.key for each in kept) if before.version != now.version else ()


def recalling(newest: Guideline, earlier: History) -> Guideline:
    """The newest version, behind it the indicators that only earlier ones have, so that their results are still named.

    A stage is that of the newest indicator which stands for it.
    """
    items, indicators = list(newest.items), list(newest.indicators)
    norms, audiences = {norm.number for norm in newest.norms}, {audience.key for audience in newest.audiences}
    for past in reversed(earlier):
        for gone in past.indicators:
            if gone.key in {each.key for each in indicators}:
                continue
            stage = None if gone.stage in {each.stage for each in indicators} else gone.stage
            reception = gone.reception and not any(each.reception for each in indicators)
            own = {"stage": stage, "reception": reception, "norm": gone.norm if gone.norm in norms else None}
            indicators.append(gone.model_copy(update=own))
            for item in (past.item(key) for key in (gone.item, gone.among) if key):
                if item.key not in {each.key for each in items}:
                    whom = item.audience if item.audience in audiences else None
                    items.append(item.model_copy(update={"norm": None, "audience": whom}))
    return newest.model_copy(update={"items": tuple(items), "indicators": tuple(indicators)})


def differences(before: Guideline, now: Guideline) -> tuple[Difference, ...]:
    """Everything that is not as it was, in the order in which people read a questionnaire."""
    return tuple(chain(_items(before, now), _indicators(before, now), _norms(before, now), _head(before, now)))


def _items(before: Guideline, now: Guideline) -> Iterator[Difference]:
    for item in now.items:
        old = _item(before, item.key)
        if old is None:
            yield Difference(Change.ITEM_ADDED, item.key, None, item.text)
        else:
            yield from _changed(_plain_item(old), _plain_item(item), item.key)
            yield from _options(old, item)
    kept = [item.key for item in now.items]
    yield from (Difference(Change.ITEM_RETIRED, old.key, old.text) for old in before.items if old.key not in kept)
    if [item.key for item in before.items if item.key in kept] != [key for key in kept if _item(before, key)]:
        yield Difference(Change.ITEM_ORDER, ", ".join(kept))


def _plain_item(item: Item) -> dict[Change, Wording | str | None]:
    return {
        Change.ITEM_TEXT: item.text,
        Change.ITEM_KIND: item.kind.value,
        Change.ITEM_AUDIENCE: item.audience,
        Change.ITEM_NORM: None if item.norm is None else str(item.norm),
        Change.ITEM_HEADINGS: " | ".join(item.asked_as),
    }


Values = dict[Change, Wording | str | None]


def _changed(before: Values, now: Values, of: str) -> Iterator[Difference]:
    for change, value in now.items():
        if before[change] != value:
            yield Difference(change, of, before[change], value)


def _options(before: Item, now: Item) -> Iterator[Difference]:
    old = {option.code: option for option in before.options}
    for option in now.options:
        of = f"{now.key} {option.code}"
        if option.code not in old:
            yield Difference(Change.OPTION_ADDED, of, counted(option), option.label)
        else:
            yield from _changed(_plain_option(old.pop(option.code)), _plain_option(option), of)
    yield from (Difference(Change.OPTION_REMOVED, f"{now.key} {gone.code}", gone.label) for gone in old.values())


def _plain_option(option: Option) -> Values:
    return {
        Change.OPTION_LABEL: option.label,
        Change.OPTION_COUNTS: counted(option),
        Change.OPTION_WORDS: " | ".join(option.aliases),
    }


def _indicators(before: Guideline, now: Guideline) -> Iterator[Difference]:
    for indicator in now.indicators:
        old = before.indicator(indicator.key)
        if old is None:
            yield Difference(Change.INDICATOR_ADDED, indicator.key, None, indicator.name)
        else:
            yield from _changed(_plain_indicator(old), _plain_indicator(indicator), indicator.key)
    kept = [each.key for each in now.indicators]
    gone = [old for old in before.indicators if old.key not in kept]
    yield from (Difference(Change.INDICATOR_RETIRED, old.key, old.name) for old in gone)
    if [each.key for each in before.indicators if each.key in kept] != [k for k in kept if before.indicator(k)]:
        yield Difference(Change.INDICATOR_ORDER, ", ".join(kept))


def _plain_indicator(indicator: Indicator) -> Values:
    tells = (indicator.stage, "reception" if indicator.reception else None, indicator.norm, indicator.purpose)
    reads = indicator.item + (f" ({indicator.among})" if indicator.among else "")
    return {
        Change.INDICATOR_NAME: indicator.name,
        Change.INDICATOR_READS: reads,
        Change.INDICATOR_TELLS: " ".join(str(each) for each in tells if each is not None),
        Change.INDICATOR_DEFINITION: indicator.definition,
    }


def _norms(before: Guideline, now: Guideline) -> Iterator[Difference]:
    old = {norm.number: norm.name for norm in before.norms}
    for norm in now.norms:
        if norm.number not in old:
            yield Difference(Change.NORM_ADDED, str(norm.number), None, norm.name)
        elif old[norm.number] != norm.name:
            yield Difference(Change.NORM_NAME, str(norm.number), old[norm.number], norm.name)
    kept = {norm.number for norm in now.norms}
    yield from (Difference(Change.NORM_REMOVED, str(n), name) for n, name in old.items() if n not in kept)


HEAD = ("name", "version", "published_on", "root_unit", "note", "source", "segments", "audiences", "panel")


def _head(before: Guideline, now: Guideline) -> Iterator[Difference]:
    for name in HEAD:
        was, is_now = getattr(before, name), getattr(now, name)
        if was != is_now:
            yield Difference(Change.HEAD, name, _said(was), _said(is_now))


def _said(value: object) -> Wording | str | None:
    """What can be told in a line; of lists only that they changed."""
    if value is None or isinstance(value, Wording):
        return value
    return None if isinstance(value, tuple) or hasattr(value, "model_dump") else str(value)
