"""The page of the norm for speed: with too few units it makes up no norm, and says for each what is known."""

from tests.ui.conftest import Open
from tests.ui.reading import words

N = "\u00a0"


def test_two_units_are_no_norm_and_have_their_own_times(visit: Open) -> None:
    """General affairs rises from 40 % to 62 % in two steps; welfare, with its lagging section, passes no 80 %."""
    app = visit("pace", indicator="awareness", level="1", reach="80")
    read = words(app)
    assert not app.exception
    assert f"80{N}% に届いたのは 2 部署のうち 0 で" in read
    assert read.count("まだ届いていない ") == 2  # one a unit
    assert "確かに速いと言える部署はありません。" in read
    assert "最初の調査（2025年5月7日）から数えた月数です。" in read


def test_in_english(visit: Open) -> None:
    assert "0 of 2 units have reached 80" in words(visit("pace", level="1", lang="en"))
