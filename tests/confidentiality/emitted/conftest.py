"""Two organisations that everything emitted is read of: one with small sections, one with planted numbers."""

import pytest

from tests.confidentiality.emitted.canary import SECTIONS
from tests.confidentiality.emitted.equations import ORGANISATION, World, world
from tests.confidentiality.organisations import founded


@pytest.fixture(scope="session")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(founded(tmp_path_factory.mktemp("told"), list(ORGANISATION)), ORGANISATION)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A section of 1,237 beside its only sister of three: all its counts are hidden."""
    return world(founded(tmp_path_factory.mktemp("canaries"), list(SECTIONS)), SECTIONS)
