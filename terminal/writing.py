"""Handing out a text: into a file that is not there yet, or on the screen."""

from pathlib import Path
from typing import Any

from actions.refused import Refused
from terminal.door import Door


def hand_out(door: Door, to: Path | None, told: tuple[dict[str, Any], str]) -> None:
    """Write a text into a new file, or answer it: the document with --json, else the text itself."""
    document, text = told
    if to is None:
        door.answer(document if door.as_json else text.rstrip())
        return
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        raise Refused("draft_place", file=str(to)) from None
    door.answer({"file": str(to)})
