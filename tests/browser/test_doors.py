"""The three ways to start the dashboard all serve it, with our document around it."""

import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import dashboard, free_port, served


def ways(port: int) -> dict[str, list[str]]:
    uvicorn = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    return {
        "streamlit run app.py": dashboard(port),
        "uvicorn app:app": uvicorn,
        "python app.py": [sys.executable, "app.py"],
    }


@pytest.mark.parametrize("way", ["streamlit run app.py", "uvicorn app:app", "python app.py"])
def test_every_way_to_start_serves_the_dashboard(way: str, town_store: Path) -> None:
    port = free_port()
    with served(ways(port)[way], port, f"sqlite:///{town_store}") as address:
        asked = urllib.request.Request(f"{address}/?lang=en", headers={"Accept": "text/html"})
        with urllib.request.urlopen(asked, timeout=10) as got:
            page = got.read().decode("utf-8")
            policy = got.headers["Content-Security-Policy"]
        with urllib.request.urlopen(f"{address}/assets/shintodo.css", timeout=10) as got:
            assert got.status == 200
    assert '<html lang="en">' in page
    assert "frame-ancestors 'none'" in policy
