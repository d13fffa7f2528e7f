"""A questionnaire that is being edited: kept beside the present one, seen by nobody but HR, until it is saved or discarded."""

import json
from dataclasses import dataclass
from datetime import datetime

from actions.questionnaire import Wanted, newest
from actions.users import Person, Role, allow
from db import questionnaire as rows
from db import write
from db.engine import Store
from measure.document import checked


@dataclass(frozen=True)
class Draft:
    """What is being edited, who edited it last, and when."""

    wanted: Wanted
    person: str
    at: datetime


def draft(person: Person, store: Store, guideline: str) -> Draft | None:
    """What is being edited; None where nothing is."""
    allow(person, Role.HR)
    with store.reading() as connection:
        found = rows.draft(connection, guideline)
    if found is None:
        return None
    told = json.loads(found.document)
    wanted = Wanted(checked(told["guideline"]), frozenset(told["same"]), found.base)
    return Draft(wanted, found.person, found.at)


def edit(person: Person, store: Store, wanted: Wanted) -> None:
    """Put an edit in place of what is being edited; one that is the present questionnaire again is none."""
    allow(person, Role.HR)
    kept, number = newest(person, store, wanted.guideline.key)
    document = {"guideline": wanted.guideline.model_dump(mode="json"), "same": sorted(wanted.same)}
    told = (number if wanted.base is None else wanted.base, write.as_json(document), person.name)
    with store.writing() as connection:
        if wanted.guideline == kept:
            rows.drop_draft(connection, kept.key)
        else:
            rows.put_draft(connection, kept.key, told)


def discard(person: Person, store: Store, guideline: str) -> None:
    """Forget what is being edited."""
    allow(person, Role.HR)
    with store.writing() as connection:
        rows.drop_draft(connection, guideline)
