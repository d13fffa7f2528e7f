"""The attack on everything that was told, and an organisation in which it succeeds because little was hidden."""

from pathlib import Path

import pytest

from confidentiality import protect
from tests.confidentiality.emitted.equations import ORGANISATION, World, held, learned, untrue, world
from tests.confidentiality.emitted.told import Told
from tests.confidentiality.organisations import founded


def findings(found: World, statements: list[Told]) -> list[str]:
    """What statements say that is untrue or of a hidden cell, and what together they pin or leave as a small group."""
    assert found.hidden()
    results = learned(found, held(found, statements))
    pinned = [f"pinned: {each.pinned}" for each in results if each.pinned]
    return [*untrue(found, statements), *pinned, *(f"small: {each.below}" for each in results if each.below)]


def bare(folder: Path) -> World:
    """The organisation with nothing hidden but what is too small by itself."""
    with pytest.MonkeyPatch.context() as patch:
        only_the_small(patch)
        return world(founded(folder, list(ORGANISATION)), ORGANISATION)


def only_the_small(patch: pytest.MonkeyPatch) -> None:
    """Complementary hiding switched off, whichever attack it answers."""
    patch.setattr(protect, "exposed", lambda *_: [])
    patch.setattr(protect, "_answers", lambda *_: None)
    patch.setattr(protect, "_sizes", lambda *_: 0)
    patch.setattr("confidentiality.pattern.exposed", lambda *_: [])
