"""Speed and target in words, as approved: surer than the interval never, a date only where the verdict has one."""

from datetime import date

import pytest

from measure.speed import Backtest, Target, Velocity, Verdict
from text import outlook

N = "\u00a0"
UP, DOWN, UNSURE = Velocity(1.2, 0.4, 2.0), Velocity(-0.8, -1.4, -0.2), Velocity(0.5, -0.4, 1.7)


@pytest.mark.parametrize(
    ("velocity", "ja", "en"),
    [
        (
            UP,
            f"認知は +1.2{N}pt／四半期 の速さで上がっています（90 % 区間 +0.4〜+2.0{N}pt）。",
            f"認知 is rising by +1.2{N}pt a quarter (90 % interval +0.4 to +2.0{N}pt).",
        ),
        (
            DOWN,
            f"認知は −0.8{N}pt／四半期 の速さで下がっています（90 % 区間 −1.4〜−0.2{N}pt）。",
            f"認知 is falling by −0.8{N}pt a quarter (90 % interval −1.4 to −0.2{N}pt).",
        ),
        (
            UNSURE,
            f"認知の速さは +0.5{N}pt／四半期 と見積もられますが、90 % 区間（−0.4〜+1.7{N}pt）が 0 をまたぐため、"
            "上がっているとも下がっているとも言えません。",
            f"認知 is estimated to move by +0.5{N}pt a quarter, but the 90 % interval (−0.4 to +1.7{N}pt) spans 0, "
            "so it may be rising or falling.",
        ),
        (
            None,
            "認知の速さは、同じ設問の調査が 3 回そろうと示せます。",
            "The speed of 認知 can be shown once the same question has been asked in 3 waves.",
        ),
    ],
)
def test_the_speed_is_said_no_surer_than_its_interval(velocity: Velocity | None, ja: str, en: str) -> None:
    assert outlook.speed_sentence("認知", velocity, "ja") == ja
    assert outlook.speed_sentence("認知", velocity, "en") == en


@pytest.mark.parametrize(
    ("target", "ja"),
    [
        (
            Target(0.8, Verdict.TOO_FEW_WAVES),
            f"認知が目標 80{N}% に届く時期は、同じ設問の調査が 4 回そろうと示せます。",
        ),
        (Target(0.8, Verdict.REACHED, 0.99), f"認知は目標 80{N}% に届いています。"),
        (
            Target(0.8, Verdict.EXPECTED, 0.92, date(2027, 6, 3), date(2027, 12, 1)),
            f"この速さなら、認知は目標 80{N}% に 2027年6月〜2027年12月に届く見込みです（5 年以内に届く見込みは 92{N}%）。",
        ),
        (
            Target(0.8, Verdict.CANNOT_TELL, 0.49, date(2026, 5, 1)),
            f"認知が目標 80{N}% に届く時期は、まだ言えません。早ければ 2026年5月ですが、5 年以内に届かないこともあります"
            f"（届く見込みは 49{N}%）。",
        ),
        (
            Target(0.8, Verdict.NOT_AT_THIS_PACE, 0.06),
            f"いまの速さでは、認知が目標 80{N}% に 5 年以内に届く見込みは小さいです（6{N}%）。",
        ),
    ],
)
def test_every_verdict_has_its_sentence(target: Target, ja: str) -> None:
    assert outlook.target_sentence("認知", target, "ja") == ja


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_only_an_expected_target_names_a_last_month(verdict: Verdict, lang: str) -> None:
    target = Target(0.8, verdict, 0.5, date(2030, 1, 1), date(2031, 9, 1))
    told = outlook.target_sentence("認知", target, lang) + outlook.target_words(target, lang)
    assert ("2031" in told) == (verdict is Verdict.EXPECTED)


def test_one_month_is_no_range() -> None:
    assert outlook.between(date(2027, 6, 3), date(2027, 6, 20), "ja") == "2027年6月"


def test_the_record_names_both_plain_rules() -> None:
    told = outlook.record_sentence(Backtest(9, 8 / 9, 3.38, 3.62, 2.53), "own", "ja")
    for piece in ("9 回", f"89{N}%", "平均 3.4 pt", "3.6 pt", "2.5 pt"):
        assert piece in told
    assert "4 回そろうと" in outlook.record_sentence(None, "all", "ja")
