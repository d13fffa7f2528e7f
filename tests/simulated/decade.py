"""Ten years of an organisation from a seed: people who learn, come and go, while units, guideline and initiatives change.

Everybody belongs to a team; teams never change, sections are made of them and do. Whether somebody knows, has read and
has changed hangs on a fixed disposition, on the team's course, on how long the person has been there, and on what the
team held. So the truth of every unit, wave, tenure and initiative is known. Times are years since 1 April 2016.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BEGIN, DAYS_A_YEAR = date(2016, 4, 1), 365.2425
BANDS = ((0.0, 1.0), (1.0, 2.0), (2.0, 4.0), (4.0, None))
HALF_LIFE, LAG = (
    1.5,
    -2.0,
)  # a new colleague stands 2 logits below the team at first, half of it after a year and a half
WORKS = 1.0  # logits that an initiative which works adds for good
ROTATION = 0.08
FAST, SLOW = 0.42, 0.05  # logits a year: most teams rise, the teams of one department in five hardly do


@dataclass(frozen=True)
class Plan:
    """How large and how long: 300 units and ten years unless told otherwise."""

    seed: int = 1
    departments: int = 20
    sections: int = 279
    years: int = 10
    reforms: tuple[int, ...] = (3, 5, 8)
    revisions: tuple[int, ...] = (4, 7)
    initiatives: int = 25
    working: int = 8
    beyond: int = 5  # years that the truth goes on after the last wave, so that dates ahead can be judged

    @property
    def waves(self) -> tuple[float, ...]:
        """In the middle of June and of December of every year."""
        return tuple(year + part for year in range(self.years) for part in (0.2, 0.7))


@dataclass(frozen=True)
class Section:
    """A section from one day on: its code, its department, and the teams it is made of."""

    code: str
    department: str
    teams: tuple[int, ...]


@dataclass(frozen=True)
class Link:
    """How a section went on in another."""

    year: int
    kind: str
    source: str
    target: str
    share: float


@dataclass(frozen=True)
class Try:
    """An initiative: when, in which sections, and whether it does anything."""

    key: str
    time: float
    sections: tuple[str, ...]
    teams: tuple[int, ...]
    works: bool


@dataclass
class World:
    """Everything that is true."""

    plan: Plan
    random: np.random.Generator
    base: Floats
    pace: Floats
    team: Ints
    arrived: Floats
    mood: Floats
    charts: list[tuple[float, tuple[Section, ...]]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)

    @classmethod
    def of(cls, plan: Plan) -> "World":
        """The world on its first day: two teams a section, tenures as a steady rotation leaves them."""
        random = np.random.default_rng(plan.seed)
        teams = 2 * plan.sections
        sizes = random.integers(12, 32, teams)
        team = np.repeat(np.arange(teams), sizes)
        department = np.repeat(np.arange(plan.sections) % plan.departments, 2)
        pace = np.where(department % 5 == 4, SLOW, FAST) + random.normal(0, 0.05, teams)
        base = random.normal(-0.9, 0.35, plan.departments)[department] + random.normal(0, 0.35, teams)
        arrived = -random.geometric(ROTATION, team.size).astype(np.float64)
        world = cls(plan, random, base, pace, team, arrived, random.random((3, team.size)))
        first = [Section(f"S{n:03d}", f"D{n % plan.departments:02d}", (2 * n, 2 * n + 1)) for n in range(plan.sections)]
        world.charts.append((0.0, tuple(first)))
        for year in plan.reforms:
            world.reform(year)
        world.tries = list(world.drawn(plan.initiatives, plan.working))
        return world

    def chart(self, time: float) -> tuple[Section, ...]:
        """The sections of a day."""
        return next(sections for since, sections in reversed(self.charts) if since <= time)

    def reform(self, year: int) -> None:
        """One section in twenty is merged with another, split, moved or renamed, each."""
        old = list(self.chart(year))
        many = max(1, len(old) // 20)
        chosen = [old[at] for at in self.random.permutation(len(old)).tolist()]
        whole = [s for s in chosen if len(s.teams) > 1]
        split, rest = whole[:many], [s for s in chosen if s not in whole[:many]]
        merged, moved, named = rest[: 2 * many], rest[2 * many : 3 * many], rest[3 * many : 4 * many]
        made = [self._moved(section) for section in moved] + [self._renamed(year, section) for section in named]
        made += [part for section in split for part in self._split(year, section)]
        made += [self._merged(year, pair) for pair in zip(merged[::2], merged[1::2], strict=True)]
        gone = {s.code for s in (*split, *merged, *moved, *named)}
        self.charts.append((float(year), tuple(sorted([*(s for s in old if s.code not in gone), *made], key=_code))))

    def _moved(self, section: Section) -> Section:
        return Section(section.code, f"D{self.random.integers(self.plan.departments):02d}", section.teams)

    def _renamed(self, year: int, section: Section) -> Section:
        self.links.append(Link(year, "rename", section.code, f"{section.code}R{year}", 1.0))
        return Section(f"{section.code}R{year}", section.department, section.teams)

    def _split(self, year: int, section: Section) -> Iterator[Section]:
        half = len(section.teams) // 2
        whole = np.isin(self.team, section.teams).sum()
        for mark, teams in (("A", section.teams[:half]), ("B", section.teams[half:])):
            code = f"{section.code}{mark}{year}"
            share = float(np.isin(self.team, teams).sum() / whole)
            self.links.append(Link(year, "split", section.code, code, round(share, 4)))
            yield Section(code, section.department, teams)

    def _merged(self, year: int, pair: tuple[Section, Section]) -> Section:
        code = f"{pair[0].code}M{year}"
        for section in pair:
            self.links.append(Link(year, "merge", section.code, code, 1.0))
        return Section(code, pair[0].department, (*pair[0].teams, *pair[1].teams))

    def drawn(self, count: int, working: int, mark: str = "I") -> Iterator[Try]:
        """Initiatives in an eighth of the sections each, drawn by lot; the first `working` of them work."""
        years = self.plan.years
        for number in range(count):
            time = float(self.random.uniform(0.25 * years, 0.75 * years))
            now = self.chart(time)
            held = [now[at] for at in self.random.choice(len(now), max(6, len(now) // 8), replace=False).tolist()]
            teams = tuple(team for section in held for team in section.teams)
            yield Try(f"{mark}{number:03d}", time, tuple(s.code for s in held), teams, number < working)

    def rotate(self, year: int) -> Ints:
        """On 1 April one in twelve gives place to somebody new; who they were."""
        gone = np.flatnonzero(self.random.random(self.team.size) < ROTATION)
        self.arrived[gone] = year
        self.mood[:, gone] = self.random.random((3, gone.size))
        return gone

    def odds(self, time: float, tenure: Floats | None = None) -> Floats:
        """Everybody's logit of knowing, at their tenure or at another."""
        raised = np.zeros(self.base.size)
        for each in self.tries:
            if each.works and each.time <= time:
                raised[list(each.teams)] += WORKS
        own = self.base + self.pace * time + raised
        return own[self.team] + LAG * 2 ** (-(time - self.arrived if tenure is None else tenure) / HALF_LIFE)

    def chances(self, time: float) -> Floats:
        """Everybody's chance to know, to have read (who knows), to have changed (who has read)."""
        odds = self.odds(time)
        edition = max([0, *(year for year in self.plan.revisions if year <= time)])
        return expit(np.stack([odds, -0.8 + 0.35 * (time - edition) + 0.3 * odds, -0.6 + 0.3 * odds]))

    def states(self, time: float) -> NDArray[np.bool_]:
        """Who knows, has read and has changed, one after the other."""
        return np.asarray(np.logical_and.accumulate(self.mood < self.chances(time), axis=0))

    @cached_property
    def sizes(self) -> Ints:
        return np.bincount(self.team, minlength=self.base.size)


def expit(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def day(time: float) -> date:
    """The day so many years after the beginning."""
    return BEGIN + timedelta(days=round(time * DAYS_A_YEAR))


def band(tenure: Floats) -> Ints:
    """The place of each tenure among the bands."""
    return np.searchsorted([since for since, _ in BANDS], tenure, side="right") - 1


def _code(section: Section) -> str:
    return section.code


def codes(sections: Sequence[Section], teams: int) -> NDArray[np.str_]:
    """The code of each team's section."""
    found = np.empty(teams, dtype="<U24")
    for section in sections:
        found[list(section.teams)] = section.code
    return found
