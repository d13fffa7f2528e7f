"""Norms on a page: importance beside practice, and which norms are only liked."""

from collections.abc import Sequence

from actions.norms import NormRow, Side
from actions.view import Query
from charts.norms import Norm, Share, norms_figure
from charts.table import Table
from measure.indicators import Share as Counted
from measure.norms import Advice, NormVerdict
from text import formats, norm
from text.finding import counted
from text.lookup import say
from ui import ask
from ui.markup import tag
from ui.pieces import draw, heading, note, together
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit

COUNTED = (NormVerdict.PRACTISED, NormVerdict.ONLY_LIKED, NormVerdict.NEITHER, NormVerdict.PRACTISED_UNNOTICED)


def section(visit: Visit, wave: str, unit: tuple[str, str], unfolded: bool = False) -> bool:
    """The norms of one unit (code and name) with their finding; False where the guideline asks nothing of single norms."""
    lang, rows = visit.lang, ask.norms(visit.site, wave, unit[0])
    if not rows:
        return False
    told, title = finding(visit, rows), say("norms.chart", lang, unit=unit[1])
    base = next((row.practice.base for row in rows if row.practice), None)
    plot(
        visit,
        Plot(
            key=("norms", wave, unit[0]),
            title=title,
            under=say("norms.chart_under", lang),
            alt=f"{title} {told}",
            make=lambda: norms_figure(drawn(visit, rows), visit.site.look),
            table=lambda: sentences(visit, rows),
            finding=told,
            how="norms",
            foot=foot(visit, wave, base, Query(unit=unit[0])),
            unfolded=unfolded,
        ),
    )
    return True


def advised(visit: Visit, wave: str, unit: str) -> None:
    """The norms that the evidence speaks for writing anew or dropping, each with its rule in words."""
    lang, rows = visit.lang, ask.norms(visit.site, wave, unit)
    if not rows:
        return
    found = [row for row in rows if row.advice in (Advice.REWRITE, Advice.DROP)]
    told = (
        tag("li", tag("h3", name(visit, row)), tag("p", together(norm.advice_words(row.advice, lang)))) for row in found
    )
    draw(
        heading(say("norms.advised", lang), say("norms.advised_under", lang)),
        tag("ul", *told, class_="sd-tried") if found else note(say("norms.advised_none", lang)),
    )


def name(visit: Visit, row: NormRow) -> str:
    return say("norms.numbered", visit.lang, number=row.number, name=row.name.text(visit.lang))


def drawn(visit: Visit, rows: Sequence[NormRow]) -> tuple[Norm, ...]:
    """The rows as they are drawn."""
    return tuple(
        Norm(
            name(visit, row),
            _share(row.importance),
            _share(row.practice),
            say(f"norms.word.{row.verdict}", visit.lang),
            row.verdict is NormVerdict.ONLY_LIKED,
        )
        for row in rows
    )


def _share(side: Side | None) -> Share:
    return Share(None) if side is None else Share(side.share, side.low, side.high)


def finding(visit: Visit, rows: Sequence[NormRow]) -> str:
    """How many norms stand how; those that are only liked by name."""
    lang = visit.lang
    words = []
    for verdict in (*COUNTED, None):
        own = [row for row in rows if (row.verdict if row.verdict in COUNTED else None) is verdict]
        if own:
            kind = verdict or "untold"
            words.append(say(f"norms.count.{kind}", lang, count=len(own), list=_numbers(own, lang)))
    return counted(words, lang)


def _numbers(rows: Sequence[NormRow], lang: str) -> str:
    return say("finding.comma", lang).join(say("norms.number", lang, number=row.number) for row in rows)


def sentences(visit: Visit, rows: Sequence[NormRow]) -> Table:
    """One row a norm: both shares, the gap with its interval, and what may be said."""
    lang = visit.lang
    heads = tuple(
        say(f"norms.column.{head}", lang) for head in ("norm", "importance", "practice", "gap", "said", "advice")
    )
    cells = tuple(
        (
            name(visit, row),
            _text(row.importance, lang),
            _text(row.practice, lang),
            norm.gap_words(row.gap, lang),
            norm.sentence(row.verdict, (_known(row.importance), _known(row.practice)), lang),
            norm.advice_words(row.advice, lang),
        )
        for row in rows
    )
    return Table(say("norms.table", lang), heads, cells, frozenset({1, 2, 3}), frozenset({4, 5}))


def _known(side: Side | None) -> Counted | None:
    return side.known if side else None


def _text(side: Side | None, lang: str) -> str:
    if side is None:
        return formats.NOTHING
    share = side.known
    if share is None:
        return say(f"status.{side.status}", lang) if side.share is None else formats.percent(side.share, lang)
    return f"{formats.percent(share.share, lang)} ({formats.percent_range(share.low, share.high, lang)})"
