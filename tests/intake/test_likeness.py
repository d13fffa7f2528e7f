"""Two wordings that differ a little: slips and endings may differ, content may not."""

from pathlib import Path

import pytest

from intake.likeness import same_meaning
from intake.mapping import Role
from intake.normalise import bare
from measure.questionnaire import Item, Wording
from tests.intake.office import YES_NO, read, write


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Are you aware of the Code?", "Are you aware of the code", True),
        ("Are you aware of the Code?", "Are you awre of the Code?", True),
        ("Are you aware of the Code?", "Are you aware of this Code?", True),
        ("Are you aware of the Code?", "Are you aware of how to raise a concern under the Code?", False),
        ("I am aware of the vision", "I am aware of the mission", False),
        ("I would recommend it", "I would not recommend it", False),
        ("I like my work", "I dislike my work", False),
        ("I am able to act", "I am unable to act", False),
        ("I trust my manager", "I trust my managers", True),
        ("Satisfied with 2024?", "Satisfied with 2025?", False),
        ("行動指針を知っていますか", "行動指針を知っていましたか", True),
        ("行動指針を知っていますか", "行動指針は知っていますか", True),
        ("行動指針を知っていますか", "行動指針を読んでいますか", False),
        ("行動指針を知っていますか", "行動規範を知っていますか", False),
        ("同僚に勧めます", "同僚に勧めません", False),
        ("上司は手本となっている", "上司は手本となっていない", False),
        ("サービスを理解している", "サービスの理解をしている", True),
        ("チームを理解している", "サービスを理解している", False),
    ],
)
def test_what_may_differ(one: str, other: str, same: bool) -> None:
    assert same_meaning(bare(one), bare(other)) is same
    assert same_meaning(bare(other), bare(one)) is same


AWARE = Item(
    key="aware",
    text=Wording(ja="Are you aware of the Civil Service Code?", en="Are you aware of the Civil Service Code?"),
    options=YES_NO,
)


@pytest.mark.parametrize(
    ("headings", "targets"),
    [
        (["Are you awre of the Civil Service Code"], ["aware"]),
        (["Are you aware of the Civil Service Vision?"], [None]),
        (["Are you awre of the Civil Service Code", "Are you aware of the Civil Service Code"], [None, "aware"]),
        (["Are you aware of the Civil Service Vision?", "Are you aware of the Civil Service Code"], [None, "aware"]),
    ],
)
def test_a_similar_heading_gives_way(tmp_path: Path, headings: list[str], targets: list[str | None]) -> None:
    outcome = read(write(tmp_path, [["所属", *headings], ["010", *["Yes"] * len(headings)]]), "", AWARE)
    assert [column.target for column in outcome.columns[1:]] == targets
    taken = [column for column in outcome.columns if column.role is Role.ITEM]
    assert [column.confidence < 0.9 for column in taken] == ["awre" in column.name for column in taken]
