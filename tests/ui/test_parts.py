"""Finished parts of a page cross neither units nor roles, and none crowds out another."""

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest

from actions.arrival import Arrival, Outcome
from actions.users import Role, acting
from actions.view import Query
from tests.ui.conftest import Open
from ui import parts
from ui.kept import Kept
from ui.parts import part


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


@pytest.mark.parametrize("fresh", [object(), [1], {"a": 1}, lambda: 1, ("a", (object(),))])
def test_a_key_that_no_rerun_finds_again_is_refused(fresh: object) -> None:
    visited: Any = SimpleNamespace()
    with pytest.raises(TypeError, match="a part's key holds a"):
        part(visited, ("kind", fresh), lambda: 1)


def test_a_part_made_of_fresh_objects_crowds_out_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PARTS", defaultdict(lambda: Kept(2)))
    site = SimpleNamespace(data="data", settings=object(), look="look")
    visited: Any = SimpleNamespace(site=site, guideline=SimpleNamespace(key="g"))
    assert part(visited, ("steady", Query(unit="A")), lambda: "first") == "first"
    for _ in range(9):
        part(visited, ("restless",), lambda: "", object())
    assert part(visited, ("steady", Query(unit="A")), lambda: "anew") == "first"
