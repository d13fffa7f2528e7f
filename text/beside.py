"""What may be said of a service KPI beside an indicator: together, not, or not to be told; never why."""

from measure.leadlag import FEWEST, LAGS, LeadLag
from text import formats
from text.lookup import say


def sentence(found: LeadLag, names: tuple[str, str], lang: str) -> str:
    """One sentence about a KPI and an indicator (their names in this order)."""
    kpi, indicator = names
    if found.lag is None or found.p is None:
        short = found.changes < FEWEST
        return say("beside.short" if short else "beside.still", lang, kpi=kpi, indicator=indicator, fewest=FEWEST + 1)
    blanks = {
        "correlation": formats.signed_hundredths(found.lag.correlation),
        "p": f"= {found.p:.2f}" if found.p >= 0.01 else "< 0.01",
        "first": say("beside.first", lang, name=indicator, count=found.lag.waves),
    }
    if found.lag.waves <= 0:
        first = say("beside.first", lang, name=kpi, count=-found.lag.waves)
        blanks["first"] = first if found.lag.waves else say("beside.same_time", lang)
    way = say("beside.alike" if found.lag.correlation > 0 else "beside.opposite", lang)
    detectable = "" if found.detectable is None else f"{found.detectable:.1f}"
    return say(
        f"beside.{found.verdict}",
        lang,
        kpi=kpi,
        indicator=indicator,
        way=way,
        changes=found.changes,
        detectable=detectable,
        **blanks,
    )


def warning(lang: str) -> str:
    """What a correlation does not tell."""
    return say("beside.warning", lang, lags=LAGS)
