"""Versions of a wave: withdrawing one, opening the next with what the last one held, and letting go of the last."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, literal, select, update

from db import tables as t
from db.read import KeptWave
from measure.wave import WaveState

STAYS = ("guideline_version_id", "starts_on", "ends_on", "minimum_base", "salt")


def withdraw(connection: Connection, waves: list[int], reason: str) -> None:
    """Show nothing of these waves any more, and say why."""
    gone = {"state": WaveState.WITHDRAWN.value, "reason": reason}
    connection.execute(update(t.Wave).where(t.Wave.id.in_(waves)).values(gone))


def supersede(connection: Connection, wave: KeptWave) -> None:
    """Let the earlier versions of a wave that are still shown give way to it."""
    earlier = (t.Wave.name == wave.wave.name) & (t.Wave.version < wave.wave.version)
    shown = t.Wave.state == WaveState.CLOSED.value
    connection.execute(update(t.Wave).where(earlier & shown).values(state=WaveState.SUPERSEDED.value))


def ask_anew(connection: Connection, wave: int, guideline_version: int) -> None:
    """Put another version of its guideline under a wave."""
    connection.execute(update(t.Wave).where(t.Wave.id == wave).values(guideline_version_id=guideline_version))


def open_next(connection: Connection, wave: KeptWave, reason: str) -> int:
    """Open the next version of a wave, with copies of its headcounts and of the uploads that count; answers its id."""
    old = connection.execute(select(t.Wave.__table__).where(t.Wave.id == wave.id)).mappings().one()
    row = {name: old[name] for name in ("name", *STAYS)} | {"version": wave.wave.version + 1, "reason": reason}
    new = _new(connection, t.Wave, row | {"state": WaveState.OPEN.value})
    _copy(connection, t.Headcount, (t.Headcount.wave_id == wave.id, {"wave_id": new}))
    counts = select(t.Upload.__table__).where(t.Upload.wave_id == wave.id, t.Upload.state == "kept")
    for upload in connection.execute(counts.order_by(t.Upload.id)).mappings().all():
        told = {name: value for name, value in upload.items() if name != "id"}
        copy = _new(connection, t.Upload, told | {"wave_id": new})
        _copy(connection, t.ResponseBlock, (t.ResponseBlock.upload_id == upload["id"], {"upload_id": copy}))
    return new


def _new(connection: Connection, table: type[t.Base], row: Mapping[str, Any]) -> int:
    identity = table.__table__.c.id
    return int(connection.execute(insert(table).values(dict(row)).returning(identity)).scalar_one())


def _copy(connection: Connection, table: type[t.Base], how: tuple[Any, dict[str, int]]) -> None:
    """Copy rows within the store, some of their columns changed; no row's bytes leave the database."""
    which, changed = how
    names = [column.name for column in table.__table__.columns if column.name != "id"]
    columns = [literal(changed[name]) if name in changed else table.__table__.c[name] for name in names]
    connection.execute(insert(table).from_select(names, select(*columns).where(which)))
