"""What moved a figure, in words: every part with its size, and which of them chance alone could have brought."""

from text import moved

N = "\u00a0"


def test_parts_within_chance_are_said_to_be_so() -> None:
    """2.0 with an error of 0.5 is sure, 0.3 with an error of 0.4 is not; a part without an error is left as it is."""
    parts = {"中での変化": (2.0, 0.5), "構成の変化": (0.3, 0.4), "新設": (0.2, None)}
    assert moved.parts_sentence(("全体の増減", 2.5), parts, "ja") == (
        f"全体の増減は +2.5{N}pt。内訳は、中での変化 +2.0{N}pt、構成の変化 +0.3{N}pt（偶然の範囲）、新設 +0.2{N}pt です。"
    )


def test_parts_that_round_to_nothing_and_have_no_error_are_left_out() -> None:
    told = moved.parts_sentence(("Change of the whole", 2.0), {"inside": (2.0, 0.5), "closed": (0.01, None)}, "en")
    assert told == f"Change of the whole: +2.0{N}pt, made of inside +2.0{N}pt."


def test_units_are_counted_by_what_can_be_said() -> None:
    assert moved.counted(2, 1, 4, "ja") == (
        "確かに上がった部署 2、確かに下がった部署 1、確かな変化とは言えない部署 4。"
    )
    assert moved.counted(0, 0, 3, "en") == "Units without a clear change: 3."
