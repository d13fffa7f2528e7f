"""A fault of ours is a sentence and a number, the same number as in the log, and no traceback."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.reading import words


def broken() -> None:
    """A page on which something of ours goes wrong."""
    from ui.fault import tell

    assert tell(ValueError("secret detail"))


@pytest.mark.parametrize(
    ("lang", "sentence"), [("ja", "こちらの不具合で表示できませんでした。"), ("en", "The fault is ours.")]
)
def test_a_fault_has_a_number_to_look_up(caplog: pytest.LogCaptureFixture, lang: str, sentence: str) -> None:
    app = AppTest.from_function(broken, default_timeout=60)
    app.session_state["lang"] = lang
    with caplog.at_level(logging.ERROR, "shintodo.ui"):
        read = words(app.run())
    assert sentence in read
    assert "secret detail" not in read
    [number] = re.findall(r"\b[0-9a-f]{8}\b", read)
    [entry] = [record for record in caplog.records if record.name == "shintodo.ui"]
    assert number in entry.getMessage()
    assert entry.exc_info is not None
