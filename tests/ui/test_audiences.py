"""Audiences and panels on the pages: a card each with stages and barrier; residents apart, staff never among them."""

import pytest

from tests.actions.parish import found
from tests.ui.conftest import opened
from tests.ui.reading import words

N = "\u00a0"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return found(tmp_path_factory.mktemp("parish"))


@pytest.fixture(autouse=True)
def own(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)


@pytest.mark.parametrize(("page", "asked"), [("overview", {}), ("unit", {"unit": "A"})])
def test_every_audience_has_its_card(page: str, asked: dict[str, str]) -> None:
    """Specialists: 16 of 20 have read it, 4 of these 16 see results."""
    app = opened(page, guideline="code", **asked)
    assert not app.exception
    said = words(app)
    assert "対象層ごとの段階" in said
    assert "目指す段階：理解 → 成果の段階" in said
    assert f"ここまで来た人 {100 * 4 // 20}{N}%" in said
    assert (
        f"専門人材は、「成果の段階」の手前で止まっています。「理解」まで来た人のうち、次へ進んだのは {100 * 4 // 16}{N}% です。"
        in said
    )


def test_an_audience_is_chosen_like_an_attribute() -> None:
    app = opened("compare", guideline="code", segment="role=q∪r", wave="W1", lang="en")
    assert not app.exception
    assert "Digital" in words(app)


def test_a_panel_stands_apart_on_the_overview_of_staff() -> None:
    """Residents' 37 of 120 stand in their own section; no other figure on the page is theirs."""
    said = words(opened("overview", guideline="code"))
    before, apart, after = said.partition("職員以外への調査")
    assert apart
    assert f"住民の閲読 {round(100 * 37 / 120)}{N}%" in after
    assert "住民" not in before


def test_the_pages_of_a_panel_say_so_and_hold_nothing_of_staff() -> None:
    for page in ("overview", "trend", "compare"):
        said = words(opened(page, guideline="code-residents"))
        assert "これは職員ではなく、住民への調査です。職員の結果は含みません。" in said
        assert "Works" not in said
        assert "対象層ごとの段階" not in said
