"""The address holds every choice of a page of results: opened anew, it shows the same."""

import pytest

from tests.ui.conftest import Open
from tests.ui.reading import words

CHOICES = {
    "unit": ("wave", "unit", "indicator"),
    "trend": ("unit",),
    "speed": ("indicator", "unit", "target"),
    "pace": ("indicator", "level", "reach"),
    "change": ("from", "indicator", "level"),
    "compare": ("wave", "indicator", "level", "order"),
    "norms": ("wave", "unit"),
}


@pytest.mark.parametrize("page", CHOICES)
def test_every_choice_of_a_page_is_in_its_address(visit: Open, page: str) -> None:
    app = visit(page)
    for at in range(len(app.selectbox)):
        box = app.selectbox[at]
        if box.key in CHOICES[page] and len(box.options) > 1:
            others = [option for option in box.options if option != box.options[box.index or 0]]
            app = box.select(others[-1]).run()
    chosen = {box.key: box.value for box in app.selectbox if box.key in CHOICES[page]}
    address = {name: value if len(value) > 1 else value[0] for name, value in dict(app.query_params).items()}
    assert address == chosen
    again = visit(page, **address)
    assert {box.key: box.value for box in again.selectbox if box.key in CHOICES[page]} == chosen
    assert words(again) == words(app)
