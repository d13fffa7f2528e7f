"""Which groups by attribute a wave asked, so that a page can offer what the published cube holds."""

from actions.organise import find_survey
from actions.users import Person, Role, allow
from db.engine import Store
from db.survey import surveys


def segments(person: Person, store: Store, wave: str) -> dict[str, tuple[str, ...]]:
    """The values of every segment that the wave's headcounts name, in their order; empty where they name none."""
    allow(person, *Role)
    found: dict[str, dict[str, None]] = {}
    with store.reading() as connection:
        for _, given, _ in find_survey(surveys(connection), wave).people:
            for name, value in given.items():
                found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}
