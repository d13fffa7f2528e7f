"""The publishers' files on their way through our own intake: a path and a questionnaire in, coded responses out."""

from datetime import date
from pathlib import Path

from intake.block import decode
from intake.mapping import FileKind, Mapping, Role
from intake.sandbox import read_file
from intake.task import Outcome, Task
from measure.organisation import Unit
from measure.questionnaire import Guideline, Wording
from measure.tally import Responses

EVERYBODY = Unit(code="ALL", name=Wording(ja="全体", en="Everybody"), valid_from=date(2016, 1, 1))


def read_responses(path: Path, guideline: Guideline, mapping: Mapping) -> tuple[Responses, Outcome]:
    """The sheets of a file that names no unit; a segment takes whatever values the file has."""
    outcome = read_file(
        Task(
            path=path,
            file_name=path.name,
            kind=FileKind.RESPONSES,
            mapping=mapping,
            guideline=guideline,
            units=(EVERYBODY,),
            segments={rule.target: () for rule in mapping.columns if rule.role is Role.SEGMENT and rule.target},
        )
    )
    assert outcome.block is not None, outcome.problems
    responses = decode(outcome.block)
    assert isinstance(responses, Responses)
    return responses, outcome
