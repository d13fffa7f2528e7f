"""The publishers' files on their way through our own intake and store: an export in, coded responses out."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions import keep, organise, upload
from actions.users import LOCAL
from db import read
from db.engine import Store
from intake.block import decode
from intake.mapping import FileKind, Mapping, Role
from intake.sandbox import read_file
from intake.task import Outcome, Task
from measure.organisation import Unit
from measure.questionnaire import Guideline, Option, Wording
from measure.tally import Responses

OPENED = date(2016, 1, 1)
EVERYBODY = Unit(code="ALL", name=Wording(ja="全体", en="Everybody"), valid_from=OPENED)
WAVE = "once"


@dataclass(frozen=True)
class Export:
    """A file that names no unit, the questionnaire it answers and what its columns are."""

    path: Path
    guideline: Guideline
    mapping: Mapping

    def segments(self) -> dict[str, tuple[str, ...]]:
        """The segments, open for whatever values the file has."""
        return {rule.target: () for rule in self.mapping.columns if rule.role is Role.SEGMENT and rule.target}


def read_responses(export: Export) -> tuple[Responses, Outcome]:
    """The sheets as the importer reads them."""
    outcome = read_file(
        Task(
            path=export.path,
            file_name=export.path.name,
            kind=FileKind.RESPONSES,
            mapping=export.mapping,
            guideline=export.guideline,
            units=(EVERYBODY,),
            segments=export.segments(),
        )
    )
    assert outcome.block is not None, outcome.problems
    return _sheets(outcome.block), outcome


def keep_responses(export: Export, url: str, folder: Path) -> Store:
    """A store with one unit and one wave, into which the export was handed in; `folder` takes what is written for it."""
    store = keep.open_store(url)
    (folder / "guideline.toml").write_text(document(export.guideline), encoding="utf-8")
    (folder / "units.csv").write_text(f"code,name,parent\n{EVERYBODY.code},{EVERYBODY.name.ja},\n", encoding="utf-8")
    organise.import_guideline(LOCAL, store, folder / "guideline.toml")
    organise.import_units(LOCAL, store, folder / "units.csv", OPENED)
    organise.add_wave(LOCAL, store, organise.NewWave(name=WAVE, starts_on=OPENED, ends_on=OPENED, minimum_base=10))
    choice = upload.Choice(WAVE, FileKind.RESPONSES, export.mapping)
    receipt = upload.take_in(LOCAL, store, upload.GivenFile.at(export.path), choice)
    assert receipt.upload is not None, receipt.outcome.problems
    return store


def kept_responses(store: Store) -> Responses:
    """The sheets as the store gives them back."""
    with store.reading() as connection:
        (wave,) = read.waves(connection)
        ((_, block),) = read.blocks(connection, wave.id)
    return _sheets(block)


def _sheets(block: bytes) -> Responses:
    responses = decode(block)
    assert isinstance(responses, Responses)
    return responses


def document(guideline: Guideline) -> str:
    """The guideline as the TOML a person would import."""
    lines = [f"key = {text(guideline.key)}", f"name = {text(guideline.name.en)}"]
    for item in guideline.items:
        lines += ["[[item]]", f"key = {text(item.key)}", f"kind = {text(item.kind)}", f"text = {text(item.text.en)}"]
        lines.append(f"option = [{', '.join(option_table(option) for option in item.options)}]")
    for indicator in guideline.indicators:
        named = {"key": indicator.key, "item": indicator.item, "name": indicator.name.en}
        lines += ["[[indicator]]", *(f"{key} = {text(value)}" for key, value in named.items())]
    return "\n".join(lines) + "\n"


def option_table(option: Option) -> str:
    direction = f", direction = {text(option.direction)}" if option.direction else ""
    aliases = ", ".join(text(alias) for alias in option.aliases)
    return f"{{ code = {option.code}, label = {text(option.label.en)}{direction}, aliases = [{aliases}] }}"


def text(value: str) -> str:
    """A TOML string; JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False)


def words(value: str) -> Wording:
    """One text for both languages."""
    return Wording(ja=value, en=value)
