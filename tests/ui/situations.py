"""Recorded situations an overview may be opened in: published figures by wave, written into one store.

Each is a guideline of its own with a tree of its own. A share is that of the whole or of a unit below it, wave by wave;
None is hidden, GAP is no data. Intervals are those of METHOD 1 for the given answers and people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from actions.keep import open_store
from actions.organise import import_guideline
from actions.targets import set_target
from actions.users import LOCAL
from confidentiality.cube import CellStatus, Drafted, HiddenBy, Origin
from db import read, versions, write
from measure.interval import Stratum, share_interval
from measure.joint import CONTRADICTION, FUNNEL
from measure.organisation import Unit
from measure.questionnaire import Wording
from measure.target import SetTarget
from measure.wave import Wave

GAP = -1.0
FIRST, QUARTER = date(2024, 5, 6), timedelta(days=91)
NAMES = {"awareness": ("認知", "Awareness"), "readership": ("閲読", "Readership")}
NAMES |= {"behaviour_change": ("行動変容", "Behaviour change")}
Shares = Mapping[str, Sequence[float | None]]


@dataclass(frozen=True)
class Situation:
    """`whole` are the root's shares by indicator; `units` those of units below it; answers and people of each wave."""

    whole: Shares
    units: Mapping[str, Shares] = field(default_factory=dict)
    answers: Sequence[int] = (2000,)
    people: int | None = 4000
    unit_answers: Sequence[int] = (400,)
    contradictions: float | None = None
    origin: Origin = Origin.COUNTED
    coded: tuple[float, float] | None = None
    reworded: int | None = None
    """The wave from which on the first question is asked in other words."""
    corrected: bool = False
    """The last wave was published once before, with other figures."""
    due: date | None = None
    """The day by which the first indicator was to stand at 80 %."""

    @property
    def waves(self) -> int:
        return len(next(iter(self.whole.values())))


def level(number: float) -> float:
    return number / 100


def percent(**shares: str) -> Shares:
    """awareness="50 55 -" : wave by wave in percent; "-" is hidden, "?" no data."""
    signs: dict[str, float | None] = {"-": None, "?": GAP}
    return {
        name: [signs[word] if word in signs else level(float(word)) for word in words.split()]
        for name, words in shares.items()
    }


def guideline(key: str, situation: Situation, wording: int) -> str:
    """The guideline file: one yes/no question a stage; from version 2 on the first is worded anew."""
    text = (
        f'key = "{key}"\nversion = "{wording}"\nname = "{key}"\nroot_unit = "{key}"\n[[scale]]\nkey = "s"\noption = [\n'
    )
    text += '{ code = 1, label = "y", direction = "favourable" },\n{ code = 2, label = "n", direction = "unfavourable" },\n]\n'
    for place, name in enumerate(situation.whole):
        ja, en = NAMES[name]
        asked = f"{name} {wording if place == 0 else 1}"
        text += f'[[item]]\nkey = "{name}"\nversion = {wording if place == 0 else 1}\ntext = "{asked}"\nscale = "s"\n'
        text += (
            f'[[indicator]]\nkey = "{name}"\nitem = "{name}"\nstage = "{name}"\nname = {{ ja = "{ja}", en = "{en}" }}\n'
        )
    return text


def units(key: str, situation: Situation) -> Iterator[Unit]:
    yield Unit(code=key, name=Wording(ja="市役所", en="City hall"), valid_from=date(2020, 4, 1))
    for code in situation.units:
        name = Wording(ja=f"{code}課", en=f"division {code}")
        yield Unit(code=f"{key}-{code}", name=name, parent=key, valid_from=date(2020, 4, 1))


def cells(key: str, situation: Situation, at: int) -> Iterator[Drafted]:
    """Every published cell of one wave."""
    answers = situation.answers[min(at, len(situation.answers) - 1)]
    for name, shares in situation.whole.items():
        if shares[at] != GAP:
            yield cell(situation, (key, name), shares[at], (answers, situation.people))
    yield from joint(key, situation, at, answers)
    few = situation.unit_answers[min(at, len(situation.unit_answers) - 1)]
    for code, own in situation.units.items():
        for name, shares in own.items():
            if shares[at] != GAP:
                yield cell(replace(situation, coded=None), (f"{key}-{code}", name), shares[at], (few, 500))


def joint(key: str, situation: Situation, at: int, answers: int) -> Iterator[Drafted]:
    """The stages on one base: of those who know, all who read it are among them."""
    last = [shares[at] for shares in situation.whole.values()]
    if len(last) < len(NAMES) or any(share in (None, GAP) for share in last) or situation.origin is not Origin.COUNTED:
        return
    for name, share in zip(situation.whole, last, strict=True):
        yield cell(replace(situation, coded=None), (key, FUNNEL + name), share, (answers, situation.people))
    if situation.contradictions is not None:
        found = cell(situation, (key, CONTRADICTION), situation.contradictions, (answers, situation.people))
        yield found


def cell(situation: Situation, of: tuple[str, str], share: float | None, size: tuple[int, int | None]) -> Drafted:
    (unit, indicator), (answers, people) = of, size
    plain = Drafted(wave="", unit=unit, indicator=indicator, status=CellStatus.HIDDEN, hidden_by=HiddenBy.PRIMARY)
    rate = answers / people if people else None
    if share is None:
        return plain.model_copy(update={"headcount": people})
    if situation.coded is not None:
        low, high = situation.coded
        bound = {"status": CellStatus.CODED, "low": low, "high": high, "base": answers}
        return plain.model_copy(update={**bound, "hidden_by": None, "headcount": people, "response_rate": rate})
    known = {"status": CellStatus.SHOWN, "hidden_by": None, "share": share, "origin": situation.origin}
    if situation.origin is not Origin.COUNTED:
        return plain.model_copy(update=known)
    reach = share_interval(Stratum(round(share * answers), answers, people))
    assert reach is not None
    sizes = {
        "base": answers,
        "favourable": round(share * answers),
        "effective_base": answers,
        "headcount": people,
        "response_rate": rate,
    }
    return plain.model_copy(update={**known, **sizes, "low": reach.low, "high": reach.high})


def record(folder: Path, situations: Mapping[str, Situation]) -> str:
    """Write all situations into one store; answers its URL."""
    url = f"sqlite:///{folder / 'situations.sqlite3'}"
    store = open_store(url)
    for key, situation in situations.items():
        versions = [1] if situation.reworded is None else [1, 2]
        with store.writing() as connection:
            write.put_units(connection, list(units(key, situation)))
        for version in versions:
            path = folder / f"{key}-{version}.toml"
            path.write_text(guideline(key, situation, version), "utf-8")
            import_guideline(LOCAL, store, path)
            with store.writing() as connection:
                number = read.newest_versions(connection)[key]
                for at in range(situation.waves):
                    new = situation.reworded is not None and at >= situation.reworded
                    if new == (version == 2):
                        put(connection, (key, number), situation, at)
                if situation.corrected:
                    put(connection, (key, number), situation, situation.waves - 1, version=2)
        if situation.due is not None:
            aim = SetTarget(
                guideline=key, indicator=next(iter(situation.whole)), unit=key, share=0.8, day=situation.due
            )
            set_target(LOCAL, store, aim)
    store.close()
    return url


def put(connection: object, of: tuple[str, int], situation: Situation, at: int, version: int = 1) -> None:
    """One closed wave with its figures; a later version takes the place of the one before."""
    key, number = of
    day = FIRST + at * QUARTER
    name, last = f"{key}-{at + 1}", day + timedelta(days=20)
    wave = Wave(name=name, guideline=key, starts_on=day, ends_on=last, version=version)
    kept = write.put_wave(connection, wave, number)  # type: ignore[arg-type]  # tests name no SQLAlchemy
    write.put_published(connection, kept, list(cells(key, situation, at)))  # type: ignore[arg-type]  # the same
    versions.supersede(connection, read.KeptWave(kept, of[1], wave, None, None, {}))  # type: ignore[arg-type]  # the same
    write.close_wave(connection, kept, LOCAL.name, {"scalability": 0.6})  # type: ignore[arg-type]  # the same
