"""The lookup of every text: `say(key, lang, **blanks)` from text/ja.toml and text/en.toml.

Keys are dotted (`overview.title`), both files hold the same keys with the same blanks (tests/text holds that).
A key that does not exist is a fault of ours, so it raises KeyError instead of showing something.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGUAGES = ("ja", "en")
HERE = Path(__file__).parent


def say(key: str, lang: str, **blanks: object) -> str:
    """The text of `key` with its `{blanks}` filled; values are put in as they are, never read as a pattern."""
    return texts(lang)[key].format(**blanks)


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Every text of one language by its dotted key; KeyError for a language that is not ours."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    with (HERE / f"{lang}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file)))


@cache
def section(name: str, lang: str) -> Mapping[str, str]:
    """The texts of one section, by the rest of their key, in the order of the file."""
    prefix = f"{name}."
    own = {key.removeprefix(prefix): text for key, text in texts(lang).items() if key.startswith(prefix)}
    return MappingProxyType(own)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
