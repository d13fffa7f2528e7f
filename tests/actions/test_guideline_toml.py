"""A questionnaire written as a file is read back as the same questionnaire, whatever it says."""

import tomllib

import pytest
from hypothesis import given, settings

from actions.guideline_toml import Remarks, written
from measure.document import from_document
from measure.questionnaire import Guideline
from tests.machine import ROOT
from tests.measure.questionnaires import WORDINGS, guidelines

SHIPPED = sorted(
    path
    for folder in ("sample", "docs")
    for path in (ROOT / folder).rglob("*.toml")
    if "[[indicator]]" in path.read_text("utf-8")
)


@settings(max_examples=60)
@given(guidelines(WORDINGS))
def test_a_file_is_read_back_as_it_was_written(guideline: Guideline) -> None:
    for draft in (True, False):
        assert from_document(tomllib.loads(written(guideline, Remarks("ja", draft=draft)))) == guideline


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_questionnaire_of_the_samples_too(path: object) -> None:
    """With their audiences, panels and bands of tenure."""
    guideline = from_document(tomllib.loads(path.read_text("utf-8")))  # type: ignore[attr-defined]  # a path
    assert from_document(tomllib.loads(written(guideline, Remarks("en", draft=False)))) == guideline
