"""What is written: one function a change, on a writing connection that the caller opened."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection as Connection  # named here for those who may not import SQLAlchemy
from sqlalchemy import bindparam, delete, func, insert, select, update

from confidentiality.cube import Drafted
from db import tables as t
from db.record import put_audit as put_audit  # every change ends with it
from measure.organisation import Lineage, Unit, in_order
from measure.questionnaire import Guideline, Wording
from measure.wave import Wave, WaveState

LISTS = ("segments", "audiences")  # of a guideline, kept as they are


def as_json(value: Any) -> str:
    """JSON with sorted keys, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _both(name: str, wording: Wording | None) -> dict[str, str | None]:
    ja, en = (None, None) if wording is None else (wording.ja, wording.en)
    return {f"{name}_ja": ja, f"{name}_en": en}


def put_guideline(connection: Connection, guideline: Guideline) -> int:
    """Keep a guideline as its newest version; answers the id of that version."""
    found = connection.execute(select(t.Guideline.id).where(t.Guideline.key == guideline.key)).scalar()
    key = found or _new(connection, t.Guideline, {"key": guideline.key})
    newest = select(func.coalesce(func.max(t.GuidelineVersion.number), 0)).where(t.GuidelineVersion.guideline_id == key)
    plain = {"version": guideline.version, "published_on": guideline.published_on, "root_unit": guideline.root_unit}
    names = _both("name", guideline.name) | _both("note", guideline.note) | _both("source", guideline.source)
    number = {"guideline_id": key, "number": connection.execute(newest).scalar_one() + 1}
    lists = {name: as_json([each.model_dump() for each in getattr(guideline, name)]) for name in LISTS}
    panel = {"panel": None if guideline.panel is None else as_json(guideline.panel.model_dump())}
    version = _new(connection, t.GuidelineVersion, plain | names | number | lists | panel)
    _put_questionnaire(connection, version, guideline)
    return version


def _new(connection: Connection, table: type[t.Base], row: Mapping[str, Any]) -> int:
    identity = table.__table__.c.id
    return int(connection.execute(insert(table).values(dict(row)).returning(identity)).scalar_one())


def _put_questionnaire(connection: Connection, version: int, guideline: Guideline) -> None:
    for norm in guideline.norms:
        row = {"guideline_version_id": version, "number": norm.number} | _both("name", norm.name)
        _new(connection, t.Norm, row)
    for position, item in enumerate(guideline.items):
        row = {"guideline_version_id": version, "position": position, "asked_as": as_json(item.asked_as)}
        plain = item.model_dump(include={"key", "version", "kind", "norm", "audience"}, mode="json")
        identity = _new(connection, t.Item, row | plain | _both("text", item.text))
        for place, option in enumerate(item.options):
            own = option.model_dump(include={"code", "direction", "status"}, mode="json")
            rest = {"item_id": identity, "position": place, "aliases": as_json(option.aliases)}
            _new(connection, t.Option, own | rest | _both("label", option.label))
    for position, indicator in enumerate(guideline.indicators):
        plain = indicator.model_dump(exclude={"name", "definition"}, mode="json")
        names = _both("name", indicator.name) | _both("definition", indicator.definition)
        _new(connection, t.Indicator, {"guideline_version_id": version, "position": position} | plain | names)


def unit_ids(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    """The ids of unit codes, made where a code is new."""
    wanted = list(dict.fromkeys(codes))
    known = {code: key for key, code in connection.execute(select(t.Unit.id, t.Unit.code))}
    fresh = [{"code": code} for code in wanted if code not in known]
    if fresh:
        connection.execute(insert(t.Unit), fresh)
        known = {code: key for key, code in connection.execute(select(t.Unit.id, t.Unit.code))}
    return {code: known[code] for code in wanted}


def put_units(connection: Connection, units: Sequence[Unit]) -> None:
    """Keep units in place of the periods these codes had before; where the list names a part, the others keep their order."""
    ids = unit_ids(connection, [code for unit in units for code in (unit.code, unit.parent) if code])
    order = in_order(_unit_order(connection), [unit.code for unit in units])
    connection.execute(delete(t.UnitPeriod).where(t.UnitPeriod.unit_id.in_({ids[unit.code] for unit in units})))
    rows = [
        {"unit_id": ids[unit.code], "parent_id": ids[unit.parent] if unit.parent else None, "position": 0}
        | {"aliases": as_json(unit.aliases), "valid_from": unit.valid_from, "valid_to": unit.valid_to}
        | _both("name", unit.name)
        for unit in units
    ]
    if rows:
        connection.execute(insert(t.UnitPeriod), rows)
    known = {code: key for key, code in connection.execute(select(t.Unit.id, t.Unit.code))}
    mine = update(t.UnitPeriod).where(t.UnitPeriod.unit_id == bindparam("key")).values(position=bindparam("place"))
    if order:
        connection.execute(mine, [{"key": known[code], "place": place} for place, code in enumerate(order, start=1)])


def _unit_order(connection: Connection) -> list[str]:
    """The codes of the units in their order, each once for every period."""
    query = select(t.Unit.code).join(t.UnitPeriod, t.UnitPeriod.unit_id == t.Unit.id).order_by(t.UnitPeriod.position)
    return list(connection.execute(query).scalars())


def put_lineage(connection: Connection, links: Sequence[Lineage]) -> None:
    """Keep links between units, in place of those between the same units on the same day."""
    ids = unit_ids(connection, [code for link in links for code in (link.source, link.target)])
    for link in links:
        same = {"day": link.day, "source_id": ids[link.source], "target_id": ids[link.target]}
        told = {"kind": link.kind.value, "share": link.share}
        if connection.execute(update(t.Lineage).filter_by(**same).values(told)).rowcount == 0:
            _new(connection, t.Lineage, same | told)


def put_wave(connection: Connection, wave: Wave, guideline_version: int) -> int:
    """Keep a new wave, with a salt of its own; answers its id."""
    row = wave.model_dump(exclude={"guideline"}, mode="python") | {"guideline_version_id": guideline_version}
    row |= {"salt": secrets.token_hex(16)}
    return _new(connection, t.Wave, row | {"state": wave.state.value})


def put_headcount(connection: Connection, wave: int, rows: Iterable[tuple[str, dict[str, str], int]]) -> None:
    """Keep the headcounts of a wave, (unit, segments, people) a row, in place of those it had."""
    given = list(rows)
    ids = unit_ids(connection, [unit for unit, _, _ in given])
    connection.execute(delete(t.Headcount).where(t.Headcount.wave_id == wave))
    values = [
        {"wave_id": wave, "unit_id": ids[unit], "segments": as_json(segments), "headcount": people}
        for unit, segments, people in given
    ]
    if values:
        connection.execute(insert(t.Headcount), values)


@dataclass(frozen=True)
class NewUpload:
    """A file that was read: its particulars for the `upload` table and its blocks by kind."""

    wave_id: int
    person: str
    particulars: Mapping[str, Any]
    blocks: Mapping[str, tuple[int, bytes]]


def put_upload(connection: Connection, upload: NewUpload) -> int:
    """Keep an upload with its blocks; answers its id."""
    row = {"wave_id": upload.wave_id, "state": "kept", "kept_at": datetime.now(UTC), "kept_by": upload.person}
    key = _new(connection, t.Upload, row | dict(upload.particulars))
    for kind, (rows, content) in upload.blocks.items():
        digest = hashlib.sha256(content).hexdigest()
        block = {"upload_id": key, "kind": kind, "rows": rows, "sha256": digest, "bytes": content}
        connection.execute(insert(t.ResponseBlock).values(block))
    return key


def undo_upload(connection: Connection, upload: int, person: str) -> None:
    """Drop an upload's blocks and mark it undone."""
    connection.execute(delete(t.ResponseBlock).where(t.ResponseBlock.upload_id == upload))
    undone = {"state": "undone", "undone_at": datetime.now(UTC), "undone_by": person}
    connection.execute(update(t.Upload).where(t.Upload.id == upload).values(undone))


def _cell(level: Drafted) -> dict[str, Any]:
    _, segment, value = level.group
    row = level.model_dump(exclude={"wave", "unit", "segment"}, mode="json")
    return row | {"segment": segment, "segment_value": value}


def put_published(connection: Connection, wave: int, levels: Sequence[Drafted]) -> None:
    """Write the cube of a wave, once."""
    ids = unit_ids(connection, [level.unit for level in levels])
    connection.execute(
        insert(t.Published), [_cell(level) | {"wave_id": wave, "unit_id": ids[level.unit]} for level in levels]
    )


def close_wave(connection: Connection, wave: int, person: str, closing: Mapping[str, Any]) -> None:
    """Freeze a wave, with what its closing found."""
    state = {"state": WaveState.CLOSED.value, "closed_at": datetime.now(UTC), "closed_by": person}
    connection.execute(update(t.Wave).where(t.Wave.id == wave).values(state | {"closing": as_json(dict(closing))}))


def end_units(connection: Connection, codes: Iterable[str], day: date) -> None:
    """Let units end on `day`, the first on which they are no more."""
    ids = unit_ids(connection, codes)
    open_ended = t.UnitPeriod.unit_id.in_(ids.values()) & t.UnitPeriod.valid_to.is_(None)
    connection.execute(update(t.UnitPeriod).where(open_ended).values(valid_to=day))
