"""Finished parts of a page cross neither units nor roles."""

from typing import Any

import pytest

from actions.arrival import Arrival, Outcome
from actions.users import Role, acting
from tests.ui.conftest import Open


@pytest.fixture
def offered(visit: Open, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The units that somebody is offered on the page of trends, by key of the address."""

    def asked(role: Role, *units: str) -> str:
        monkeypatch.setattr("ui.identity.here", lambda *_: Arrival(Outcome.IN, acting("one", role, *units), ""))
        return " ".join(visit("trend").selectbox(key="unit").options)

    return asked


def test_heads_and_readers_one_after_the_other_are_offered_their_own_units(offered: Any) -> None:
    everybody = offered(Role.VIEWER)
    first, second = offered(Role.DEPARTMENT, "A1"), offered(Role.DEPARTMENT, "B1")
    assert len({everybody, first, second}) == 3
    assert (offered(Role.DEPARTMENT, "A1"), offered(Role.VIEWER)) == (first, everybody)
