"""The dashboard's own server under people: what a rerun costs its processor, and how long many at once wait for theirs.

A person here is a web socket that opens a page, thinks, and asks for the page again; that speaks Streamlit's protocol, so
everything a browser would be sent is made and sent. Nothing of a browser is in it.
"""

import asyncio
import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench import clock
from tests.browser.conftest import free_port

PAGES = ("", "unit", "trend", "compare", "norms")
EVERY = (*PAGES, "speed", "pace", "targets", "change", "rotation", "initiatives", "service", "method", "news")
PEOPLE, THINKING, SECONDS, WARM, RERUNS = 100, 5.0, 30.0, 4, 20
IDLE = 100.0  # milliseconds of processor time in one thought
SCHEDULED = 2  # Linux: which of a process's clocks, as in clock_getcpuclockid
LARGEST = 64 * 2**20
FAULT = 'role="alert"'  # how ui.fault says that a page broke off


@contextmanager
def server(store: Path) -> Iterator[tuple[int, int]]:
    """A dashboard on a store: its port and its process."""
    port = free_port()
    environ = dict(os.environ) | {"SHINTODO_DATABASE_URL": f"sqlite:///{store}", "SHINTODO_PORT": str(port)}
    address = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *address]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=clock.ROOT, env=environ, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


def processor_ms(process: int) -> float:
    """Milliseconds of processor time that a process has used so far."""
    return 1000 * time.clock_gettime((~process << 3) | SCHEDULED)


async def rerun(line: ClientConnection, page: str) -> float:
    """Seconds until a page has been sent whole; one that breaks off is no measurement."""
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = "lang=ja", page
    began = time.perf_counter()
    await line.send(asked.SerializeToString())
    while True:
        found = ForwardMsg()
        found.ParseFromString(bytes(await line.recv(decode=False)))
        if FAULT in found.delta.new_element.html.body:
            raise RuntimeError(f"the page {page or 'overview'} broke off")
        if found.WhichOneof("type") == "script_finished":
            return time.perf_counter() - began


def opened(port: int) -> connect:
    return connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=LARGEST)  # type: ignore[list-item]  # a name


async def _costs(port: int, process: int) -> dict[str, float]:
    found = {}
    async with opened(port) as line:
        for page in EVERY:
            for _ in range(WARM):
                await rerun(line, page)
            taken = []
            for _ in range(RERUNS):
                before = processor_ms(process)
                await rerun(line, page)
                taken.append(processor_ms(process) - before)
            found[page or "overview"] = median(taken)
    return found


def costs(store: Path) -> dict[str, float]:
    """Milliseconds of the server's processor time a rerun, by page."""
    with server(store) as (port, process):
        settled(process)
        return asyncio.run(_costs(port, process))


def settled(process: int) -> None:
    """Waits until a server that has just begun draws no more pages ahead: that is no rerun's cost."""
    before = -math.inf
    while (used := processor_ms(process)) - before > IDLE:
        before = used
        time.sleep(THINKING)


async def _person(port: int, number: int, until: float, waits: list[float]) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINKING))
    async with opened(port) as line:
        page = PAGES[number % len(PAGES)]
        await rerun(line, page)
        await rerun(line, page)
        while time.perf_counter() < until:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * THINKING)
            waits.append(await rerun(line, page))


async def _crowd(port: int, people: int) -> float:
    waits: list[float] = []
    until = time.perf_counter() + SECONDS + 2 * THINKING
    await asyncio.gather(*(_person(port, number, until, waits) for number in range(people)))
    return 1000 * quantiles(waits, n=20)[-1]


def crowded(store: Path, people: int = PEOPLE) -> float:
    """Milliseconds: the 95th percentile of what so many people wait for a rerun, five seconds' thought between two."""
    with server(store) as (port, _):
        asyncio.run(_costs_of_first(port))
        return asyncio.run(_crowd(port, people))


async def _costs_of_first(port: int) -> None:
    """Every page once, as in any server that has been up for a while."""
    async with opened(port) as line:
        for page in PAGES:
            await rerun(line, page)
