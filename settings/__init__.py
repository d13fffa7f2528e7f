"""Reads config.toml and the environment into one frozen Settings, and says in a sentence what is wrong with them."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from measure.questionnaire import Wording
from settings.chosen import DEFAULT_DATABASE_URL, TABLE, TEXT, May
from settings.chosen import Settings as Settings  # what everybody is given

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FOUND = 80
ENVIRONMENT = {
    "SHINTODO_DATABASE_URL": ("store", "database_url"),
    "SHINTODO_LANG": ("organisation", "language"),
    "SHINTODO_HOST": ("server", "host"),
    "SHINTODO_PORT": ("server", "port"),
    "SHINTODO_COOKIE_SECRET": ("sign_in", "cookie_secret"),
    "SHINTODO_PROXY_SECRET": ("sign_in", "proxy_secret"),
}
SENTENCES = {
    "value": Wording(
        ja="設定 {key} の値 {found} は使えません（{where}）。使えるのは{allowed}です。",
        en="The setting {key} in {where} is {found}, which cannot be used; allowed: {allowed}.",
    ),
    "key": Wording(
        ja="設定 {key} はありません（{where}）。使えるのは{allowed}です。",
        en="There is no setting {key}, which {where} has; allowed: {allowed}.",
    ),
    "lacking": Wording(
        ja="サインインの方法 sign_in.way = {found} には、設定 {key} が必要です（{where}）。使えるのは{allowed}です。",
        en="Signing in by sign_in.way = {found} needs the setting {key} ({where}); allowed: {allowed}.",
    ),
    "file": Wording(
        ja="設定ファイル {where} を読めません（{found}）。必要なのは{allowed}です。",
        en="The settings file {where} cannot be read ({found}); needed: {allowed}.",
    ),
}


class SettingsProblem(Exception):
    """A setting that cannot be used: which one, what it says, what it may say, and where it stands."""

    def __init__(self, kind: str, key: str, found: str, told: tuple[Wording, str]) -> None:
        self.kind, self.key, self.found = kind, key, without_secrets(found)[:LONGEST_FOUND]
        self.allowed, self.where = told
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        words = {"key": self.key, "found": self.found, "where": self.where, "allowed": self.allowed.text(lang)}
        return SENTENCES[self.kind].text(lang).format(**words)


def without_secrets(text: str) -> str:
    """The text with *** for whatever may be the user and the password of a URL."""
    text = re.sub(r"//.*@", "//***@", text, flags=re.DOTALL)
    return re.sub(r"(pass\w*=|pwd=)[^&\s\"]*", r"\1***", text, flags=re.IGNORECASE)


def read_settings(config: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """config.toml (or the file SHINTODO_CONFIG names) with the environment's word over it."""
    given = os.environ if environ is None else environ
    path = (config or Path(given.get("SHINTODO_CONFIG") or ROOT / "config.toml")).absolute()
    document = _read(path)
    _anchor(document, path.parent)
    places = _overlay(document, given)
    _client_secrets(document, given)
    try:
        found = Settings.model_validate(document)
    except ValidationError as error:
        raise _problem(error, str(path), places) from None  # pydantic's own words would repeat a password
    if lacking := found.sign_in.lacks():
        key, may = f"sign_in.{lacking[0]}", lacking[1]
        raise SettingsProblem("lacking", key, found.sign_in.way, (may.say, places.get(key, str(path))))
    return found


def _read(path: Path) -> dict[str, Any]:
    def refuse(found: str, allowed: Wording) -> SettingsProblem:
        return SettingsProblem("file", "", found, (allowed, str(path)))

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise refuse(fault.strerror or "?", Wording(ja="読めるファイル", en="a file that can be read")) from None
    except UnicodeDecodeError as fault:
        found = f"byte {fault.start}: not UTF-8"
        raise refuse(found, Wording(ja="文字コードが UTF-8 のファイル", en="a file in UTF-8")) from None
    except tomllib.TOMLDecodeError as fault:
        raise refuse(str(fault), Wording(ja="正しい TOML ", en="correct TOML")) from None


def _anchor(document: dict[str, Any], folder: Path) -> None:
    """Has the SQLite file of config.toml lie relative to config.toml, wherever the program was started."""
    store = document.setdefault("store", {})
    url = store.setdefault("database_url", DEFAULT_DATABASE_URL) if isinstance(store, dict) else None
    if isinstance(url, str) and (match := re.fullmatch(r"sqlite:///([^:?].*)", url)):
        store["database_url"] = f"sqlite:///{folder / match[1]}"


def _overlay(document: dict[str, Any], environ: Mapping[str, str]) -> dict[str, str]:
    """Writes the environment's values over the file's; returns which key came from which variable."""
    places = {}
    for variable, (table, key) in ENVIRONMENT.items():
        value: str | int = environ.get(variable, "")
        if value == "" or not isinstance(document.setdefault(table, {}), dict):
            continue
        document[table][key] = int(value) if key == "port" and re.fullmatch(r"[0-9]{1,9}", str(value)) else value
        places[f"{table}.{key}"] = variable
    return places


def _client_secrets(document: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Writes each provider's secret from the environment: SHINTODO_CLIENT_SECRET_ and its name in capitals."""
    sign_in = document.get("sign_in")
    providers = sign_in.get("providers") if isinstance(sign_in, dict) else None
    for name, table in providers.items() if isinstance(providers, dict) else ():
        secret = environ.get(f"SHINTODO_CLIENT_SECRET_{str(name).upper()}")
        if secret and isinstance(table, dict):
            table["client_secret"] = secret


def _problem(error: ValidationError, path: str, places: Mapping[str, str]) -> SettingsProblem:
    """The first fault of pydantic's list in our words."""
    fault = error.errors(include_url=False)[0]
    parts = [str(part) for part in fault["loc"]]
    if fault["type"] == "extra_forbidden" and parts[:2] != ["sign_in", "providers"]:
        known = _known(parts[:-1])
        return SettingsProblem("key", ".".join(parts), "", (Wording(ja=f" {known} ", en=known), path))
    field, depth = _field(parts)
    key = ".".join(parts[:depth])
    secret = "secret" in parts[-1]
    found = "***" if secret else json.dumps(fault["input"], ensure_ascii=False, default=str)
    return SettingsProblem("value", key, found, (_allowed(field), places.get(key, path)))


def _field(parts: list[str]) -> tuple[FieldInfo, int]:
    """The setting that a path of keys leads to, and how many of the keys that took."""
    model: type[BaseModel] = Settings
    depth = 0
    while True:
        field = next(f for name, f in model.model_fields.items() if parts[depth] in (name, f.alias))
        depth += 1
        if depth == len(parts) or not _is_table(field):
            return field, depth
        model = field.annotation  # type: ignore[assignment]  # _is_table has just seen that it is a model


def _is_table(field: FieldInfo) -> bool:
    kind = field.annotation
    return isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Wording


def _known(tables: list[str]) -> str:
    """The keys there are in a table, as a list in words."""
    model: type[BaseModel] = Settings
    if tables:
        field, _ = _field(tables)
        model = field.annotation if _is_table(field) else Wording  # type: ignore[assignment]  # the same
    return ", ".join(field.alias or name for name, field in model.model_fields.items())


def _allowed(field: FieldInfo) -> Wording:
    """What a setting may say, read off its own declaration."""
    said = next((entry.say for entry in field.metadata if isinstance(entry, May)), None)
    if said:
        return said
    if get_origin(field.annotation) is Literal:
        options = [json.dumps(option) for option in get_args(field.annotation)]
        return Wording(ja=f" {' か '.join(options)} ", en=" or ".join(options))
    if field.annotation is int:
        return _whole_numbers(field)
    return TABLE if _is_table(field) else TEXT


def _whole_numbers(field: FieldInfo) -> Wording:
    low = next(entry.ge for entry in field.metadata if hasattr(entry, "ge"))
    high = next((entry.le for entry in field.metadata if hasattr(entry, "le")), None)
    if high is None:
        return Wording(ja=f" {low} 以上の整数", en=f"a whole number, {low} or more")
    return Wording(ja=f" {low} から {high} までの整数", en=f"a whole number from {low} to {high}")
