"""Who acts, what their roles let them do, and which units' results they may see."""

from enum import StrEnum

from actions.refused import Refused
from measure.questionnaire import Frozen


class Role(StrEnum):
    """An administrator names users; HR runs the surveys; executives and viewers read all that is published.

    A department reads its own part of the tree, the unit above it, and the whole.
    """

    ADMINISTRATOR = "administrator"
    HR = "hr"
    EXECUTIVE = "executive"
    DEPARTMENT = "department"
    VIEWER = "viewer"


READERS = (Role.HR, Role.EXECUTIVE, Role.DEPARTMENT, Role.VIEWER)
"""Who may look at results; an administrator alone may not."""

WHOLE = frozenset(READERS) - {Role.DEPARTMENT}
"""Who sees the results of every unit."""


class Person(Frozen):
    """Somebody who acts, by a name for the audit log; `units` are those whose department's head this is."""

    name: str
    roles: frozenset[Role]
    units: frozenset[str] = frozenset()

    @property
    def sees_all(self) -> bool:
        return bool(self.roles & WHOLE)


LOCAL = Person(name="local", roles=frozenset({Role.HR, Role.ADMINISTRATOR}))
"""Whoever sits at the machine the store is on."""


NOBODY = Person(name="-", roles=frozenset())
"""Whoever has not signed in."""


def acting(name: str, role: Role, *units: str) -> Person:
    """Somebody with one role."""
    return Person(name=name, roles=frozenset({role}), units=frozenset(units))


def may(person: Person, *roles: Role) -> bool:
    """Whether the person has one of the roles."""
    return not person.roles.isdisjoint(roles)


def allow(person: Person, *roles: Role) -> None:
    """Raise Refused unless the person has one of the roles."""
    if not may(person, *roles):
        raise Refused("no_permission", role=", ".join(sorted(person.roles)) or "-")
