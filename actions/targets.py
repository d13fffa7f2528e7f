"""Targets an organisation sets: kept, listed, removed and taken back; and what the data say of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from actions import listing, takeback, view
from actions.listing import Taken
from actions.organise import find_survey
from actions.refused import Refused
from actions.series import Run, Runs, runs
from actions.sight import sight
from actions.users import READERS, Person, Role, allow
from confidentiality.cube import Level
from db import target as kept
from db.engine import Store
from db.survey import Survey, surveys
from measure.speed import LIKELY, UNLIKELY, Aim, Target, outlook
from measure.target import SetTarget, in_force
from measure.wave import WaveState

NEEDED = ("indicator", "share")
SHELF = takeback.Shelf(
    "target",
    SetTarget.model_validate,
    lambda connection: {target.key: target for target in kept.get_targets(connection)},
    kept.put_targets,
    kept.remove_target,
)


class InTime(StrEnum):
    """What may be said of the day a target is due."""

    UNDATED = "undated"
    LIKELY = "likely"
    CANNOT_TELL = "cannot_tell_yet"
    UNLIKELY = "unlikely"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True)
class TargetRow:
    """A target, the newest shown cell of what it is about (None: nothing is shown), and the outlook from there.

    `outlook` is None where the person does not see the unit's results or nothing is shown.
    """

    target: SetTarget
    cell: Level | None
    outlook: Target | None
    in_time: InTime


def targets(person: Person, store: Store, guideline: str | None = None) -> list[SetTarget]:
    """The targets that were set, of one guideline or of all."""
    allow(person, *READERS)
    with store.reading() as connection:
        return [target for target in kept.get_targets(connection) if guideline in (None, target.guideline)]


def set_target(person: Person, store: Store, target: SetTarget) -> SetTarget:
    """Keep a target in place of the one for the same; raises Refused where it is about nothing that is asked."""
    allow(person, Role.HR)
    with store.reading() as connection:
        known = _newest(surveys(connection), target.guideline)
    target = target.model_copy(update={"segment": _group(known, target.segment)})
    if (fault := _fault(target, known)) is not None:
        raise Refused("target_cell", **fault)
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {target.key: target})
    return target


def import_targets(person: Person, store: Store, path: Path, guideline: str) -> Taken[SetTarget]:
    """Keep the targets of a list (indicator,share[,unit][,audience][,date]) of one guideline; all of it, or nothing."""
    allow(person, Role.HR)
    rows = listing.read(path, *NEEDED).rows
    with store.reading() as connection:
        known = _newest(surveys(connection), guideline)
    found, problems = list[SetTarget](), list[Refused]()
    for row in rows:
        try:
            found.append(_read(row, known))
        except Refused as fault:
            problems.append(fault)
    if problems:
        return Taken(problems=tuple(problems))
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {target.key: target for target in found})
    return Taken(tuple(found))


def remove_target(person: Person, store: Store, key: str) -> str:
    """Forget a target by its key."""
    allow(person, Role.HR)
    known = [target.key for target in targets(person, store)]
    if key not in known:
        raise Refused("target_unknown", key=key, known=", ".join(known) or "-")
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {key: None})
    return key


def aim(person: Person, store: Store, query: view.Query) -> Aim | None:
    """The target that counts for a unit (the root without one) on an indicator: its own, or that of a unit above."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = [s for s in view.asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        found = kept.get_targets(connection)
    if not known:
        return None
    tree, guideline = known[-1].tree, known[-1].guideline.key
    unit = query.unit or known[-1].root
    path = tree.path(unit) if unit in tree.units else [unit]
    own = (each for each in found if each.guideline == guideline and each.indicator == query.indicator)
    mine = [each for each in own if each.segment == query.segment]
    chosen = in_force(mine, path, known[-1].kept.wave.ends_on)
    return None if chosen is None else Aim(chosen.share, chosen.day)


def standing(person: Person, store: Store, guideline: str) -> list[TargetRow]:
    """Every target of a guideline with where its series stands and where it leads."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = [s for s in surveys(connection) if s.guideline.key == guideline]
    closed = [s for s in known if s.kept.wave.state is WaveState.CLOSED]
    tree, held = closed[-1].tree if closed else None, dict[tuple[str, str | None], Runs]()
    rows = []
    for each in targets(person, store, guideline):
        if tree is None or each.unit not in tree.units or each.unit not in sight(person, tree):
            rows.append(TargetRow(each, None, None, InTime.CANNOT_TELL))
            continue
        about = each.indicator, each.segment
        if about not in held:
            held[about] = runs(person, store, view.Query(None, None, each.segment, each.indicator, guideline))
        rows.append(_row(each, held[about]))
    return rows


def _row(target: SetTarget, known: Runs) -> TargetRow:
    """One target beside the series of all units that it may be about."""
    run, aimed = known.of(target.unit), Aim(target.share, target.day)
    ahead = outlook(run.seen, aimed, fellows=known.fellows(known.level.get(target.unit))).target
    cell = run.cells[-1] if run.cells else None
    return TargetRow(target, cell, ahead, _in_time(target, run, ahead))


def _in_time(target: SetTarget, run: Run, ahead: Target | None) -> InTime:
    """By the forecast while it is ahead; by the last wave up to that day once it has passed."""
    if target.day is None:
        return InTime.UNDATED
    if run.seen and target.day < run.seen[-1].day:
        return _met(target, [cell for cell, seen in zip(run.cells, run.seen, strict=True) if seen.day <= target.day])
    chance = None if ahead is None else ahead.probability_by
    if chance is None or UNLIKELY <= chance < LIKELY:
        return InTime.CANNOT_TELL
    return InTime.LIKELY if chance >= LIKELY else InTime.UNLIKELY


def _met(target: SetTarget, before: list[Level]) -> InTime:
    """Met or missed where the interval of that wave leaves no doubt."""
    cell = before[-1] if before else None
    if cell is None or cell.low is None or cell.high is None:
        return InTime.CANNOT_TELL
    if cell.low >= target.share:
        return InTime.MET
    return InTime.MISSED if cell.high < target.share else InTime.CANNOT_TELL


def _newest(known: Iterable[Survey], guideline: str) -> Survey:
    """The newest wave of a guideline, whose units, audiences and indicators a target may name."""
    found = [survey for survey in known if survey.guideline.key == guideline]
    if not found:
        raise Refused(
            "guideline_unknown", guideline=guideline, known=", ".join({s.guideline.key for s in known}) or "-"
        )
    return find_survey(found, found[-1].kept.wave.name)


def _fault(target: SetTarget, known: Survey) -> dict[str, str] | None:
    """What a target names that the newest wave does not ask: the column, what it says and what it may say."""
    keys = [indicator.key for indicator in known.guideline.indicators]
    if target.indicator not in keys:
        return {"column": "indicator", "found": target.indicator, "allowed": ", ".join(keys)}
    if target.unit not in known.tree.units:
        return {"column": "unit", "found": target.unit, "allowed": ", ".join(known.tree.preorder())}
    groups = {f"{name}={value}": None for _, given, _ in known.people for name, value in given.items()}
    groups |= {group: None for audience in known.guideline.audiences if (group := audience.group)}
    if target.segment is not None and target.segment not in groups:
        return {"column": "audience", "found": target.segment, "allowed": ", ".join(groups) or "-"}
    return None


def _group(known: Survey, told: str | None) -> str | None:
    """An audience told by its key or as "name=value"; None is everybody."""
    found = known.guideline.audience(told)
    return told if found is None else found.group


def _read(row: listing.Row, known: Survey) -> SetTarget:
    """One row; without a unit it is for the whole."""
    for column in NEEDED:
        if not row.text(column):
            raise Refused("list_blank", row=row.number, column=column)
    share = row.number_of("share")
    if not 0 < share <= 1:
        raise Refused("list_choice", row=row.number, column="share", found=row.text("share"), allowed="0.01 - 1")
    target = SetTarget(
        guideline=known.guideline.key,
        indicator=row.text("indicator"),
        unit=row.text("unit") or known.root,
        share=share,
        segment=_group(known, row.text("audience") or None),
        day=row.day("date"),
    )
    if (fault := _fault(target, known)) is not None:
        raise Refused("list_choice", row=row.number, **fault)
    return target
