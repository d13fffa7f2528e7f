"""Speed, target and forecast in words: never a date where the rules of METHOD 5 forbid one, never a line without its fan."""

from datetime import date

from measure.speed import FEWEST_FOR_DATE, FEWEST_FOR_VELOCITY, Backtest, Target, Velocity, Verdict
from text import formats
from text.lookup import say

RISING, FALLING, UNSURE = "rising", "falling", "unsure"


def course(velocity: Velocity) -> str:
    """Which way a series goes, where its interval leaves no doubt."""
    return RISING if velocity.low > 0 else FALLING if velocity.high < 0 else UNSURE


def pace(velocity: Velocity | None, lang: str) -> str:
    """The speed as a figure: +0.5 pt a quarter."""
    if velocity is None:
        return formats.NOTHING
    return say("outlook.pace", lang, points=formats.fine(velocity.points_per_quarter))


def pace_words(velocity: Velocity | None, lang: str) -> str:
    """What the speed's interval allows to say, in a word."""
    if velocity is None:
        return say("outlook.word.too_few", lang, fewest=FEWEST_FOR_VELOCITY)
    return say(f"outlook.word.{course(velocity)}", lang)


def pace_range(velocity: Velocity | None, lang: str) -> str:
    """The speed's 90 % interval."""
    if velocity is None:
        return formats.NOTHING
    low, high = formats.fine(velocity.low), formats.fine(velocity.high)
    return say("format.points_range", lang, low=low, high=high)


def brief(name: str, velocity: Velocity | None, target: Target | None, lang: str) -> str:
    """Speed and target in a line, after a sentence that names the indicator; one reason where neither can be told yet."""
    if velocity is None and target is not None and target.verdict is Verdict.TOO_FEW_WAVES:
        return say("outlook.brief_early", lang, speed=FEWEST_FOR_VELOCITY, date=FEWEST_FOR_DATE)
    pace_told = say("outlook.brief", lang, pace=pace(velocity, lang), words=pace_words(velocity, lang))
    first = pace_told if velocity else say("outlook.brief_none", lang, fewest=FEWEST_FOR_VELOCITY)
    then = [] if target is None else [target_sentence(name, target, lang, velocity)]
    return say("finding.space", lang).join([first, *then])


def speed_sentence(name: str, velocity: Velocity | None, lang: str) -> str:
    """One sentence on how fast an indicator moves, no surer than its interval."""
    if velocity is None:
        return say("outlook.speed.too_few", lang, name=name, fewest=FEWEST_FOR_VELOCITY)
    blanks = {"name": name, "pace": pace(velocity, lang), "range": pace_range(velocity, lang)}
    return say(f"outlook.speed.{course(velocity)}", lang, **blanks)


def target_sentence(name: str, target: Target, lang: str, velocity: Velocity | None = None) -> str:
    """One sentence on the target: reached, expected between two months, cannot tell yet, or not at this pace."""
    told = say(f"outlook.target.{_verdict(target, velocity)}", lang, name=name, **_target_blanks(target, lang))
    if target.by is None or target.probability_by is None:
        return told
    chance = formats.percent(target.probability_by, lang)
    by = say("outlook.by", lang, day=formats.day(target.by, lang), chance=chance)
    return say("finding.space", lang).join([told, by])


def target_words(target: Target, lang: str, velocity: Velocity | None = None) -> str:
    """The same for a card, beside the target itself."""
    return say(f"outlook.card.{_verdict(target, velocity)}", lang, **_target_blanks(target, lang))


def _verdict(target: Target, velocity: Velocity | None) -> str:
    """The verdict; no earliest month is named for what falls beyond doubt."""
    open_yet = target.verdict is Verdict.CANNOT_TELL
    return FALLING if open_yet and velocity is not None and course(velocity) == FALLING else target.verdict


def _target_blanks(target: Target, lang: str) -> dict[str, object]:
    return {
        "target": formats.percent(target.share, lang),
        "chance": formats.NOTHING if target.probability is None else formats.percent(target.probability, lang),
        "earliest": _month(target.earliest, lang),
        "latest": _month(target.latest, lang),
        "between": between(target.earliest, target.latest, lang),
        "fewest": FEWEST_FOR_DATE,
    }


def between(first: date | None, last: date | None, lang: str) -> str:
    """Two months as one range; one month where they are the same."""
    if first is None or last is None:
        return formats.NOTHING
    if (first.year, first.month) == (last.year, last.month):
        return formats.month_of_year(first, lang)
    return say("format.days", lang, first=formats.month_of_year(first, lang), last=formats.month_of_year(last, lang))


def _month(day: date | None, lang: str) -> str:
    return formats.NOTHING if day is None else formats.month_of_year(day, lang)


def record_sentence(backtest: Backtest | None, kind: str, lang: str) -> str:
    """How earlier forecasts came out: `kind` is own (one series) or all (the whole organisation's series)."""
    if backtest is None:
        return say(f"outlook.record.none_{kind}", lang, fewest=FEWEST_FOR_DATE)
    return say(
        f"outlook.record.{kind}",
        lang,
        count=formats.number(backtest.forecasts),
        inside=formats.percent(backtest.inside, lang),
        miss=f"{backtest.error:.1f}",
        same=f"{backtest.error_same:.1f}",
        line=f"{backtest.error_line:.1f}",
    )
