"""What is hidden and what is coded in a wave: patterns of groups first, then coding, then the answers themselves.

Everything here only ever hides more, so that what one step made safe no later step undoes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from confidentiality.answers import Cell, Sizes
from confidentiality.audit import Attack, Seen
from confidentiality.before import Before
from confidentiality.coding import Bound, Coding, bound
from confidentiality.cube import HiddenBy
from confidentiality.families import Family, families, of_the_sheet
from confidentiality.mend import mend
from confidentiality.neighbour import beside
from confidentiality.pattern import exposed, hide
from confidentiality.sizes import Published, asked
from confidentiality.source import Source
from confidentiality.twice import narrower, of_others, tied, with_others
from measure.audience import LADDER
from measure.joint import DONT_KNOW, FUNNEL, UNFAVOURABLE
from measure.questionnaire import Indicator
from measure.tally import RESPONSES, Group

ROUNDS = 8
DERIVED = 0.25  # what is counted beside the indicators is cheaper to hide than they are
WHOLE = 1e4
Pattern = dict[Group, HiddenBy]


@dataclass(frozen=True)
class Promise:
    """What respondents were promised: the minimum base, and how shares near 0 % and 100 % are coded."""

    minimum: int
    coding: Coding = field(default_factory=Coding)


@dataclass
class Protection:
    """The hidden cells of each indicator, the bounds of the coded ones, and what the two audits still find."""

    hidden: dict[str, Pattern] = field(default_factory=dict)
    coded: dict[Cell, Bound] = field(default_factory=dict)
    groups: int = 0
    answers: int = 0
    safe: dict[str, frozenset[Group]] = field(default_factory=dict)
    """What was hidden of an indicator when its answers were last found to tell nothing of sizes."""
    before: Before = field(default_factory=Before)

    def shows(self, group: Group, key: str) -> bool:
        """Whether a cell is shown as it is."""
        return group not in self.hidden.get(key, {}) and (group, key) not in self.coded

    def hide(self, group: Group, key: str) -> None:
        for each in (key, *narrower(key)):
            if each == key or each in self.hidden:
                self.hidden.setdefault(each, {}).setdefault(group, HiddenBy.COMPLEMENTARY)
                self.coded.pop((group, each), None)


def protect(source: Source, promise: Promise) -> Protection:
    """Hide and code until neither audit finds anything, or nothing more can be done."""
    source, done = with_others(source), Protection(before=source.before)
    patterns: dict[tuple[frozenset[tuple[Group, int]], frozenset[Group]], Pattern] = {}
    done.hidden[RESPONSES] = dict(hide(source.cube(RESPONSES), promise.minimum, source.before.hides(RESPONSES)))
    for indicator in _in_order(source):
        people, already = source.cube(indicator.key), _already(source, done, indicator)
        known = frozenset(people.counts.items()), frozenset(already)
        if known not in patterns:
            patterns[known] = already | hide(people, promise.minimum, frozenset(already))
        done.hidden[indicator.key] = dict(patterns[known])
        done.coded |= dict(_coded(source, promise, (indicator, done.hidden[indicator.key])))
    for _ in range(ROUNDS):
        _answers(source, promise, done)
        left = _sizes(source, promise, done)
        if not left:
            break
    done.groups = _groups(source, promise, done) + left
    return done


def _in_order(source: Source) -> list[Indicator]:
    """Each after those it leans on: what is asked of everybody, what among some, then what is derived."""

    def place(i: Indicator) -> int:
        return (source.condition(i) is not None) + (i.key != _origin(source, i)) + bool(of_others(source, i.key))

    return sorted(source.indicators, key=place)


def _origin(source: Source, indicator: Indicator) -> str:
    """The indicator that a derived one is counted beside; itself where it is none."""
    if indicator.key.startswith(FUNNEL):
        return next((asked for _, asked in source.stages()), indicator.key)
    if indicator.key.startswith(LADDER):
        return dict(pair for stages in source.ladders() for pair in stages)[indicator.key]
    return indicator.key.removesuffix(UNFAVOURABLE).removesuffix(DONT_KNOW)


def _already(source: Source, done: Protection, indicator: Indicator) -> Pattern:
    """Hidden before it is looked at: where its origin is, and where those it is asked among are hidden or coded.

    What an earlier version shows is known whatever is hidden of its origin since.
    """
    before = dict.fromkeys(source.before.hides(indicator.key), HiddenBy.COMPLEMENTARY)
    found = before | done.hidden[RESPONSES] | done.hidden.get(_origin(source, indicator), {})
    condition = source.condition(indicator)
    if condition is not None:
        found = found | done.hidden.get(condition.key, {})
        coded = [group for group, key in done.coded if key == condition.key]
        found = dict.fromkeys(coded, HiddenBy.COMPLEMENTARY) | found
    for key in of_others(source, indicator.key):
        unseen = [*done.hidden.get(key, {}), *(group for group, coded in done.coded if coded == key)]
        found = dict.fromkeys(unseen, HiddenBy.COMPLEMENTARY) | found
    return {group: by for group, by in found.items() if group not in source.before.shows(indicator.key)}


def _groups(source: Source, promise: Promise, done: Protection) -> int:
    """Audit A at the end, over everything that is published."""
    found: dict[tuple[frozenset[tuple[Group, int]], frozenset[Group]], int] = {}
    for key, pattern in done.hidden.items():
        people = source.cube(key)
        known = frozenset(people.counts.items()), frozenset(pattern)
        if known not in found:
            found[known] = len(exposed(people, known[1], promise.minimum))
    return sum(found.values())


def _sizes(source: Source, promise: Promise, done: Protection) -> int:
    """How many small groups the answers of an indicator confined; cells are hidden to open them."""
    left = 0
    for key in [indicator.key for indicator in source.indicators]:
        now = frozenset(done.hidden[key])
        if now and done.safe.get(key) != now and not key.endswith(UNFAVOURABLE):
            sides = [key, *([key + UNFAVOURABLE] if source.named(key + UNFAVOURABLE) else [])]
            coded = {cell: bound for cell, bound in done.coded.items() if cell[1] in sides}
            answers: dict[str, Sizes] = {side: source.yes(side) for side in sides}
            told = Published(asked(source, key, now), answers, now, coded)
            bare = told.confined(promise.minimum)
            for group in told.further(bare, promise.minimum) if bare else ():
                for side in sides:
                    done.hide(group, side)
            left += len(bare)
            done.safe |= {} if bare else {key: now}
    return left


def _coded(source: Source, promise: Promise, of: tuple[Indicator, Pattern]) -> Iterator[tuple[Cell, Bound]]:
    """The bounds of one indicator; "don't know" and contradictions can be read off other figures and are not coded."""
    indicator, pattern = of
    if is_coded(indicator.key, promise):
        for group, tally in source.counts.items():
            count = tally.get(indicator.key)
            if count is not None and count.base and group not in pattern:
                found = bound(count.favourable / count.valid, count.base, promise.coding)
                if found is not None:
                    yield (group, indicator.key), found


def is_coded(key: str, promise: Promise) -> bool:
    plain = key.removesuffix(UNFAVOURABLE)
    return not (of_the_sheet(key) or plain in promise.coding.uncoded)


def _answers(source: Source, promise: Promise, done: Protection) -> None:
    """Audit B on every family, hiding the cheapest further cells until nothing is pinned in any of them.

    What one family hides may be a new secret in another, so all are looked at until a whole round finds nothing.
    """
    known = [*families(source), *tied(source)]
    known += [family for each in source.before.beside for family in beside(source, each, promise.minimum)]
    for _ in range(ROUNDS):
        found = [_mended(family, promise, done) for family in known]
        if not any(found):
            return
    done.answers = sum(len(pinned(family, promise, done)) for family in known)


def _mended(family: Family, promise: Promise, done: Protection) -> int:
    """How many counts of a family were pinned; cells are hidden to open them."""
    bare = pinned(family, promise, done)
    if bare:
        _open(family, done, bare)
    return len(bare)


def seen(family: Family, done: Protection) -> Seen:
    """What is published of a family: a measure is hidden where every indicator that shows it is."""
    cells = family.facts.cells()
    coded = {
        cell: done.coded[cell].counts(family.base(cell))
        for cell in cells
        if cell in done.coded and family.shows.get(cell[1]) == (cell[1],)
    }
    remainders = family.facts.people.unshown
    shown = frozenset(
        (group, measure)
        for group, measure in cells
        if group not in remainders
        and (group, measure) not in coded
        and any(group not in done.hidden.get(key, {}) for key in family.shows[measure])
    )
    return Seen(shown, coded, family.limits)


def pinned(family: Family, promise: Promise, done: Protection) -> list[Cell]:
    """The counts of a family that follow from what is published and must not."""
    now = seen(family, done)
    return Attack(family.facts, now).pinned(_secrets(family, promise, now))


def _secrets(family: Family, promise: Promise, now: Seen) -> Iterator[Cell]:
    """All that is hidden or coded, and what remainders answered that are small or of one mind.

    A large unit that holds all the people of the whole is the whole, whatever is hidden of it. What a wave beside this
    one leaves no room for is what it was there.
    """
    facts, wholes = family.facts, family.facts.people.never
    for cell in facts.cells():
        group, measure = cell
        base = family.base(cell)
        told = cell not in family.known and (facts.count(cell) > 0 or not of_the_sheet(measure))
        if base and told and measure in family.answers and cell not in now.shown:
            near = is_coded(measure, promise) and bound(facts.count(cell) / base, int(base), promise.coding)
            large = base >= promise.minimum and not near
            same = any(facts.limit((whole, measure)) == facts.limit(cell) for whole in wholes)
            rest = group in facts.people.unshown and cell not in family.few
            if not large or not (rest or same):
                yield cell


def _open(family: Family, done: Protection, cells: list[Cell]) -> None:
    """Hide what opens these cells at the least price; where nothing does, all that they add up with."""
    prices = _prices(family, done.before)
    further = (
        mend(family.facts, seen(family, done), dict.fromkeys(cells, 0.0), prices)
        or _neighbours(family, cells) & prices.keys()
    )
    for group, measure in sorted(further):
        for key in family.shows[measure]:
            done.hide(group, key)


def _prices(family: Family, before: Before) -> dict[Cell, float]:
    """The whole goes only where nothing else helps: that everybody answered the same would follow from it."""
    people = family.facts.people
    derived = {measure: DERIVED if ":" in measure else 1.0 for measure in family.facts.truth}
    whole = dict.fromkeys(people.never, WHOLE)
    found: dict[Cell, float] = {}
    for measure, price in derived.items():
        dear = before.dear(people.prices, family.shows.get(measure, (measure,)))
        shown = (group for group, of in family.facts.cells() if of == measure and group not in people.unshown)
        found |= {(group, measure): dear[group] * price * whole.get(group, 1.0) for group in shown}
    return found


def _neighbours(family: Family, cells: list[Cell]) -> frozenset[Cell]:
    found = set[Cell]()
    for relation in family.facts.people.relations:
        members = {relation.total, *relation.parts}
        found |= {(group, measure) for touched, measure in cells if touched in members for group in members}
    return frozenset(found)
