"""What each role finds: its pages and no other, only its own units, and a page that says so where it may not go."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from actions import accounts, log
from actions.accounts import Known
from actions.arrival import Arrival, Outcome
from actions.keep import open_store
from actions.users import LOCAL, Person, Role, acting
from tests.machine import ROOT
from tests.ui.conftest import Open, opened
from tests.ui.reading import bodies
from text.lookup import LANGUAGES, say

PAGES = sorted(path.stem for path in (ROOT / "ui" / "pages").glob("*.py"))
HR_ONLY = {"upload", "close", "comments", "organisation", "questionnaire", "inspection"}
EVERYBODY = "hr executive department viewer administrator"
KEYS = {"users": "administrator", "log": "hr administrator"} | dict.fromkeys(
    ("method", "accessibility", "news"), EVERYBODY
)


def roles_of(page: str) -> set[str]:
    return set(KEYS.get(page, "hr" if page in HR_ONLY else "hr executive department viewer").split())


@pytest.fixture
def as_person(monkeypatch: pytest.MonkeyPatch) -> Any:
    def become(person: Person | None, outcome: Outcome = Outcome.IN, code: str = "") -> None:
        found = Arrival(outcome, person, code)
        monkeypatch.setattr("ui.identity.here", lambda *_: found)

    return become


def told(app: AppTest) -> str:
    assert not app.exception
    return " ".join(bodies(app))


VISITS = [
    (name, role)
    for name in PAGES
    for role in Role
    if role is Role.DEPARTMENT or (role.value not in roles_of(name) and name != "overview")
]
"""A head on every page, and everybody on the pages that are not theirs; the bare address leads to what is open."""


@pytest.mark.parametrize(("name", "role"), VISITS)
def test_a_role_opens_its_pages_and_no_other(own_url: str, as_person: Any, name: str, role: Role) -> None:
    as_person(acting("somebody", role, *(["B1"] if role is Role.DEPARTMENT else [])))
    words = told(opened(name, lang="en"))
    denied = "Your role does not open" in words
    assert denied == (role.value not in roles_of(name))
    assert "could not be shown" not in words
    if denied:
        assert "the administrator of this dashboard" in words


@pytest.fixture
def own_url(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_is_not_let_in_reads_why_and_whom_to_ask(own_url: str, as_person: Any, lang: str) -> None:
    nobody = Person(name="Sato", roles=frozenset())
    for outcome, person in ((Outcome.UNKNOWN, None), (Outcome.BLOCKED, None), (Outcome.IN, nobody)):
        as_person(person, outcome, "ABCDEFGHIJKLMNOPQRST" if outcome is Outcome.UNKNOWN else "")
        words = told(opened(lang=lang))
        kind = "no_role" if person else str(outcome)
        assert say(f"door.{kind}_title", lang) in words
        assert (
            say(f"door.{kind}_how", lang, ask=("この画面の管理者", "the administrator of this dashboard")[lang == "en"])
            in words
        )
        assert ("ABCD-EFGH-IJKL-MNOP-QRST" in words) == (outcome is Outcome.UNKNOWN)
        assert "sd-facts" not in words


def test_what_was_denied_is_noted_once_a_visit(own_url: str, as_person: Any) -> None:
    as_person(acting("Ito", Role.VIEWER))
    app = opened("close", lang="en")
    app.run()
    entries = log.log(LOCAL, open_store(own_url))
    assert [(row.who, row.about) for row in entries if row.action == "denied"] == [("Ito", {"page": "close"})]


def test_a_head_chooses_among_what_is_seen(visit: Open, as_person: Any) -> None:
    as_person(acting("head", Role.DEPARTMENT, "B1"))
    app = visit("unit", lang="en")
    [unit] = [box for box in app.selectbox if box.key == "unit"]
    assert unit.value == "B1"
    as_person(LOCAL)
    [whole] = [box for box in visit("unit", lang="en").selectbox if box.key == "unit"]
    assert 0 < len(unit.options) < len(whole.options)


def test_an_administrator_adds_a_user_and_gives_a_role(own_url: str) -> None:
    app = opened("users", lang="en")
    app.text_input(key="new-name").set_value("Ito")
    app.selectbox(key="new-way").set_value("account")
    app.text_input(key="new-value").set_value("ito01")
    app.button[-1].click().run()
    assert "Ito was added" in told(app)
    app.selectbox(key="user-role").set_value(Role.EXECUTIVE).run()
    app.button(key="user-do").click().run()
    assert "Roles: executive" in told(app)
    [row] = accounts.accounts(LOCAL, open_store(own_url))
    assert (row.name, row.roles) == ("Ito", ("executive",))
    assert "gave a role" in told(opened("log", lang="en"))


def test_the_log_page_says_where_it_was_tampered_with(own_url: str) -> None:
    from sqlalchemy import text

    store = open_store(own_url)
    accounts.add(LOCAL, store, "Ito", Known(account="ito01"))
    assert "are as they were written" in told(opened("log", lang="en"))
    with store.writing() as connection:
        connection.execute(text("UPDATE audit_entry SET person = 'X' WHERE id = 2"))
    assert "Numbers: 2" in told(opened("log", lang="en"))
