"""What the product really sends: a page's frames on the wire of a running server, and the same elements through AppTest."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.browser.conftest import answers, dashboard, free_port
from tests.machine import ROOT
from tests.ui.conftest import opened

Address = dict[str, str]
PATIENCE = 60
PROXY_SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Sent:
    """One page as it was sent: where, its elements, and (from the wire) every frame as bytes."""

    page: str
    address: Address
    elements: tuple[Element, ...]
    frames: tuple[bytes, ...] = field(default=(), repr=False)


def through_apptest(page: str, address: Address) -> Sent:
    """A page as AppTest was sent it; whatever goes wrong in it is no page."""
    app = opened(page, **address)
    assert not app.exception, (page, address, [str(each.value) for each in app.exception])
    return Sent(page, address, tuple(elements(app)))


def elements(app: AppTest) -> Iterator[Element]:
    """Every element's message in the order of the page, under the name it has on the wire."""
    for node in app.main:
        if isinstance(node, Block):
            continue
        proto: Any = node.proto
        name = next((n.name for n in Element.DESCRIPTOR.fields if n.message_type is proto.DESCRIPTOR), None)
        assert name is not None, f"{node.type} is no element"
        yield Element(**{name: proto})


def over_the_wire(server: str, page: str, address: Address, account: str = "") -> Sent:
    """A page as a running server sends it to a browser that asks for it, with that account where a proxy vouches."""
    asked = BackMsg()
    asked.rerun_script.page_name = "" if page == "overview" else page
    asked.rerun_script.query_string = "&".join(f"{name}={value}" for name, value in address.items())
    frames, found = [], []
    wire = server.replace("http://", "ws://") + "/_stcore/stream"
    spoken, origin = [Subprotocol("streamlit")], Origin(server)
    vouched = {"X-Forwarded-User": account, "X-Shintodo-Proxy": PROXY_SECRET} if account else {}
    with connect(wire, subprotocols=spoken, origin=origin, additional_headers=vouched, max_size=None) as socket:
        socket.send(asked.SerializeToString())
        while True:
            raw = socket.recv(timeout=PATIENCE)
            assert isinstance(raw, bytes)
            frames.append(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            assert kind != "ref_hash", "a frame was left out because it had been sent before"
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                found.append(message.delta.new_element)
            if kind == "script_finished":
                return Sent(page, address, tuple(found), tuple(frames))


def behind_a_proxy(folder: Path) -> dict[str, str]:
    """The environment of a server that believes its proxy who is there."""
    config = folder / "config.toml"
    shipped = (ROOT / "config.toml").read_text(encoding="utf-8")
    config.write_text(shipped.replace('way = "local"', 'way = "proxy"'), encoding="utf-8")
    return {"SHINTODO_CONFIG": str(config), "SHINTODO_PROXY_SECRET": PROXY_SECRET}


@contextmanager
def running(url: str, folder: Path, more: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """A server on a store with everything it writes in `folder`: its log, its home, its temporary files."""
    port = free_port()
    places = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "temporary")}
    for place in places.values():
        Path(place).mkdir(parents=True, exist_ok=True)
    environ = {**os.environ, **places, "SHINTODO_DATABASE_URL": url, "SHINTODO_PORT": str(port), **more}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(dashboard(port), cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT)
        try:
            until = time.monotonic() + PATIENCE
            while not answers(f"http://127.0.0.1:{port}/_stcore/health") and time.monotonic() < until:
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)
