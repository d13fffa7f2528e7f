"""What moved the total (METHOD 6): within, composition, entered and left; factors of a product; bridges of units.

Kitagawa's decomposition with averaged weights: within = sum mean(share) dp, composition = sum mean(p) dshare. It is
used for units (learning against reorganisation) and for segments such as tenure (rate: learning, share: rotation);
Das Gupta's for the funnel's product. Effects are shares, later minus earlier. What exists in one wave only stands in
"entered / left"; what is not shown in both is pooled under OTHER by the caller.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from measure.organisation import Lineage

OTHER = "other"


@dataclass(frozen=True)
class Side:
    """A part in one wave: how many people it stands for, its favourable share, and the answers behind that."""

    weight: float
    share: float
    base: float | None = None

    @property
    def variance(self) -> float | None:
        """p (1 - p) / n without finite correction, p with a pseudo-answer each way so that 0 and 1 are not certain."""
        if not self.base:
            return None
        share = (min(max(self.share, 0.0), 1.0) * self.base + 1) / (self.base + 2)
        return share * (1 - share) / self.base


@dataclass(frozen=True)
class Part:
    """One part of the whole, in the earlier and the later wave; None where it did not exist."""

    key: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True)
class Effect:
    """What one part added by changing inside, and by growing or shrinking beside the others."""

    key: str
    within: float
    composition: float


@dataclass(frozen=True)
class Decomposition:
    """The change of the whole as the sum of three; standard errors are None where a base is not known."""

    total: float
    within: float
    composition: float
    entered_left: float
    within_error: float | None
    composition_error: float | None
    parts: tuple[Effect, ...]


def decompose(parts: Sequence[Part]) -> Decomposition | None:
    """Split the change of the whole; None where no part exists in both waves.

    total = within + composition + entered_left holds exactly. The common parts' weights are taken among themselves;
    entered_left is what the rest shifts the mean by: e (E - C2) - l (L - C1).
    Sources: Kitagawa (1955), J. Am. Stat. Assoc. 50, 1168-1194; Das Gupta (1993), US Census Bureau P23-186.
    """
    common = [part for part in parts if part.before and part.after]
    earlier, later = ([s for s in sides if s] for sides in ([p.before for p in parts], [p.after for p in parts]))
    whole = _whole(common)
    if not all(whole):
        return None
    first, last = _mean(p.before for p in common), _mean(p.after for p in common)
    rows = [_effect(part, whole) for part in common]
    total = _mean(later) - _mean(earlier)
    errors = _errors(common, whole)
    return Decomposition(
        total=total,
        within=sum(row.within for row in rows),
        composition=sum(row.composition for row in rows),
        entered_left=total - (last - first),
        within_error=errors[0],
        composition_error=errors[1],
        parts=tuple(rows),
    )


def _mean(sides: Iterable[Side | None]) -> float:
    held = [side for side in sides if side]
    return sum(side.weight * side.share for side in held) / sum(side.weight for side in held)


Whole = tuple[float, float]
"""The people of all common parts, earlier and later."""


def _whole(common: Sequence[Part]) -> Whole:
    return sum(p.before.weight for p in common if p.before), sum(p.after.weight for p in common if p.after)


def _weights(part: Part, whole: Whole) -> tuple[float, float]:
    """The part's share of the common people, earlier and later."""
    before, after = (side.weight if side else 0.0 for side in (part.before, part.after))
    return before / whole[0], after / whole[1]


def _effect(part: Part, whole: Whole) -> Effect:
    was, now = _weights(part, whole)
    old, new = (side.share if side else 0.0 for side in (part.before, part.after))
    return Effect(part.key, (was + now) / 2 * (new - old), (old + new) / 2 * (now - was))


def _errors(common: Sequence[Part], whole: Whole) -> tuple[float | None, float | None]:
    """sqrt of sum mean(share)^2 (v1 + v2), and of sum (dshare / 2)^2 (v1 + v2)."""
    within = composition = 0.0
    for part in common:
        spreads = [side.variance for side in (part.before, part.after) if side]
        known = [spread for spread in spreads if spread is not None]
        if len(known) < 2:
            return None, None
        was, now = _weights(part, whole)
        within += ((was + now) / 2) ** 2 * sum(known)
        composition += ((now - was) / 2) ** 2 * sum(known)
    return math.sqrt(within), math.sqrt(composition)


@dataclass(frozen=True)
class Factor:
    """One rate of a product, e.g. the share of those who have read among those who know, with the base of each."""

    key: str
    before: float
    after: float
    base_before: float | None = None
    base_after: float | None = None


@dataclass(frozen=True)
class FactorEffect:
    """What one factor's change added to the product, with its standard error where the bases are known."""

    key: str
    effect: float
    error: float | None


def factor_effects(factors: Sequence[Factor]) -> tuple[FactorEffect, ...]:
    """Das Gupta's effects of the factors of a product; they add up to the product's change exactly.

    Each factor's own difference is weighed by the mean of the others over all mixtures of earlier and later, a mixture
    counting by how many orders of change lead through it. Rates of successive stages are independent, so errors add up.
    """
    return tuple(
        FactorEffect(factor.key, _factor_effect(factors, place), _factor_error(factors, place))
        for place, factor in enumerate(factors)
    )


def _factor_effect(factors: Sequence[Factor], place: int) -> float:
    others, own = [f for i, f in enumerate(factors) if i != place], factors[place]
    count, total = len(factors), 0.0
    for later in product((False, True), repeat=len(others)):
        orders = math.factorial(sum(later)) * math.factorial(count - 1 - sum(later)) / math.factorial(count)
        total += orders * math.prod(
            f.after if is_later else f.before for f, is_later in zip(others, later, strict=True)
        )
    return total * (own.after - own.before)


def _factor_error(factors: Sequence[Factor], place: int) -> float | None:
    """Delta method: the effect is linear in every single rate, so its slopes are differences between 1 and 0."""
    variance = 0.0
    for index, factor in enumerate(factors):
        for name, base in (("before", factor.base_before), ("after", factor.base_after)):
            if not base:
                return None
            rate = (getattr(factor, name) * base + 1) / (base + 2)
            slope = _with(factors, index, (name, 1.0), place) - _with(factors, index, (name, 0.0), place)
            variance += slope**2 * rate * (1 - rate) / base
    return math.sqrt(variance)


def _with(factors: Sequence[Factor], index: int, change: tuple[str, float], place: int) -> float:
    """The effect at `place` if one rate of the factor at `index` were another."""
    old, (name, value) = factors[index], change
    before, after = (value if name == "before" else old.before), (value if name == "after" else old.after)
    changed = [*factors[:index], Factor(old.key, before, after), *factors[index + 1 :]]
    return _factor_effect(changed, place)


def bridge(units: Iterable[str], links: Iterable[Lineage]) -> dict[str, str]:
    """The common unit that each unit belongs to once whatever was renamed, merged, split or moved is put together.

    `links` are those between the two waves. A common unit is named by its members, joined with "+"; a unit that no link
    touches is its own.
    """
    head = {unit: unit for unit in units}

    def top(unit: str) -> str:
        while head.setdefault(unit, unit) != unit:
            unit = head[unit]
        return unit

    for link in links:
        head[top(link.source)] = top(link.target)
    members: dict[str, list[str]] = {}
    for unit in list(head):
        members.setdefault(top(unit), []).append(unit)
    return {unit: "+".join(sorted(members[top(unit)])) for unit in head}
