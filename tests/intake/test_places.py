"""Names -> units: by code, name, alias, path; names of several units are settled by their group or told."""

import pytest

from intake.places import Places
from tests.intake.office import UNITS

PLACES = Places(UNITS, {"旧総務": "010", "全体": "", "消えた課": "999"})


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("010", ("010",)),
        ("０１０", ("010",)),
        ("10", ("010",)),
        (" 総務局 ", ("010",)),
        ("総務", ("010",)),
        ("General  affairs", ("010",)),
        ("cabinet office", ("030",)),
        ("CabinetOffice", ("030",)),
        ("総務局 企画課", ("011",)),
        ("総務局／企画課", ("011",)),
        ("みらい都 > 財務局 > 企画課", ("021",)),
        ("General Affairs / Planning", ("011",)),
        ("企画課", ("011", "021")),
        ("旧総務", ("010",)),
        ("全体", ("",)),
        ("消えた課", ()),
        ("どこか", ()),
    ],
)
def test_what_a_text_can_mean(text: str, codes: tuple[str, ...]) -> None:
    assert PLACES.find(text) == codes


@pytest.mark.parametrize(
    ("group", "codes"), [("総務局", ("011",)), ("020", ("021",)), ("みらい都", ("011", "021")), ("", ("011", "021"))]
)
def test_the_group_beside_it_settles_a_name_of_several(group: str, codes: tuple[str, ...]) -> None:
    assert PLACES.find("企画課", group) == codes


def test_suggestions() -> None:
    assert PLACES.suggest("財務極") == "財務局 [020]"
    assert PLACES.suggest("計画課") == "企画課 [011], 企画課 [021]"
    assert PLACES.suggest("まったく別") == ""


def test_numbers_as_codes_keep_their_meaning() -> None:
    """`10` is 010 without its zero, but a unit of code 10 would come first."""
    ten = UNITS[1].model_copy(update={"code": "10", "aliases": ()})
    assert Places((*UNITS, ten), {}).find("10") == ("10",)
