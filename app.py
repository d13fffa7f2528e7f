"""The browser's door: `python app.py`, `streamlit run app.py` and `uvicorn app:app` all serve the dashboard."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from settings import read_settings
from ui.ahead import drawn_ahead
from ui.arrive import store_of
from ui.document import Document
from ui.fault import tell
from ui.gate import Gate
from ui.identity import secrets
from ui.warm import warm

HERE = Path(__file__).resolve().parent
SETTINGS = read_settings()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up before anybody waits for it, and tell the garbage collector that what is loaded now stays."""
    warm()
    with drawn_ahead():
        gc.collect()
        gc.freeze()
        yield


app = st.App(
    HERE / "ui" / "router" / "main.py",
    lifespan=lifespan,
    on_script_error=tell,
    routes=[Mount("/assets", StaticFiles(directory=HERE / "ui" / "static"))],
    middleware=[
        Middleware(Gate, settings=SETTINGS, store=lambda: store_of(SETTINGS)),
        Middleware(Document, default=SETTINGS.organisation.language),
    ],
    secrets=secrets(SETTINGS.sign_in),
)

if __name__ == "__main__":
    listen = {"server.address": SETTINGS.server.host, "server.port": SETTINGS.server.port}
    app.run(config=listen | {"server.maxUploadSize": SETTINGS.upload.largest_megabytes})
