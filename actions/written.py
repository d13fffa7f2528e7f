"""Comments as they were written, read from a wave's files; those of the same words on one question are one."""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db import comments as kept
from db.read import KeptWave
from db.write import Connection
from intake import block

KEY = 16  # hexadecimal digits


@dataclass(frozen=True)
class Written:
    """Comments of the same words: the question, and the unit of each of them; `key` names them."""

    key: str
    item: str
    text: str
    units: tuple[str, ...]


def written(connection: Connection, wave: KeptWave) -> list[Written]:
    """What was written in one version of a wave, by question and then in an order that says nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for unit, item, text in _rows(kept.blocks(connection, wave.id)):
        found.setdefault((item, text), []).append(unit)
    known = [Written(_key(wave, *of), *of, tuple(units)) for of, units in found.items()]
    return sorted(known, key=lambda each: (each.item, each.key))


def forget_gone(connection: Connection, wave: KeptWave) -> None:
    """Forget what was decided about comments that no file of the wave holds any more."""
    rows = _rows(kept.all_blocks(connection, wave.wave.name))
    kept.keep_only(connection, wave.wave.name, {_key(wave, item, text) for _, item, text in rows})


def _rows(blocks: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    for content in blocks:
        texts = block.decode(content)
        if isinstance(texts, block.Texts):
            for unit, item, text in zip(texts.unit.tolist(), texts.item.tolist(), texts.text.to_pylist(), strict=True):
                yield texts.unit_codes[unit], texts.items[item], text


def _key(wave: KeptWave, item: str, text: str) -> str:
    """A key that tells nothing of the words to who has not the wave's salt."""
    return hmac.digest((wave.salt or wave.wave.name).encode(), f"{item}\0{text}".encode(), "sha256").hex()[:KEY]
