"""What is read back: each select says what one row of it means."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from confidentiality.cube import Level
from db import tables as t
from db.record import data_version as data_version  # what was read is kept under it
from measure.organisation import Unit
from measure.questionnaire import Guideline, Indicator, Item, Norm, Option, Wording
from measure.wave import Wave, WaveState

COUNTABLE = ("responses", "totals")
OWN = tuple(name for name in Level.model_fields if name not in ("wave", "unit", "segment"))
LEVEL = [getattr(t.Published, name) for name in OWN]


@dataclass(frozen=True)
class KeptWave:
    """A wave with its ids in the store and what was noted when it was closed."""

    id: int
    guideline_version_id: int
    wave: Wave
    closed_at: datetime | None
    closed_by: str | None
    closing: dict[str, Any]
    reason: str | None = None
    salt: str = field(default="", repr=False)


@dataclass(frozen=True)
class KeptUpload:
    """A file that was handed in, kept or undone."""

    id: int
    wave: str
    particulars: dict[str, Any]


def _wording(row: RowMapping, name: str) -> Wording | None:
    return None if row[f"{name}_ja"] is None else Wording(ja=row[f"{name}_ja"], en=row[f"{name}_en"])


def _rows(connection: Connection, query: Select[Any]) -> Sequence[RowMapping]:
    return connection.execute(query).mappings().all()


def newest_versions(connection: Connection) -> dict[str, int]:
    """Guideline key to the id of its newest version, in the order the guidelines were first imported."""
    newest = (
        select(func.max(t.GuidelineVersion.id)).where(t.GuidelineVersion.guideline_id == t.Guideline.id)
    ).scalar_subquery()
    rows = connection.execute(select(t.Guideline.key, newest).order_by(t.Guideline.id))
    return {row[0]: row[1] for row in rows}


def guideline(connection: Connection, version: int) -> Guideline:
    """One version of a guideline, whole."""
    query = (
        select(t.GuidelineVersion.__table__, t.Guideline.key)
        .join(t.Guideline, t.Guideline.id == t.GuidelineVersion.guideline_id)
        .where(t.GuidelineVersion.id == version)
    )
    row = connection.execute(query).mappings().one()
    plain = {name: row[name] for name in ("key", "version", "published_on", "root_unit")}
    wordings = {name: _wording(row, name) for name in ("name", "note", "source")}
    lists: dict[str, Any] = {"norms": _norms(connection, version), "items": _items(connection, version)}
    lists |= {"indicators": _indicators(connection, version), "segments": json.loads(row["segments"] or "[]")}
    lists |= {"audiences": json.loads(row["audiences"] or "[]"), "panel": json.loads(row["panel"] or "null")}
    return Guideline.model_validate(plain | wordings | lists)


def _norms(connection: Connection, version: int) -> tuple[Norm, ...]:
    query = select(t.Norm.__table__).where(t.Norm.guideline_version_id == version).order_by(t.Norm.number)
    return tuple(
        Norm.model_validate({"number": r["number"], "name": _wording(r, "name")}) for r in _rows(connection, query)
    )


def _items(connection: Connection, version: int) -> tuple[Item, ...]:
    query = (
        select(t.Option.__table__, t.Item.key)
        .join(t.Item, t.Item.id == t.Option.item_id)
        .where(t.Item.guideline_version_id == version)
        .order_by(t.Option.position)
    )
    options: dict[str, list[Option]] = {}
    for row in _rows(connection, query):
        own = {name: row[name] for name in ("code", "direction", "status")}
        wording = {"label": _wording(row, "label"), "aliases": tuple(json.loads(row["aliases"]))}
        options.setdefault(row["key"], []).append(Option.model_validate(own | wording))
    items = select(t.Item.__table__).where(t.Item.guideline_version_id == version).order_by(t.Item.position)
    return tuple(_item(row, tuple(options.get(row["key"], ()))) for row in _rows(connection, items))


def _item(row: RowMapping, options: tuple[Option, ...]) -> Item:
    plain = {name: row[name] for name in ("key", "version", "kind", "norm", "audience")}
    rest = {"text": _wording(row, "text"), "asked_as": tuple(json.loads(row["asked_as"])), "options": options}
    return Item.model_validate(plain | rest)


def _indicators(connection: Connection, version: int) -> tuple[Indicator, ...]:
    query = select(t.Indicator.__table__).where(t.Indicator.guideline_version_id == version)
    plain = ("key", "item", "stage", "reception", "norm", "purpose", "among")
    return tuple(
        Indicator.model_validate(
            {name: row[name] for name in plain}
            | {"name": _wording(row, "name"), "definition": _wording(row, "definition")}
        )
        for row in _rows(connection, query.order_by(t.Indicator.position))
    )


def units(connection: Connection) -> list[Unit]:
    """Every period of every unit, in the order of the organisation's list."""
    parent = t.Unit.__table__.alias("parent")
    query = (
        select(t.UnitPeriod.__table__, t.Unit.code, parent.c.code.label("parent"))
        .join(t.Unit, t.Unit.id == t.UnitPeriod.unit_id)
        .outerjoin(parent, parent.c.id == t.UnitPeriod.parent_id)
        .order_by(t.UnitPeriod.position, t.UnitPeriod.valid_from)
    )
    plain = ("code", "parent", "valid_from", "valid_to")
    return [
        Unit.model_validate(
            {name: row[name] for name in plain}
            | {"name": _wording(row, "name"), "aliases": tuple(json.loads(row["aliases"]))}
        )
        for row in _rows(connection, query)
    ]


def waves(connection: Connection) -> list[KeptWave]:
    """Every wave in order of time."""
    query = (
        select(t.Wave.__table__, t.Guideline.key)
        .join(t.GuidelineVersion, t.GuidelineVersion.id == t.Wave.guideline_version_id)
        .join(t.Guideline, t.Guideline.id == t.GuidelineVersion.guideline_id)
        .order_by(t.Wave.starts_on, t.Wave.name, t.Wave.version)
    )
    return [_wave(row) for row in _rows(connection, query)]


def _wave(row: RowMapping) -> KeptWave:
    plain = {name: row[name] for name in ("name", "version", "starts_on", "ends_on", "minimum_base")}
    wave = Wave(guideline=row["key"], state=WaveState(row["state"]), **plain)
    closing = json.loads(row["closing"]) if row["closing"] else {}
    return KeptWave(
        row["id"],
        row["guideline_version_id"],
        wave,
        row["closed_at"],
        row["closed_by"],
        closing,
        row["reason"],
        row["salt"],
    )


def headcount(connection: Connection, wave: int) -> list[tuple[str, dict[str, str], int]]:
    """The headcount rows of a wave: (unit, segments, people)."""
    query = (
        select(t.Unit.code, t.Headcount.segments, t.Headcount.headcount)
        .join(t.Unit, t.Unit.id == t.Headcount.unit_id)
        .where(t.Headcount.wave_id == wave)
        .order_by(t.Headcount.id)
    )
    return [(code, json.loads(segments), people) for code, segments, people in connection.execute(query)]


def uploads(connection: Connection) -> list[KeptUpload]:
    """Every upload in the order of arrival, without its blocks."""
    query = select(t.Upload.__table__, t.Wave.name.label("wave"), t.Wave.version).join(
        t.Wave, t.Wave.id == t.Upload.wave_id
    )
    rows = _rows(connection, query.order_by(t.Upload.id))
    return [
        KeptUpload(row["id"], row["wave"], {k: v for k, v in row.items() if k not in ("id", "wave")}) for row in rows
    ]


def blocks(connection: Connection, wave: int) -> list[tuple[str, bytes]]:
    """The kept blocks of a wave that may be counted, (kind, Parquet bytes); free text and ids stay where they are."""
    query = (
        select(t.ResponseBlock.kind, t.ResponseBlock.bytes)
        .join(t.Upload, t.Upload.id == t.ResponseBlock.upload_id)
        .where(t.Upload.wave_id == wave, t.Upload.state == "kept", t.ResponseBlock.kind.in_(COUNTABLE))
        .order_by(t.ResponseBlock.id)
    )
    return [(kind, bytes(content)) for kind, content in connection.execute(query)]


def all_blocks(connection: Connection) -> Iterator[tuple[int, int, str, bytes]]:
    """Every block with what it was kept with: (upload, rows, sha256, bytes)."""
    query = select(t.ResponseBlock.upload_id, t.ResponseBlock.rows, t.ResponseBlock.sha256, t.ResponseBlock.bytes)
    for upload, rows, digest, content in connection.execute(query.order_by(t.ResponseBlock.id)):
        yield upload, rows, digest, bytes(content)


def response_rows(connection: Connection) -> dict[int, int]:
    """Responses kept by the id of their wave."""
    query = (
        select(t.Wave.id, func.sum(t.ResponseBlock.rows))
        .join(t.Upload, t.Upload.wave_id == t.Wave.id)
        .join(t.ResponseBlock, t.ResponseBlock.upload_id == t.Upload.id)
        .where(t.Upload.state == "kept", t.ResponseBlock.kind == "responses")
        .group_by(t.Wave.id)
    )
    return {wave: int(rows) for wave, rows in connection.execute(query)}


@dataclass(frozen=True)
class Cells:
    """Which published cells are wanted; None leaves a dimension open, segment "" is everybody."""

    waves: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    segment: str | None = None
    segment_value: str | None = None
    indicators: tuple[str, ...] | None = None
    ids: tuple[int, ...] | None = None
    """Waves by id, in whatever state; without it only those that are shown."""


def published(connection: Connection, cells: Cells) -> list[Level]:
    """Published cells in order of time, then of writing."""
    query = (
        select(t.Wave.name, t.Unit.code, t.Published.segment, t.Published.segment_value, *LEVEL)
        .join(t.Wave, t.Wave.id == t.Published.wave_id)
        .join(t.Unit, t.Unit.id == t.Published.unit_id)
        .where(t.Wave.state == WaveState.CLOSED.value if cells.ids is None else t.Wave.id.in_(cells.ids))
        .order_by(t.Wave.starts_on, t.Wave.name, t.Published.id)
    )
    wanted = {t.Wave.name: cells.waves, t.Unit.code: cells.units, t.Published.indicator: cells.indicators}
    for column, values in wanted.items():
        query = query if values is None else query.where(column.in_(values))
    for name in ("segment", "segment_value"):
        value = getattr(cells, name)
        query = query if value is None else query.where(getattr(t.Published, name) == value)
    return [_level(*row) for row in connection.execute(query)]


def _level(wave: str, unit: str, segment: str, value: str, *rest: Any) -> Level:
    """By position: there are a hundred thousand of them on a page of many waves."""
    place = {"wave": wave, "unit": unit, "segment": f"{segment}={value}" if segment else None}
    return Level.model_validate(place | dict(zip(OWN, rest, strict=True)))
