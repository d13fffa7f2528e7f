"""What moved a figure, in words: the change of the whole, and what it is made of as far as intervals allow."""

from text import finding, formats
from text.lookup import say

SMALL = 0.05  # points that are written ±0.0


def parts_sentence(whole: tuple[str, float], parts: dict[str, tuple[float, float | None]], lang: str) -> str:
    """The change of the whole (its name and points) and its parts in points; a part's standard error of None leaves its interval out."""
    words = say("finding.comma", lang).join(
        say(
            "moved.part", lang, name=name, points=formats.fine_points(points, lang), sure=_sure(points, error, lang)
        ).rstrip()
        for name, (points, error) in parts.items()
        if abs(points) >= SMALL or error is not None
    )
    name, total = whole
    return say("moved.parts", lang, whole=name, total=formats.fine_points(total, lang), parts=words)


def _sure(points: float, error: float | None, lang: str) -> str:
    if error is None or abs(points) > 2 * error:
        return ""
    return say("moved.unsure", lang)


def counted(clear_up: int, clear_down: int, rest: int, lang: str) -> str:
    """How many units rose or fell clearly, and how many others there are."""
    counts = {"up": clear_up, "down": clear_down, "rest": rest}
    words = [say(f"moved.count.{kind}", lang, count=count) for kind, count in counts.items() if count or kind == "rest"]
    return finding.counted(words, lang)
