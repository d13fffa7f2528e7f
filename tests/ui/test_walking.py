"""A visit goes from page to page: what one page's picker holds never stands in the way of the next page."""

import pytest

from tests.ui.conftest import Open

SHARING = ("unit", "speed", "pace", "targets", "change", "compare", "rotation", "norms")
"""Pages with a picker of one indicator, unit or wave, where the trend has one of several indicators."""


@pytest.mark.parametrize("page", SHARING)
def test_a_page_opens_after_the_trend_and_the_trend_after_it(visit: Open, page: str) -> None:
    app = visit("trend", indicator=["know", "read"])
    for name in (page, "trend"):
        app.switch_page(f"../pages/{name}.py").run()
        assert not app.exception
        assert app.get("html")
