"""What a wave asked: its questionnaire in the version it used, the units of its day, and its groups by attribute."""

from dataclasses import dataclass

from actions.organise import newest_survey
from actions.users import Person, Role, allow
from db.engine import Store
from db.survey import surveys
from measure.organisation import OrgTree
from measure.questionnaire import Guideline


@dataclass(frozen=True)
class Asked:
    """A wave's questionnaire, units and known values of each segment."""

    guideline: Guideline
    tree: OrgTree
    segments: dict[str, tuple[str, ...]]


def asked(person: Person, store: Store, wave: str) -> Asked:
    """What the files of a wave are read against."""
    allow(person, Role.HR)
    with store.reading() as connection:
        survey = newest_survey(surveys(connection), wave)
    values: dict[str, dict[str, None]] = {}
    for _, given, _ in survey.people:
        for name, value in given.items():
            values.setdefault(name, {})[value] = None
    return Asked(survey.guideline, survey.tree, {name: tuple(found) for name, found in values.items()})
