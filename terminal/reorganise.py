"""The commands of a reorganisation in one go: what probably became of units a new list does not have, and keeping it all."""

from typing import Annotated, Any

import typer

from actions import reorganise, structure
from actions.refused import Refused
from actions.users import LOCAL
from measure.proposal import Proposal
from terminal.door import day
from terminal.options import Context, Day, File

Into = Annotated[
    list[str] | None,
    typer.Option("--into", help="FROM=TO or FROM=TO:0.7, once for each; proposed: the others as proposed"),
]
PROPOSED = "proposed"
Told = dict[str, dict[str, float | None]]


def propose(ctx: Context, file: File, since: Day) -> None:
    """What probably becomes of the units that a list of all units does not have; nothing is kept."""
    with ctx.obj.store() as store:
        planned = reorganise.plan(LOCAL, store, file, day(since))
    ctx.obj.answer([_proposed(planned, each, ctx.obj.lang) for each in planned.proposals])


def _proposed(planned: reorganise.Plan, each: Proposal, lang: str) -> dict[str, Any]:
    after = planned.after.units.get(each.target or "")
    codes = {"from": each.source, "to": each.target, "reason": each.reason.value}
    before = planned.before.units[each.source].name.text(lang)
    return codes | {"from_name": before, "to_name": after.name.text(lang) if after else None}


def keep(ctx: Context, file: File, since: Day, into: Into = None) -> None:
    """Keep a list of all units from a day on, end the units it does not have, and what they go on in: one change."""
    with ctx.obj.store() as store:
        planned = reorganise.plan(LOCAL, store, file, day(since))
        told = _into(planned, [words for words in into or () if words != PROPOSED])
        rest: Told = {each.source: {each.target: 1.0} for each in planned.proposals if each.target}
        links = reorganise.reorganise(LOCAL, store, planned, (rest if PROPOSED in (into or ()) else {}) | told)
    ended = [code for code in planned.before.units if code not in planned.after.units]
    rows = [{"from": i.source, "to": i.target, "kind": i.kind.value, "share": i.share} for i in links]
    ctx.obj.answer({"units": len(planned.units), "ended": ended, "links": rows})


def _into(planned: reorganise.Plan, into: list[str]) -> Told:
    """What was told by hand, each unit with those it goes on in; raises Refused where it cannot be."""
    found: Told = {}
    gone = [code for code in planned.before.units if code not in planned.after.units]
    for words in into:
        source, _, rest = words.partition("=")
        target, _, share = rest.partition(":")
        if source not in gone:
            raise Refused("reorganise_from", found=source or words, known=", ".join(gone) or "-")
        structure.refuse_unknown([target], planned.after.units.values())
        found.setdefault(source, {})[target] = _share(share or "1")
    return found


def _share(words: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise Refused("reorganise_share", found=words)
    return share
