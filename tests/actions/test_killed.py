"""Killed at any moment of an import, an undo or a closing, the store is whole and the next start needs no hand."""

import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from actions import keep, undo, view
from actions.keep import open_store
from actions.users import LOCAL
from measure.wave import WaveState
from tests.actions.town import Answers, ask, hand_in, sheet, town, write
from tests.machine import ROOT

KILLS = 40
ROWS = (Answers("A", 40, 20, 10), Answers("B", 30, 12, 6), Answers("C", 20, 5, 5))
ALL = sum(row.people for row in ROWS)


def killed(url: str, words: list[str], after: float) -> None:
    """Run one command and kill it after some seconds, unless it has ended by then."""
    command = [sys.executable, "-c", "import cli; cli.main()", "--database-url", url, *words]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


@pytest.mark.slow
def test_an_import_is_kept_whole_or_not_at_all(store_url: str, tmp_path: Path) -> None:
    store, chance = town(store_url, tmp_path), random.Random(20261122)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    file = write(tmp_path, "w1.csv", sheet(ROWS), "cp932")
    for _ in range(KILLS):
        killed(store_url, ["import", str(file), "--wave", "W1"], chance.uniform(0.5, 3.0))
        kept = [row for row in undo.uploads(LOCAL, store) if row.state == "kept"]
        assert view.waves(LOCAL, store)[0].responses == len(kept) * ALL
        assert len(kept) <= 1
        assert keep.verify(LOCAL, store).ok
        for row in kept:
            undo.undo(LOCAL, store, row.upload)
    assert hand_in(store, tmp_path, "W1", ROWS).upload is not None
    store.close()


@pytest.mark.slow
def test_a_wave_is_closed_whole_or_not_at_all(store_url: str, tmp_path: Path) -> None:
    """Each wave is told to close and killed; what is then still open closes at the next attempt."""
    store, chance = town(store_url, tmp_path), random.Random(20261123)
    for number in range(KILLS // 4):
        wave = f"W{number}"
        ask(store, tmp_path, wave, date(2025, 5, 1))
        hand_in(store, tmp_path, wave, ROWS)
        killed(store_url, ["close", wave], chance.uniform(0.8, 2.5))
        again = open_store(store_url)
        state = {row.wave: row.state for row in view.waves(LOCAL, again)}[wave]
        cells = view.levels(LOCAL, again, view.Query(wave=wave, indicator="awareness"))
        assert len([cell for cell in cells if cell.share is not None]) == (4 if state is WaveState.CLOSED else 0)
        again.close()
    store.close()
