"""Guidelines as files tell them, kept as versions; each version but the first is a change that can be taken back."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from actions.refused import Refused
from actions.users import Person, Role, allow
from db import read, step, write
from db.engine import Store
from measure.document import from_document
from measure.questionnaire import Guideline, GuidelineProblem
from measure.revision import cut, differences

KIND = "questionnaire"


@dataclass(frozen=True)
class Why:
    """Why a version is kept, which of its items were only mended, and the waves (by id) that asked another one before."""

    reason: str = ""
    same: frozenset[str] = frozenset()
    waves: tuple[tuple[int, int], ...] = ()


def import_guideline(person: Person, store: Store, path: Path) -> Guideline:
    """Keep a guideline file, just as it is, as the newest version; the same content again changes nothing."""
    allow(person, Role.HR)
    guideline = read_guideline(path)
    with store.writing() as connection:
        refuse_unfounded(read.newest_versions(connection), guideline, path.name)
        put(connection, person, guideline)
    return guideline


def refuse_unfounded(known: Iterable[str], guideline: Guideline, file: str) -> None:
    """A survey of others stands beside a guideline of staff that is kept already."""
    if (of := guideline.panel.of if guideline.panel else None) not in (None, *known):
        raise Refused("guideline_panel_of", file=file, found=of, known=", ".join(known) or "-")


def put(connection: write.Connection, person: Person, guideline: Guideline) -> None:
    """Keep a guideline, unless its newest version says the same."""
    newest = read.newest_versions(connection).get(guideline.key)
    before = None if newest is None else read.guideline(connection, newest)
    if before == guideline:
        return
    key = write.put_guideline(connection, guideline)
    if before is not None:
        note(connection, person, (before, guideline, key), Why())
    write.put_audit(connection, person.name, "guideline", {"key": guideline.key, "version": guideline.version})


def note(connection: write.Connection, person: Person, kept: tuple[Guideline, Guideline, int], why: Why) -> None:
    """Remember that a version was kept after another one, so that it can be told of and taken back."""
    before, now, version = kept
    told: dict[str, Any] = {"guideline": now.key, "version": version, "reason": why.reason, "same": sorted(why.same)}
    told |= {"changes": Counter(each.change.value for each in differences(before, now)), "cut": cut(before, now)}
    step.put_step(connection, KIND, person.name, write.as_json(told | {"waves": why.waves}))


class Noted(TypedDict):
    """What `note` remembers of a version."""

    guideline: str
    version: int
    reason: str
    same: list[str]
    changes: dict[str, int]
    cut: list[str]
    waves: list[tuple[int, int]]


def told(one: step.Step) -> Noted:
    """What was remembered."""
    found: Noted = json.loads(one.before)
    return found


def read_guideline(path: Path) -> Guideline:
    """The guideline a TOML file describes; raises Refused with the place that is wrong."""
    try:
        return from_document(tomllib.loads(path.read_text("utf-8-sig")))
    except OSError:
        raise Refused("file_missing", file=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Refused("guideline_toml", file=path.name, found=str(problem)) from None
    except GuidelineProblem as problem:
        told = {"file": path.name, "place": problem.place} | problem.about
        raise Refused(f"guideline_{problem.kind}", **told) from None
