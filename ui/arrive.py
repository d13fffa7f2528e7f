"""The beginning of every rerun: settings and store (opened once a process), then how it is looked at."""

import os
from typing import Any

import streamlit as st

from actions import view
from actions.keep import open_store
from actions.users import Person
from charts.look import Look
from settings import ENVIRONMENT, Settings, read_settings
from ui.visit import Site

FEW = 4


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _store(url: str) -> Any:
    """The store of a URL, its schema brought up to date."""
    return open_store(url)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _settings(environment: tuple[str | None, ...]) -> Settings:
    return read_settings()


def current_settings() -> Settings:
    """The settings, read again only where the environment speaks differently."""
    return _settings(tuple(os.environ.get(name) for name in (*ENVIRONMENT, "SHINTODO_CONFIG")))


def store_of(settings: Settings) -> Any:
    """The store of the settings, opened once a process."""
    return _store(settings.store.database_url)


def site(lang: str, person: Person) -> Site:
    """The site as this visitor sees it now."""
    settings = current_settings()
    store = store_of(settings)
    return Site(person, store, settings, view.version(store), Look(lang, st.context.theme.type == "dark"))
