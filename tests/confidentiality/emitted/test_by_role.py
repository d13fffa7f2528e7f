"""What each role is really sent, over AppTest and over the wire of a server that believes its proxy who is there.

Nobody is sent a word on cells outside of what the role may see, an administrator is sent no result at all, and what a
head was sent tells nothing hidden: alone, joined with another head's, and joined with what everybody sees.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from streamlit.proto.Element_pb2 import Element

from actions import accounts
from actions.accounts import Known
from actions.arrival import Arrival, Outcome
from actions.keep import open_store
from actions.rounds import correct
from actions.sight import sight
from actions.users import LOCAL, Person, Role, acting
from confidentiality.cube import HiddenBy
from tests.confidentiality.emitted.attacked import findings
from tests.confidentiality.emitted.equations import World
from tests.confidentiality.emitted.frames import Sent, behind_a_proxy, elements, over_the_wire, running, through_apptest
from tests.confidentiality.emitted.told import Told, told, words_of
from tests.confidentiality.emitted.visits import EN, PAGES, RESULTS, addresses
from tests.ui.conftest import opened
from text.lookup import say

BUTTONS = ("button", "download_button", "link_button")
HEADS = ("A", "B", "A1")
PEOPLE = {
    **{str(role): acting(str(role), role) for role in Role if role is not Role.DEPARTMENT},
    **{f"head-{unit}": acting(f"head-{unit}", Role.DEPARTMENT, unit) for unit in HEADS},
}
WHOLE = ("viewer", "executive", "hr")


def seen(found: World, person: Person) -> set[str]:
    """The units whose cells a person may be told of."""
    if person.roles == {Role.ADMINISTRATOR}:
        return set()
    units = sight(person, found.tree).units
    return set(found.tree.units) if units is None else set(units)


def foreign(found: World, person: Person, pages: Iterable[Sent]) -> set[str]:
    """The names of units outside of that which a page says anywhere, on the names on the way up to the whole."""
    known = seen(found, person) | {above for unit in seen(found, person) for above in found.tree.path(unit)}
    text = "\n".join(words_of(sent.elements) + repr(sent.frames) for sent in pages)
    return {name for name, unit in found.names.units.items() if unit not in known and name in text}


def confined(found: World, person: Person, pages: list[Sent]) -> list[Told]:
    """What somebody was told: of nothing but what may be seen."""
    statements = [each for sent in pages for each in told(sent, found.names)]
    figures = [each for each in statements if each.base is not None or each.share is not None]
    assert {each.cell.group[0] for each in figures} <= seen(found, person), person.name
    if not person.sees_all and person.roles != {Role.ADMINISTRATOR}:
        results = [sent for sent in pages if sent.page in RESULTS]  # plans name every unit, and tell of none
        assert foreign(found, person, results) == set(), person.name
    assert bool(figures) == bool(seen(found, person)), person.name
    return statements


def visited(found: World, person: Person, patch: pytest.MonkeyPatch, pages: Iterable[str]) -> list[Sent]:
    """Pages through AppTest as somebody who came in; all that may be chosen there, and what may not as well."""
    patch.setenv("SHINTODO_DATABASE_URL", found.url)
    patch.setattr("ui.identity.here", lambda *_: Arrival(Outcome.IN, person))
    return [through_apptest(page, address) for page in pages for address in addresses(found, page)]


def test_what_heads_are_sent_tells_nothing_alone_or_together(
    organisation: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_to = {
        unit: confined(organisation, person, visited(organisation, person, monkeypatch, ("compare", "unit")))
        for unit, person in ((unit, PEOPLE[f"head-{unit}"]) for unit in ("A", "B"))
    }
    for statements in (*told_to.values(), [each for own in told_to.values() for each in own]):
        assert findings(organisation, statements) == []


def test_an_administrator_alone_is_sent_no_result(organisation: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = visited(organisation, PEOPLE["administrator"], monkeypatch, ("overview", "unit", "speed"))
    confined(organisation, PEOPLE["administrator"], pages)
    assert all("Your role does not open" in words_of(sent.elements) for sent in pages if sent.page != "overview")


REASONS = [say(f"close.why.{by}", "en") for by in HiddenBy]
REASONS += [say("close.proposal.title", "en"), say("close.prices", "en"), say("close.hidden", "en")]


def reasons(pages: Iterable[Sent]) -> list[str]:
    """What is said of why anything is hidden, and of what a choice would hide."""
    text = "\n".join(words_of(map(undressed, sent.elements)) for sent in pages)
    return [each for each in (*REASONS, *HiddenBy) if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


def undressed(element: Element) -> Element:
    """The element without how a button is drawn: Streamlit calls that "primary", as we call a group that is small."""
    plain = Element()
    plain.CopyFrom(element)
    kind = plain.WhichOneof("type")
    if kind in BUTTONS:
        getattr(plain, kind).ClearField("type")
    return plain


def closing(found: World, folder: Path, patch: pytest.MonkeyPatch) -> Sent:
    """The page of closing as HR sees it before the newest wave is closed again, with what would be hidden."""
    copy = folder / "corrected.sqlite3"
    shutil.copyfile(found.url.removeprefix("sqlite:///"), copy)
    store = open_store(f"sqlite:///{copy}")
    correct(LOCAL, store, "W2", "again")
    store.close()
    patch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{copy}")
    app = opened("close", **EN)
    next(button for button in app.button if button.label == say("close.preview", "en")).click().run()
    assert not app.exception
    return Sent("close", EN, tuple(elements(app)))


def test_why_anything_is_hidden_is_told_to_hr_at_closing_and_to_nobody_else(
    organisation: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("administrator", "viewer"):
        assert reasons(visited(organisation, PEOPLE[name], monkeypatch, ("close", "log", "overview"))) == []
    monkeypatch.setattr("ui.identity.here", lambda *_: Arrival(Outcome.IN, PEOPLE["hr"]))
    assert set(REASONS) <= set(reasons([closing(organisation, tmp_path, monkeypatch)]))


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
def test_every_role_on_every_page(organisation: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    statements = confined(organisation, PEOPLE[name], visited(organisation, PEOPLE[name], monkeypatch, PAGES))
    assert findings(organisation, statements) == []
    assert reasons(visited(organisation, PEOPLE[name], monkeypatch, PAGES)) == []
    everybody = [
        told(sent, organisation.names) for sent in visited(organisation, PEOPLE["viewer"], monkeypatch, RESULTS)
    ]
    assert findings(organisation, [*statements, *(each for page in everybody for each in page)]) == []


@pytest.fixture
def signed_in(organisation: World, tmp_path: Path) -> Iterator[str]:
    """The address of a server behind a proxy, on a copy of the store in which everybody is a user."""
    copy = tmp_path / "users.sqlite3"
    shutil.copyfile(organisation.url.removeprefix("sqlite:///"), copy)
    store = open_store(f"sqlite:///{copy}")
    for name, person in PEOPLE.items():
        accounts.add(LOCAL, store, name, Known(account=name))
        [role] = person.roles
        accounts.grant(LOCAL, store, name, (role, tuple(person.units)))
    store.close()
    with running(f"sqlite:///{copy}", tmp_path, behind_a_proxy(tmp_path)) as server:
        yield server


def test_what_each_role_is_sent_over_the_wire(organisation: World, signed_in: str) -> None:
    """And who has not signed in, or is no user, is sent nothing at all."""
    told_to = {}
    for name, person in PEOPLE.items():
        pages = [over_the_wire(signed_in, page, EN, name) for page in ("overview", "unit", "compare")]
        told_to[name] = confined(organisation, person, pages)
        if person.sees_all:  # so it bites: a head who were sent that would be sent too much
            with pytest.raises(AssertionError, match="head-A"):
                confined(organisation, PEOPLE["head-A"], pages)
    for account in ("", "stranger"):
        pages = [over_the_wire(signed_in, page, EN, account) for page in ("overview", "compare")]
        assert foreign(organisation, PEOPLE["administrator"], pages) == set()
    assert told_to["viewer"] == told_to["executive"] == told_to["hr"]
    for unit in HEADS:
        assert findings(organisation, told_to[f"head-{unit}"]) == []
        assert findings(organisation, [*told_to[f"head-{unit}"], *told_to["viewer"]]) == []
