"""The beginning of every rerun: settings and store (opened once a process), then how it is looked at."""

import os
import time
from collections import deque
from typing import Any

import streamlit as st

from actions import view
from actions.keep import open_store
from actions.users import Person
from charts.look import Look
from settings import ENVIRONMENT, Settings, read_settings
from ui.kept import Kept
from ui.visit import Site

FEW = 4


_SETTINGS, _STORES = Kept(FEW), Kept(FEW)
_LAST = deque([0.0], 1)


def current_settings() -> Settings:
    """The settings, read again only where the environment speaks differently."""
    environment = tuple(os.environ.get(name) for name in (*ENVIRONMENT, "SHINTODO_CONFIG"))
    found: Settings = _SETTINGS.get(environment, read_settings)
    return found


def store_of(settings: Settings) -> Any:
    """The store of the settings, its schema brought up to date, opened once a process."""
    url = settings.store.database_url
    return _STORES.get(url, lambda: open_store(url))


def site(lang: str, person: Person) -> Site:
    """The site as this visitor sees it now."""
    _LAST.append(time.monotonic())
    settings = current_settings()
    store = store_of(settings)
    return Site(person, store, settings, view.version(store), Look(lang, st.context.theme.type == "dark"))


def quiet() -> float:
    """Seconds since somebody last asked for a page."""
    return time.monotonic() - _LAST[-1]
