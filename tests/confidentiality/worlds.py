"""Small worlds to attack: a tree of seven units by two values of a segment, and every world enumerated."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from confidentiality.answers import Cell
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from measure.tally import Group

GOLDEN = Path(__file__).parents[1] / "golden" / "sdc_bruteforce_intervals.json"


def tree(parents: Mapping[str, str | None]) -> OrgTree:
    since = date(2025, 4, 1)
    rows = parents.items()
    return OrgTree.of(Unit(code=c, name=Wording(ja=c, en=c), parent=p, valid_from=since) for c, p in rows)


def golden() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return found


def golden_tree(case: Mapping[str, Any]) -> OrgTree:
    return tree({str(node): None if up < 0 else str(up) for node, up in enumerate(case["parent"])})


def golden_groups(case: Mapping[str, Any]) -> list[Group]:
    """The groups in the order of the file: node x 3 + segment, where segment 2 is the total."""
    kinds = [("s", "0"), ("s", "1"), ("", "")]
    return [(str(node), *kinds[kind]) for node in range(len(case["parent"])) for kind in range(3)]


def worlds(
    sizes: Mapping[Group, int], leaves: list[Group], above: Mapping[Group, list[Group]]
) -> Iterator[dict[Cell, int]]:
    """Every way in which the finest groups may answer yes, with the counts of all groups that follow."""
    for answers in product(*(range(sizes[leaf] + 1) for leaf in leaves)):
        found: dict[Cell, int] = {}
        for leaf, yes in zip(leaves, answers, strict=True):
            for group in above[leaf]:
                found[group, "x"] = found.get((group, "x"), 0) + yes
        yield found
