"""What is answered about a file that was handed in: its problems in words, and what was kept of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from actions.refused import Refused
from actions.upload import Choice, Receipt, Way
from intake.mapping import from_toml
from intake.problems import PLACE, Kind, Problem, Severity
from intake.task import Limits, Outcome
from settings import Settings
from text.lookup import say, texts

WAYS = get_args(Way)
ASKED = {Kind.OVERLAP, Kind.PERHAPS_AGAIN, Kind.OTHERWISE_READ}


def limits(settings: Settings) -> Limits:
    """What a file may be and may cost, as the organisation chose."""
    chosen = settings.upload
    return Limits(
        file_bytes=chosen.megabytes * 1_000_000,
        text_bytes=chosen.text_megabytes * 1_000_000,
        unpacked_bytes=chosen.unpacked_megabytes * 1_000_000,
        rows=chosen.rows,
        columns=chosen.columns,
        memory_bytes=chosen.child_memory_megabytes * 1_000_000,
        cpu_seconds=chosen.child_seconds,
    )


def mapped(choice: Choice, path: Path | None) -> Choice:
    """The choice with the mapping of a TOML file; raises Refused where the file is no mapping."""
    if path is None:
        return choice
    try:
        mapping, problems = from_toml(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise Refused("file_missing", file=path.name) from None
    if mapping is None:
        raise Refused("mapping_wrong", file=path.name, found="; ".join(problem.found or "" for problem in problems))
    return replace(choice, mapping=mapping)


def way(written: str | None) -> Way | None:
    """What is to become of rows that are there already; raises Refused where it is neither of the two."""
    if written is None or written in WAYS:
        return written  # type: ignore[return-value]  # it was just looked at
    raise Refused("overlap_way", found=written, allowed=" | ".join(WAYS))


def word(found: Receipt) -> str:
    """What became of a file in one word, under which text `cli` has the sentence."""
    if found.outcome.refused:
        kinds = {problem.kind for problem in found.outcome.problems if problem.severity is Severity.REFUSE}
        return "overlap" if kinds and kinds <= ASKED else "not_kept"
    if found.duplicate_of is not None:
        return "duplicate"
    return "dry_run" if found.dry else "replaced" if found.replaces else "kept"


def unreadable(outcome: Outcome) -> bool:
    """Whether the file as a whole was refused, whatever its rows hold."""
    return any(problem.severity is Severity.REFUSE for problem in outcome.problems)


def closed(outcome: Outcome) -> bool:
    """Whether the file could not even be looked into: no table, none of its columns or no row was found in it."""
    refused = [problem.kind for problem in outcome.problems if problem.severity is Severity.REFUSE]
    return any(PLACE[kind] < PLACE[Kind.MISSING_COLUMN] for kind in refused)


def message(problem: Problem, lang: str) -> str:
    """The sentence for a problem: what is wrong, what the file has, how to mend it."""
    if problem.kind is Kind.NOT_A_TABLE and problem.found is not None:
        return say(f"not_a_table.{problem.found}", lang, **problem.blanks())
    alone, untold = f"problem.{problem.kind.value}_alone", None in (problem.found, problem.expected)
    key = alone if untold and alone in texts(lang) else f"problem.{problem.kind.value}"
    return say(key, lang, **problem.blanks())


def problems(outcome: Outcome, lang: str) -> list[dict[str, Any]]:
    """The problems of a file as records, each with its sentence."""
    return [
        problem.model_dump(mode="json") | {"severity": problem.severity.value, "message": message(problem, lang)}
        for problem in outcome.problems
    ]


def answer(receipt: Receipt, lang: str) -> dict[str, Any]:
    """What became of a file, as one record."""
    mapping = receipt.outcome.mapping
    return {
        "upload": receipt.upload,
        "rows_read": receipt.outcome.rows_read,
        "rows_stored": receipt.rows_stored,
        "rows_rejected": receipt.rows_rejected,
        "duplicate_of": receipt.duplicate_of,
        "replaces": receipt.replaces,
        "rows_new": receipt.rows_new,
        "rows_known": receipt.rows_known,
        "mapping": None if mapping is None else mapping.model_dump(mode="json", exclude_defaults=True),
        "mapping_from": receipt.outcome.mapping_from,
        "problems": problems(receipt.outcome, lang),
    }
