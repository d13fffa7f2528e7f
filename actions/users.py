"""Who acts, and what their role lets them do."""

from enum import StrEnum

from actions.refused import Refused
from measure.questionnaire import Frozen


class Role(StrEnum):
    """HR runs the surveys; executives, departments and viewers read what is published."""

    HR = "hr"
    EXECUTIVE = "executive"
    DEPARTMENT = "department"
    VIEWER = "viewer"


class Person(Frozen):
    """Somebody who acts, by a name for the audit log."""

    name: str
    role: Role


LOCAL = Person(name="local", role=Role.HR)
"""Whoever sits at the machine the store is on."""


def allow(person: Person, *roles: Role) -> None:
    """Raise Refused unless the person has one of the roles."""
    if person.role not in roles:
        raise Refused("no_permission", role=person.role.value)
