"""What a figure needs to know beside its rows: language and theme, and the labels of the waves on its axis."""

from dataclasses import dataclass

from charts.palette import Palette, palette
from confidentiality.cube import CellStatus, Level
from text import formats
from text.lookup import say


@dataclass(frozen=True)
class Look:
    """The reader's language and theme."""

    lang: str
    dark: bool = False

    @property
    def colours(self) -> Palette:
        return palette(self.dark)


def drawn(cell: Level) -> float | None:
    """Where a cell is drawn, 0..1: its share, or the bound it is coded with; None is a gap."""
    if cell.status is CellStatus.SHOWN:
        return cell.share
    if cell.status is CellStatus.CODED:
        return cell.high if _is_under(cell) else cell.low
    return None


def share_text(cell: Level, lang: str) -> str:
    """The share as it may be read: 72 %, 90 % 超, 非表示, データなし."""
    if cell.status is CellStatus.SHOWN:
        return formats.percent(cell.share, lang)
    if cell.status is CellStatus.CODED:
        bound = f"{100 * (drawn(cell) or 0):.0f}"
        return say("format.under" if _is_under(cell) else "format.over", lang, value=bound)
    return say(f"status.{cell.status}", lang)


def _is_under(cell: Level) -> bool:
    """Bottom coding: all that is known is an upper bound."""
    return cell.low in (None, 0.0)
