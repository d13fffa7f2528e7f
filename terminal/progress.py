"""How far the reading of a file is, told beside the answer: a line for each stage, and for each further tenth of it."""

from dataclasses import dataclass

from actions.upload import Progress
from terminal.door import Door
from text import formats
from text.lookup import say


@dataclass
class Told:
    """Tells a person at the terminal what a reader reports; never asks it to stop."""

    door: Door
    last: tuple[str, int] = ("", 0)

    def __call__(self, progress: Progress) -> bool:
        now = (progress.stage.value, int(10 * (progress.share or 0)))
        if now != self.last:
            self.last = now
            rows = "" if progress.rows is None else f" {formats.number(progress.rows)}"
            share = "" if progress.share is None else f" {formats.percent(progress.share, self.door.lang)}"
            self.door.tell("cli.progress", stage=say(f"desk.stage.{now[0]}", self.door.lang), rows=rows, share=share)
        return True
