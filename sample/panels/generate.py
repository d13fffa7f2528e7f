"""Writes the panels' waves as files a person would hand in: residents by age, people of partner firms by trade."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
UNITS_FILE = HERE / "units.csv"
SEED = 20220401
AGREE = ("そう思う", "ややそう思う", "どちらともいえない", "あまりそう思わない", "そう思わない")
KNOW = ("はい", "いいえ", "わからない")


@dataclass(frozen=True)
class Panel:
    """One survey: its guideline file and unit, its attribute with its groups, its questions, and its waves' truths."""

    name: str
    unit: str
    segment: tuple[str, tuple[str, ...]]
    questions: tuple[str, str]
    asked: int
    truths: tuple[tuple[int, float, float], ...]
    """By fiscal year: the true shares who know (or have read) and who agree."""

    @property
    def guideline(self) -> Path:
        return HERE / f"{self.name}.toml"


RESIDENTS = Panel(
    "residents",
    "RES",
    ("age", ("18〜39歳", "40〜64歳", "65歳以上")),
    (
        "都の職員が守る行動指針があることを知っていますか。",
        "都の手続は、利用する人の立場で作られていると思いますか。",
    ),
    900,
    ((2023, 0.08, 0.31), (2024, 0.11, 0.35), (2025, 0.15, 0.41)),
)
PARTNERS = Panel(
    "partners",
    "PAR",
    ("trade", ("開発", "運用", "調査・企画")),
    ("都の行動指針を読んだことがありますか。", "都との仕事で、行動指針に沿って進めていますか。"),
    240,
    ((2024, 0.44, 0.52), (2025, 0.58, 0.60)),
)
PANELS = (RESIDENTS, PARTNERS)


@dataclass(frozen=True)
class PanelWave:
    """What is handed in for one wave of a panel."""

    name: str
    starts_on: date
    ends_on: date
    responses: Path
    headcount: Path


def waves(panel: Panel, folder: Path) -> tuple[PanelWave, ...]:
    """Write the files of every wave; the same seed gives the same bytes."""
    return tuple(_written(panel, truth, folder) for truth in panel.truths)


def _written(panel: Panel, truth: tuple[int, float, float], folder: Path) -> PanelWave:
    year, know, agree = truth
    rng = np.random.default_rng([SEED, year, *panel.name.encode()])
    name, (segment, groups) = f"{panel.unit}{year}", panel.segment
    place = rng.integers(0, len(groups), panel.asked)
    answered = rng.random(panel.asked) < 0.55
    responses, headcount = folder / f"{name}.csv", folder / f"{name}_headcount.csv"
    with responses.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["部署コード", segment, *panel.questions])
        for at in np.flatnonzero(answered):
            writer.writerow([panel.unit, groups[place[at]], _know(rng, know), _agree(rng, agree)])
    with headcount.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["unit", segment, "headcount"])
        writer.writerows([panel.unit, group, int((place == at).sum())] for at, group in enumerate(groups))
    return PanelWave(name, date(year, 10, 1), date(year, 10, 21), responses, headcount)


def _know(rng: np.random.Generator, share: float) -> str:
    return KNOW[0] if rng.random() < share else KNOW[1 + int(rng.random() < 0.2)]


def _agree(rng: np.random.Generator, share: float) -> str:
    if rng.random() < share:
        return AGREE[int(rng.random() < 0.6)]
    return AGREE[2 + int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
