"""Whether answers that are kept still mean what they say when their wave asks another version of its questionnaire."""

from collections.abc import Iterator, Mapping

from actions.refused import Refused
from db import comments, read
from db.write import Connection
from intake import block
from measure.questionnaire import Guideline
from measure.tally import Responses, Totals, codes_in

Used = Mapping[str, frozenset[int]]
"""The items that anybody answered, each with the codes that stand in answers (none for texts and totals)."""


def used(connection: Connection, wave: int, guideline: Guideline) -> Used:
    """What the kept files of a wave hold, read with the questionnaire that it asks now."""
    found: dict[str, set[int]] = {}
    kept = [content for _, content in read.blocks(connection, wave)]
    for content in (*kept, *comments.blocks(connection, wave)):
        for item, codes in _used(block.decode(content), guideline):
            found.setdefault(item, set()).update(codes)
    return {item: frozenset(codes) for item, codes in found.items()}


def _used(kept: Responses | Totals | block.Texts, guideline: Guideline) -> Iterator[tuple[str, set[int]]]:
    if isinstance(kept, Responses):
        for key, codes in kept.answers.items():
            if found := codes_in(codes, guideline.item(key)):
                yield key, found
    elif isinstance(kept, Totals):
        yield from ((row.item, set()) for row in kept.rows)
    else:
        yield from ((kept.items[at], set()) for at in set(kept.item.tolist()))


def misfit(change: tuple[Guideline, Guideline], answers: Used, same: frozenset[str]) -> Refused | None:
    """The first reason why answers to one version cannot be read with another; None where they can."""
    before, after = change
    for key, codes in answers.items():
        old, new = before.item(key), next((item for item in after.items if item.key == key), None)
        about: dict[str, object] = {"item": key, "text": old.text.ja}
        if new is None or new.kind is not old.kind:
            return Refused("questionnaire_item_used", **about)
        labels = {option.code: option.label for option in new.options}
        mended = key in same or new.version == old.version
        for option in old.options:
            if option.code in codes and option.code not in labels:
                return Refused("questionnaire_code_used", code=option.code, label=option.label.ja, **about)
            if option.code in codes and not mended and labels[option.code] != option.label:
                return Refused("questionnaire_wording_used", **about)
        if not mended and new.text != old.text:
            return Refused("questionnaire_wording_used", **about)
    return None
