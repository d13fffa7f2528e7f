"""What the staff answer in one wave: who replies is drawn from the head counts, each reply from the section's case."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measure.wave import Wave
from sample.metropolis import own
from sample.metropolis.cases import AUDIENCE_LIFT, CASES, TENURE_LIFT, Truth, truth
from sample.metropolis.comments import comment
from sample.metropolis.staff import TENURES, Cells, Section, headcount, sections_on
from sample.metropolis.waves import quarter_of, step_of

Codes = NDArray[np.int64]
Shares = NDArray[np.float64]

YES, NO, DONT_KNOW = 1, 2, 9
READ_ALL, READ_PART, NOT_READ = 1, 2, 3
NORM_ITEMS = tuple(f"q{number}" for number in range(5, 11))
NORM_EASE = (0.3, 0.0, -0.3, -0.6, 0.1, 0.7)  # how readily each of the six norms is practised
IMPORTANCE = {f"important_{n}": share for n, share in enumerate((0.85, 0.76, 0.72, 0.36, 0.40, 0.88), start=1)}
"""The true share that holds each of the six norms to be important, wherever they work: #1, #2 and #6 are practised by
most as well, #3 is only liked, #4 is neither, and #5 is practised by more than care for it."""
GRID_SKIPPED = 0.03  # share who leave the whole grid of the norms; the questions before it must be answered
LOWEST_RATE, HIGHEST_RATE = 0.36, 0.84
RATE_SPREAD = 0.03
# Two specialists arrived after the head count of this wave was taken: more of them answered than were counted.
LATE_JOINERS = {("2025Q2", "KYO13"): (2, 0, 2)}  # audience, tenure, how many


@dataclass(frozen=True)
class Replies:
    """The sheets of one wave in the order they came in; every array and list has one entry a sheet.

    `answers` holds option codes (0: left empty), a bit mask for the multiple question q11.
    """

    unit: list[str]
    audience: Codes
    tenure: Codes
    minute: Codes  # minutes since the fieldwork began
    answers: dict[str, Codes]
    comments: list[str]

    @property
    def rows(self) -> int:
        return len(self.unit)


def replies(wave: Wave, seed: int) -> Replies:
    """Everything handed in during the fieldwork of `wave`."""
    rng = np.random.default_rng([seed, step_of(wave)])
    parts = [_section_replies(section, wave, seed, rng) for section in sections_on(wave.starts_on)]
    order = rng.permutation(sum(part.rows for part in parts))
    days = (wave.ends_on - wave.starts_on).days + 1
    minutes = rng.integers(0, days, order.size) * 24 * 60 + rng.integers(8 * 60 + 30, 18 * 60, order.size)
    units = [unit for part in parts for unit in part.unit]
    comments = [text for part in parts for text in part.comments]
    return Replies(
        unit=[units[i] for i in order],
        audience=np.concatenate([part.audience for part in parts])[order],
        tenure=np.concatenate([part.tenure for part in parts])[order],
        minute=np.sort(minutes),
        answers={key: np.concatenate([part.answers[key] for part in parts])[order] for key in parts[0].answers},
        comments=[comments[i] for i in order],
    )


def respondents(section: Section, wave: Wave, staff: Cells, rng: np.random.Generator) -> Cells:
    """How many of each cell reply: a draw without replacement, late joiners on top."""
    rate = min(max(section.response_rate + rng.normal(0, RATE_SPREAD), LOWEST_RATE), HIGHEST_RATE)
    total = int(staff.sum())
    size = min(max(round(rate * total), -(-35 * total // 100)), 85 * total // 100)
    cells: Cells = rng.multivariate_hypergeometric(staff.ravel(), size).reshape(staff.shape)
    if late := LATE_JOINERS.get((wave.name, section.unit)):
        audience, tenure, people = late
        cells[audience, tenure] = staff[audience, tenure] + people
    return cells


def _section_replies(section: Section, wave: Wave, seed: int, rng: np.random.Generator) -> Replies:
    cells = respondents(section, wave, headcount(section, wave, seed), rng)
    place = np.repeat(np.arange(cells.size), cells.ravel())
    audience, tenure = np.divmod(place, len(TENURES))
    answers = _answers(_truths(section, wave, (audience, tenure)), rng)
    skipped = rng.random(place.size) < GRID_SKIPPED
    for item in NORM_ITEMS:
        answers[item][skipped] = 0
    answers |= _important(place.size, np.random.default_rng([seed, step_of(wave), *section.unit.encode()]))
    answers |= own.answers(
        audience, step_of(wave), np.random.default_rng([seed, 7, step_of(wave), *section.unit.encode()])
    )
    comments = [comment(rng) for _ in range(place.size)]
    return Replies([section.unit] * place.size, audience, tenure, np.zeros_like(place), answers, comments)


def _truths(section: Section, wave: Wave, place: tuple[Codes, Codes]) -> dict[str, Shares]:
    """Each person's probabilities, by name of the share."""
    case, when = CASES[section.case], (step_of(wave), quarter_of(wave))
    grid = [
        [truth(case, when, section.lift + audience + tenure, newcomer=i == 0) for i, tenure in enumerate(TENURE_LIFT)]
        for audience in AUDIENCE_LIFT
    ]
    return {
        name: np.array([[getattr(person, name) for person in row] for row in grid])[place]
        for name in Truth.__dataclass_fields__
    }


def _answers(truths: dict[str, Shares], rng: np.random.Generator) -> dict[str, Codes]:
    """The answers to q1 ... q11 of people with these probabilities."""
    size = truths["know"].size
    know = rng.random(size) < truths["know"]
    read = rng.random(size) < np.where(know, truths["read"], truths["read_unknowing"])
    changed = np.where(know & read, truths["change"], 0.06)
    unknowing = np.where(rng.random(size) < 0.2, DONT_KNOW, NO)
    answers = {
        "q1": np.where(know, YES, unknowing),
        "q2": np.where(read, np.where(rng.random(size) < 0.4, READ_ALL, READ_PART), NOT_READ),
        "q3": _five_points(changed, rng),
        "q4": np.where(know, _five_points(truths["like"], rng), 0),  # asked only of those who know
    }
    for item, ease in zip(NORM_ITEMS, NORM_EASE, strict=True):
        answers[item] = _five_points(_logistic(ease - 0.5 + 0.5 * know + 0.6 * read + 0.8 * (changed - 0.3)), rng)
    answers["q11"] = np.where(know, _channels(size, rng), 0)
    return answers


def _important(size: int, rng: np.random.Generator) -> dict[str, Codes]:
    """How important each norm is held to be; its own chance, so that no other answer depends on these questions."""
    return {item: _five_points(np.full(size, share), rng) for item, share in IMPORTANCE.items()}


def _five_points(favourable: Shares, rng: np.random.Generator) -> Codes:
    """Codes 1 (most favourable) to 5, of which 1 and 2 together have the probability `favourable`."""
    luck, which = rng.random(favourable.size), rng.random(favourable.size)
    top = np.where(which < 0.35, 1, 2)
    rest = np.where(which < 0.48, 3, np.where(which < 0.82, 4, 5))
    return np.where(luck < favourable, top, rest)


def _channels(size: int, rng: np.random.Generator) -> Codes:
    """A bit mask of the places one learnt of it; bit `code - 1`, at least one."""
    mask = np.zeros(size, np.int64)
    for bit, share in enumerate((0.55, 0.35, 0.25, 0.3, 0.12, 0.18, 0.2, 0.03)):
        mask |= (rng.random(size) < share).astype(np.int64) << bit
    return np.where(mask == 0, 1, mask)


def _logistic(x: Shares) -> Shares:
    return np.asarray(1 / (1 + np.exp(-x)), np.float64)
