"""What an organisation tells before it asks: guidelines, units, waves and headcounts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actions import guidelines, listing, structure
from actions.guidelines import import_guideline as import_guideline
from actions.guidelines import read_guideline as read_guideline
from actions.refused import Refused as Refused
from actions.users import READERS, Person, Role, allow
from db import read, write
from db.engine import Store
from db.survey import Survey, surveys
from measure.organisation import OrgTree, TreeProblem, Unit, renewed
from measure.questionnaire import UNION, Frozen, Guideline, Wording
from measure.tally import headcounts
from measure.wave import Wave, WaveState

LOWEST_BASE = 5
HeadcountRow = tuple[str, dict[str, str], int]
"""A unit, the values of its segments, and how many people they are."""


def import_units(person: Person, store: Store, path: Path, since: date) -> list[Unit]:
    """Keep the units of a list (code,name,parent[,name_en][,valid_from][,valid_to][,aliases]), from `since` on."""
    allow(person, Role.HR)
    units = read_units(path, since)
    with store.writing() as connection:
        put_units(connection, person, (units, since))
    return units


def read_units(path: Path, since: date) -> list[Unit]:
    """The units of a list, valid from `since` on where it says no other day."""
    return [_unit(row, since) for row in listing.read(path, "code", "name", "parent").rows]


def put_units(connection: write.Connection, person: Person, told: tuple[list[Unit], date]) -> None:
    """Keep units beside those that are known; raises Refused where together they are no tree on some day."""
    units, since = told
    ours, known = {unit.code for unit in units}, read.units(connection)
    periods = renewed(known, units)
    _hold_together([*periods, *(unit for unit in known if unit.code not in ours)])
    about = {"units": len(units), "from": since.isoformat()}
    with structure.changing(connection, person, about):
        write.put_units(connection, periods)
    write.put_audit(connection, person.name, "units", about)


def units(person: Person, store: Store) -> list[Unit]:
    """Every period of every unit, in the order of the lists."""
    allow(person, *READERS)
    with store.reading() as connection:
        return read.units(connection)


def _unit(row: listing.Row, since: date) -> Unit:
    if not (code := row.text("code")) or not (name := row.text("name")):
        raise Refused("list_blank", row=row.number, column="name" if row.text("code") else "code")
    aliases = tuple(alias.strip() for alias in row.text("aliases").split("|") if alias.strip())
    return Unit(
        code=code,
        name=Wording(ja=name, en=row.text("name_en") or name),
        parent=row.text("parent") or None,
        valid_from=row.day("valid_from") or since,
        valid_to=row.day("valid_to"),
        aliases=aliases,
    )


def _hold_together(units: Iterable[Unit]) -> None:
    """Refuse a list that is no tree on some day on which a unit begins or ends."""
    known = list(units)
    days = {unit.valid_from for unit in known} | {unit.valid_to for unit in known if unit.valid_to is not None}
    for day in sorted(days):
        try:
            OrgTree.on(day, known)
        except TreeProblem as problem:
            raise Refused(f"tree_{problem.kind}", code=problem.code, day=day.isoformat()) from None


class NewWave(Frozen):
    """A wave to be: without a guideline the store's only one, without a minimum base the organisation's own."""

    name: str
    starts_on: date
    ends_on: date
    guideline: str | None = None
    minimum_base: int


def add_wave(person: Person, store: Store, new: NewWave) -> Wave:
    """Open a wave; raises Refused where its name is taken, its dates are turned round or its base is too low."""
    allow(person, Role.HR)
    with store.writing() as connection:
        return _add_wave(connection, person, new)


def open_with_headcount(person: Person, store: Store, new: NewWave, path: Path) -> int:
    """Open a wave together with its headcounts, or neither; answers how many are asked in all."""
    allow(person, Role.HR)
    rows = _headcount_rows(path)
    with store.writing() as connection:
        _add_wave(connection, person, new)
        return _put_headcount(connection, person, (new.name, rows))


def found(person: Person, store: Store, told: tuple[Guideline, list[Unit]], new: NewWave) -> None:
    """Keep a questionnaire, the units it is asked in and its first wave: all of them or none; for an empty store only."""
    allow(person, Role.HR)
    guideline, units = told
    with store.writing() as connection:
        if read.newest_versions(connection):
            raise Refused("not_empty")
        guidelines.put(connection, person, guideline)
        put_units(connection, person, (units, units[0].valid_from))
        _add_wave(connection, person, new)


def _add_wave(connection: write.Connection, person: Person, new: NewWave) -> Wave:
    if new.starts_on > new.ends_on:
        raise Refused("wave_dates", wave=new.name)
    if new.minimum_base < LOWEST_BASE:
        raise Refused("minimum_base", found=new.minimum_base, lowest=LOWEST_BASE)
    versions = read.newest_versions(connection)
    key = _only_guideline(versions, new.guideline)
    if new.name in {kept.wave.name for kept in read.waves(connection)}:
        raise Refused("wave_exists", wave=new.name)
    wave = Wave(state=WaveState.OPEN, **new.model_dump(exclude={"guideline"}), guideline=key)
    write.put_wave(connection, wave, versions[key])
    write.put_audit(connection, person.name, "wave", wave.model_dump(mode="json"))
    return wave


def _only_guideline(versions: dict[str, int], wanted: str | None) -> str:
    if wanted is not None and wanted not in versions:
        raise Refused("guideline_unknown", guideline=wanted, known=", ".join(versions))
    if wanted is None and len(versions) != 1:
        raise Refused("guideline_which" if versions else "guideline_none", known=", ".join(versions))
    return wanted or next(iter(versions))


def import_headcount(person: Person, store: Store, path: Path, wave: str) -> int:
    """Keep how many were asked (unit,segment columns...,headcount) in an open wave; answers how many in all."""
    allow(person, Role.HR)
    rows = _headcount_rows(path)
    with store.writing() as connection:
        return _put_headcount(connection, person, (wave, rows))


def _headcount_rows(path: Path) -> list[HeadcountRow]:
    """(unit, segment values, people) of a list, each group once."""
    listed = listing.read(path, "unit", "headcount")
    segments = [column for column in listed.columns if column not in ("unit", "headcount", "name") and column]
    rows = [(row.text("unit"), {s: row.text(s) for s in segments if row.text(s)}, _people(row)) for row in listed.rows]
    signed = [(row, row.text(s)) for row in listed.rows for s in segments if UNION in row.text(s)]
    if signed:
        raise Refused("headcount_sign", row=signed[0][0].number, found=signed[0][1], sign=UNION)
    twice = [unit for (unit, _), times in Counter((unit, str(given)) for unit, given, _ in rows).items() if times > 1]
    if twice:
        raise Refused("headcount_twice", code=", ".join(twice[:10]))
    return rows


def _put_headcount(connection: write.Connection, person: Person, told: tuple[str, list[HeadcountRow]]) -> int:
    wave, rows = told
    survey = open_survey(surveys(connection), wave)
    kept = survey.kept
    structure.refuse_unknown({unit for unit, _, _ in rows}, survey.tree.units.values())
    write.put_headcount(connection, kept.id, rows)
    counted = headcounts(rows, survey.tree)
    people = sum(counted.get((root, "", ""), 0) for root in survey.tree.roots())
    write.put_audit(connection, person.name, "headcount", {"wave": wave, "people": people})
    return people


def _people(row: listing.Row) -> int:
    people = row.number_of("headcount")
    if people < 0 or people != int(people):
        raise Refused("list_number", row=row.number, column="headcount", found=row.text("headcount"))
    return int(people)


def find_wave(waves: Iterable[read.KeptWave], name: str) -> read.KeptWave:
    """The wave of that name in the version that is shown, else in its newest; raises Refused when there is none."""
    known = list(waves)
    own = [kept for kept in known if kept.wave.name == name]
    if not own:
        names = dict.fromkeys(kept.wave.name for kept in known)
        raise Refused("wave_unknown", wave=name, known=", ".join(names) or "-")
    return max(own, key=lambda kept: (kept.wave.state is WaveState.CLOSED, kept.wave.version))


def open_wave(waves: Iterable[read.KeptWave], name: str) -> read.KeptWave:
    """The wave of that name in the version that still takes answers; raises Refused where there is none."""
    known = list(waves)
    found = find_wave(known, name)
    own = (kept for kept in known if kept.wave.name == name and kept.wave.state is WaveState.OPEN)
    if (opened := next(own, None)) is None:
        raise Refused("wave_withdrawn" if found.wave.state is WaveState.WITHDRAWN else "wave_closed", wave=name)
    return opened


def find_survey(known: Iterable[Survey], wave: str) -> Survey:
    """The wave of that name, as it is shown, in its surroundings; raises Refused when there is none."""
    found = list(known)
    kept = find_wave([survey.kept for survey in found], wave)
    return next(survey for survey in found if survey.kept is kept)


def open_survey(known: Iterable[Survey], wave: str) -> Survey:
    """The wave of that name, as it still takes answers, in its surroundings; raises Refused where it takes none."""
    found = list(known)
    kept = open_wave([survey.kept for survey in found], wave)
    return next(survey for survey in found if survey.kept is kept)


def newest_survey(known: Iterable[Survey], wave: str) -> Survey:
    """The wave of that name in its newest version, open or not, in its surroundings."""
    found = list(known)
    find_wave([survey.kept for survey in found], wave)
    own = [survey for survey in found if survey.kept.wave.name == wave]
    return max(own, key=lambda survey: survey.kept.wave.version)
