"""What happened since a note was written: what moved with its certainty, what was begun, whether the next step is late."""

from collections.abc import Sequence

from text import finding, formats
from text.lookup import say

Move = tuple[str, float, str]
"""An indicator's name, by how many points it moved, and the label of that change."""


def since(moves: Sequence[Move], begun: Sequence[str], wave: str, lang: str) -> list[str]:
    """Sentences on the time from the note's wave to the newest one."""
    comma = say("finding.comma", lang)
    told = [
        say("looking_back.moved", lang, name=n, points=formats.points(p, lang), words=finding.change_words(w, p, lang))
        for n, p, w in moves
    ]
    said = [say("looking_back.since", lang, wave=wave, list=comma.join(told))] if told else []
    if begun:
        said.append(say("looking_back.begun", lang, list=comma.join(begun)))
    return said or [say("looking_back.nothing", lang, wave=wave)]
