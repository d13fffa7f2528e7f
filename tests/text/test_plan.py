"""A plan in words: what can be seen, and what it would take, in both languages."""

from datetime import date

import pytest

from measure.indicators import Share
from measure.norms import Gap, NormVerdict
from measure.planning import Seen, plan
from text import norm
from text.plan import Told, sentence

N = "\u00a0"

SAID = [
    (
        Told("Tax", plan(Seen(0.5, 200, 400), 5), date(2027, 5, 12), "the City"),
        f"With 50{N}% response, Tax can detect a change of 14{N}points or more from one wave to the next. To detect 5{N}points is not possible with its headcount: it takes 1,570 answers in each wave, and it has 400 people. Or take waves together: 8 before and 8 after would do, the last of them about 12 May 2027. Or look at the City, which is large enough already.",
        f"回収率 50{N}% のTaxでは、次の調査回までの変化が 14{N}ポイント以上なら見分けられます。5{N}ポイントの変化を見分けるには毎回 1,570 人の回答が必要ですが、対象者が 400 人のため、この部署だけではできません。調査回をまとめる方法もあります。前後 8 回ずつをまとめれば見分けられます（最後の回は 2027年5月12日ごろ）。上のthe Cityで見れば、今の回答数で見分けられます。",
    ),
    (
        Told("Tax", plan(Seen(0.5, 200, 3140), 5)),
        f"With 6{N}% response, Tax can detect a change of 14{N}points or more from one wave to the next. To detect 5{N}points, it takes 1,570 answers in each wave: 1,370 more than now (50{N}% response).",
        f"回収率 6{N}% のTaxでは、次の調査回までの変化が 14{N}ポイント以上なら見分けられます。5{N}ポイントの変化を見分けるには、毎回 1,570 人の回答が必要です（今より 1,370 人多く、回収率 50{N}%）。",
    ),
    (
        Told("Tax", plan(Seen(0.5, 200), 15)),
        f"With 200 answers, Tax can detect a change of 14{N}points from one wave to the next; 15{N}points would be seen.",
        f"回答数 200 のTaxでは、次の調査回までの変化が 14{N}ポイントあれば見分けられます。15{N}ポイントの変化も分かります。",
    ),
]


@pytest.mark.parametrize(("told", "english", "japanese"), SAID)
def test_a_plan_in_words(told: Told, english: str, japanese: str) -> None:
    assert sentence(told, "en") == english
    assert sentence(told, "ja").replace(" ", "") == japanese.replace(" ", "")


SIDES = (Share(0.81, 0.75, 0.86), Share(0.4, 0.35, 0.46))
NORMS = [
    (NormVerdict.ONLY_LIKED, f"Most hold it to be important (81{N}%), but fewer than half practise it (40{N}%)."),
    (NormVerdict.PRACTISED, f"Most hold it to be important (81{N}%) and most practise it (40{N}%)."),
    (NormVerdict.NOT_SHOWN, "Not shown, or without a known base, so nothing can be said of it."),
]


@pytest.mark.parametrize(("verdict", "english"), NORMS)
def test_a_norm_in_words(verdict: NormVerdict, english: str) -> None:
    assert norm.sentence(verdict, SIDES, "en") == english


def test_every_verdict_has_its_sentence_and_a_side_that_was_not_asked_is_a_dash() -> None:
    said = {norm.sentence(verdict, SIDES, lang) for verdict in NormVerdict for lang in ("ja", "en")}
    assert len(said) == 2 * len(NormVerdict)
    assert "important: —" in norm.sentence(NormVerdict.NOT_ASKED, (None, SIDES[1]), "en")


def test_a_gap_in_words() -> None:
    assert norm.gap_words(Gap(24.7, 23.4, 26.0), "en") == f"+25{N}pt (+23 to +26{N}pt)"
    assert norm.gap_words(None, "ja") == "—"
