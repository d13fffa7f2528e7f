"""How much of what the ten years were asked came out right, by name."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Score:
    """How many of how many were right."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        self.right, self.asked = self.right + right, self.asked + 1

    @property
    def part(self) -> float:
        return self.right / self.asked if self.asked else float("nan")


@dataclass(frozen=True)
class Promise:
    """A target's stated range, given at a wave."""

    unit: str
    target: float
    told: date
    earliest: date
    latest: date

    @property
    def months(self) -> float:
        return (self.latest - self.earliest).days / 30.44


@dataclass
class Findings:
    """Everything that was compared, by name."""

    scores: dict[str, Score] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    people: int = 0
    units: int = 0

    def of(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())

    def join(self, other: "Findings") -> None:
        """Count another world's in."""
        self.promises += other.promises
        for name, score in other.scores.items():
            own = self.of(name)
            own.right, own.asked = own.right + score.right, own.asked + score.asked
