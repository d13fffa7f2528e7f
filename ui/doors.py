"""Which page is open to whom, and what is seen in its place: sign in, no user, shut out, no role, no permission."""

from collections.abc import Iterable

import streamlit as st

from actions.arrival import Arrival, Outcome, turned_away
from actions.users import READERS, Person, Role, may
from settings import Settings
from text.lookup import say
from ui.identity import sign_out
from ui.markup import Markup, tag
from ui.pieces import draw, title
from ui.visit import Site

OPEN_TO: dict[str, tuple[Role, ...]] = {
    "upload": (Role.HR,),
    "questionnaire": (Role.HR,),
    "organisation": (Role.HR,),
    "close": (Role.HR,),
    "comments": (Role.HR,),
    "inspection": (Role.HR,),
    "users": (Role.ADMINISTRATOR,),
    "log": (Role.HR, Role.ADMINISTRATOR),
    "method": tuple(Role),
    "accessibility": tuple(Role),
    "news": tuple(Role),
}
"""The pages that are not for everybody who reads, or for more."""
OF_ALL = frozenset({"users", "log", "accessibility", "news"})
"""The pages that are about no guideline, and offer no choice of one."""

CODE_BLOCK = 4


def opens(person: Person, page: str) -> bool:
    """Whether a page is open to somebody."""
    return may(person, *OPEN_TO.get(page, READERS))


def first(person: Person, pages: Iterable[str]) -> str:
    """The page that the bare address leads to: the first that is open."""
    known = list(pages)
    return next((page for page in known if opens(person, page)), known[0])


def closed(site: Site, page: str, name: str, home: str) -> None:
    """In place of a page that a role does not open: what it is, whom to ask, and the way back."""
    lang = site.lang
    shown = f"denied.{page}"
    if not st.session_state.get(shown):
        st.session_state[shown] = True
        turned_away(site.store, site.person, page)
    roles = say("finding.comma", lang).join(say(f"role.{role}", lang) for role in Role if role in site.person.roles)
    wanted = say("finding.comma", lang).join(say(f"role.{role}", lang) for role in OPEN_TO.get(page, READERS))
    draw(title(say("door.closed_title", lang, page=name)))
    _box(
        say("door.closed", lang, wanted=wanted, roles=roles),
        say("door.closed_how", lang, ask=site.settings.sign_in.ask.text(lang)),
    )
    if page != home:
        st.page_link(f"../pages/{home}.py", label=say("door.back", lang, page=say(f"nav.{home}", lang)))


def outside(settings: Settings, lang: str, found: Arrival | None) -> None:
    """What somebody sees who was not let in."""
    kind = "ended" if found is not None and found.outcome is Outcome.ENDED else "sign_in"
    if found is not None and found.outcome in (Outcome.UNKNOWN, Outcome.BLOCKED):
        kind = str(found.outcome)
    name = settings.organisation.name.text(lang)
    draw(title(say(f"door.{kind}_title", lang, name=name)))
    ask = settings.sign_in.ask.text(lang)
    _box(say(f"door.{kind}", lang), *_code(found, lang), say(f"door.{kind}_how", lang, ask=ask))
    if settings.sign_in.way == "oidc":
        for key, provider in settings.sign_in.providers.items():
            label = say(
                "door.with" if kind in ("sign_in", "ended") else "door.other", lang, by=provider.label.text(lang)
            )
            if st.button(label, type="primary" if kind in ("sign_in", "ended") else "secondary", key=f"with-{key}"):
                st.login(key)


def without_role(site: Site) -> None:
    """What somebody sees who is known but was given no role yet."""
    lang = site.lang
    draw(title(say("door.no_role_title", lang)))
    _box(say("door.no_role", lang, name=site.person.name), say("door.no_role_how", lang, ask=_ask(site)))


def way_out(site: Site) -> None:
    """The button that signs out, where signing in is ours; a link where the proxy has a place for it."""
    chosen, lang = site.settings.sign_in, site.lang
    if chosen.way == "oidc" and st.button(say("door.sign_out", lang), key="sign-out", help=site.person.name):
        sign_out(site.settings, site.store, site.person)
    if chosen.way == "proxy" and chosen.sign_out_address:
        st.link_button(say("door.sign_out", lang), chosen.sign_out_address)


def _ask(site: Site) -> str:
    return site.settings.sign_in.ask.text(site.lang)


def _code(found: Arrival | None, lang: str) -> list[str | Markup]:
    """The code for the administrator, in groups that can be read out."""
    if found is None or not found.code:
        return []
    groups = [found.code[at : at + CODE_BLOCK] for at in range(0, len(found.code), CODE_BLOCK)]
    return [tag("p", say("door.code", lang), " ", tag("code", "-".join(groups)))]


def _box(*lines: str | Markup) -> None:
    told = [line if isinstance(line, Markup) else tag("p", line) for line in lines]
    draw(tag("div", *told, class_="sd-verdict sd-door", role="status"))
