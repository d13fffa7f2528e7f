"""What stands behind the terminal's commands: settings, language, answers as JSON or text, and words for every fault."""

import json
import logging
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from itertools import pairwise
from logging.handlers import RotatingFileHandler
from typing import Any

import typer
from pydantic import BaseModel

from actions import keep
from actions.refused import Refused
from settings import ROOT, Settings, SettingsProblem
from terminal.layout import plain
from text.lookup import LANGUAGES, say

LOG = ROOT / "data" / "shintodo.log"
JSON = "--json"
DONE, REFUSED, FAULT = 0, 1, 3  # 2 is usage, which Typer gives


@dataclass
class Door:
    """What one call of the program works with."""

    settings: Settings
    as_json: bool
    told: dict[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return self.settings.organisation.language

    @contextmanager
    def store(self) -> Iterator[Any]:
        """The store of the settings, its schema brought up to date."""
        store = keep.open_store(self.settings.store.database_url)
        try:
            yield store
        finally:
            store.close()

    def tell(self, key: str, **blanks: object) -> None:
        """Say something beside the answer."""
        typer.echo(say(key, self.lang, **blanks), err=True)

    def answer(self, given: Any) -> None:
        """Print the answer: one JSON document, or a table for reading."""
        document = as_document(given)
        nothing = say("cli.nothing", self.lang)
        typer.echo(json.dumps(document, ensure_ascii=False) if self.as_json else plain(document, nothing))


def as_document(given: Any) -> Any:
    """Values of ours as what JSON knows."""
    if isinstance(given, BaseModel):
        return given.model_dump(mode="json")
    if is_dataclass(given) and not isinstance(given, type):
        return as_document(asdict(given))
    if isinstance(given, Mapping):
        return {key: as_document(value) for key, value in given.items()}
    if isinstance(given, (list, tuple)):
        return [as_document(value) for value in given]
    return given.isoformat() if isinstance(given, date) else given


def day(written: str) -> date:
    """An ISO date from the command line."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused("date_form", found=written) from None


def guarded(work: Callable[[], int], lang: Callable[[], str]) -> int:
    """Do the work; a refusal is a sentence and status 1, a fault of ours a number in the log and status 3."""
    try:
        return work()
    except SettingsProblem as problem:
        typer.echo(problem.sentence(lang()), err=True)
        return REFUSED
    except Refused as refused:
        typer.echo(say(f"refused.{refused.kind}", lang(), **refused.blanks), err=True)
        return REFUSED
    except Exception:  # whatever else happens is our fault, and nobody is to read a traceback for it
        number = uuid.uuid4().hex[:8]
        _log().exception("fault %s", number)
        typer.echo(say("cli.fault", lang(), id=number, log=LOG), err=True)
        return FAULT


def run_program(app: Callable[..., Any], words: list[str]) -> int:
    """Run the program on its command line; `--json` may stand anywhere in it."""
    rest = [word for word in words if word != JSON]
    doors: list[Door] = []  # one, once the settings were read; until then the language is only what was asked for
    given = {"as_json": JSON in words, "door": doors}
    return guarded(lambda: _run(app, rest, given), lambda: doors[0].lang if doors else _asked_language(rest))


def _asked_language(words: list[str]) -> str:
    """The language that the command line or the environment names, else our first."""
    spread = [part for word in words for part in word.split("=", 1)]
    named = next((value for option, value in pairwise(spread) if option == "--lang"), os.environ.get("SHINTODO_LANG"))
    return named if named in LANGUAGES else LANGUAGES[0]


def _run(app: Callable[..., Any], words: list[str], given: dict[str, Any]) -> int:
    try:
        app(words, obj=given, prog_name="shintodo")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else DONE
    return DONE


def _log() -> logging.Logger:
    logger = logging.getLogger("shintodo")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    logger.addHandler(RotatingFileHandler(LOG, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True))
    logger.propagate = False
    return logger
