"""Which norms the evidence speaks for writing anew or dropping: two waves a year apart, every count written down."""

from datetime import date
from pathlib import Path

import pytest

from actions import close, organise, upload
from actions.keep import open_store
from actions.norms import NormRow, norms
from actions.users import LOCAL
from measure.norms import Advice
from tests.actions.town import write

YES_NO = (
    '[{ code = 1, label = "yes", direction = "favourable" }, { code = 2, label = "no", direction = "unfavourable" }]'
)
PEOPLE = 100


def guideline(version: int) -> str:
    parts = ['key = "code"\nname = "Code"\n[[norm]]\nnumber = 1\nname = "One"\n']
    for key, purpose in (("liked", "importance"), ("done", "practice")):
        item = f'[[item]]\nkey = "{key}"\nversion = {version}\ntext = "{key}?"\nnorm = 1\noption = {YES_NO}\n'
        parts.append(
            item + f'[[indicator]]\nkey = "{key}"\nitem = "{key}"\nname = "{key}"\nnorm = 1\npurpose = "{purpose}"\n'
        )
    return "".join(parts)


def answered(folder: Path, waves: dict[date, tuple[int, int]], versions: tuple[int, ...] = (1, 1, 1)) -> NormRow:
    """The norm at the last wave; of 100 so many hold it to be important and so many practise it."""
    store = open_store(f"sqlite:///{folder / 'n.sqlite3'}")
    for place, (day, counts) in enumerate(waves.items()):
        organise.import_guideline(LOCAL, store, write(folder, "g.toml", guideline(versions[place])))
        if place == 0:
            organise.import_units(LOCAL, store, write(folder, "u.csv", "code,name,parent\nR,Root,\n"), date(2020, 1, 1))
        wave = f"W{place}"
        organise.add_wave(LOCAL, store, organise.NewWave(name=wave, starts_on=day, ends_on=day, minimum_base=10))
        organise.import_headcount(LOCAL, store, write(folder, "h.csv", "unit,headcount\nR,200\n"), wave)
        rows = ["unit,liked?,done?"]
        rows += [",".join(("R", *("yes" if at < count else "no" for count in counts))) for at in range(PEOPLE)]
        file = upload.GivenFile.at(write(folder, f"{wave}.csv", "\n".join(rows) + "\n"))
        assert upload.take_in(LOCAL, store, file, upload.Choice(wave)).rows_stored == PEOPLE
        close.close(LOCAL, store, wave)
    [found] = norms(LOCAL, store, f"W{len(waves) - 1}")
    store.close()
    return found


LAST, YEAR, QUARTER = date(2026, 5, 1), date(2025, 5, 2), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("then", "now", "advice"),
    [
        ((85, 25), (88, 26), Advice.REWRITE),
        ((85, 15), (88, 33), Advice.WAIT),  # 18 points more practise it
        ((30, 20), (28, 21), Advice.DROP),
        ((15, 20), (35, 21), Advice.WAIT),  # 20 points more hold it to be important
        ((85, 25), (88, 75), Advice.KEEP),
        ((85, 25), (88, 50), Advice.UNTOLD),
    ],
)
def test_the_evidence_of_two_waves(then: tuple[int, int], now: tuple[int, int], advice: Advice, tmp_path: Path) -> None:
    found = answered(tmp_path, {YEAR: then, QUARTER: (50, 50), LAST: now})
    assert (found.advice, found.since) == (advice, "W0")


def test_a_quarter_is_too_short(tmp_path: Path) -> None:
    found = answered(tmp_path, {QUARTER: (85, 25), LAST: (88, 26)})
    assert (found.advice, found.since) == (Advice.WAIT, None)


def test_other_words_are_not_compared(tmp_path: Path) -> None:
    found = answered(tmp_path, {YEAR: (85, 25), LAST: (88, 26)}, (1, 2))
    assert (found.advice, found.since) == (Advice.WAIT, None)
