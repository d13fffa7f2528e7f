"""Answers laid out for reading: wide characters count double, empty columns are left out."""

from terminal.layout import plain


def test_columns_stand_below_each_other_whatever_their_characters_take() -> None:
    rows = [{"unit": "総務課", "share": 0.5, "low": None}, {"unit": "A", "share": 0.25, "low": None}]
    assert plain(rows, "none").splitlines() == ["unit    share", "総務課  0.5", "A       0.25"]


def test_a_record_is_lines_of_key_and_value_and_nothing_is_said_in_words() -> None:
    assert plain({"wave": "W1", "audit": {"groups": 0}}, "none") == "wave: W1\naudit: groups=0"
    assert plain([], "There is nothing.") == "There is nothing."


def test_a_sentence_stands_for_a_record_in_a_list_and_is_no_column_of_a_table() -> None:
    told = {"unit": "A", "sentence": "A rose."}
    assert plain({"findings": [told, {"unit": "B"}]}, "none") == "findings:\n  A rose.\n  unit=B"
    assert plain([told], "none") == "unit\nA"
