"""Each finding in words, in both languages, with the figures it stands on."""

from typing import Any

import pytest

from text.warning import Behind, Told, behind_sentence, sentence

N = "\u00a0"
MOVED: dict[str, Any] = {"before": 0.5, "after": 0.38, "points": -12.0, "low": -20.0, "high": -4.0}
THIN: dict[str, Any] = {"rate_before": 0.53, "rate": 0.45, "detectable_before": 14.1, "detectable": 15.6}

SAID = [
    (
        Told("fall", "Tax", "Awareness", "W1", **MOVED),
        f"Tax: Awareness has clearly fallen since W1, from 50{N}% to 38{N}% (−12{N}pt; 95 % interval −20 to −4{N}pt).",
        f"Tax：Awarenessは、W1の 50{N}% から 38{N}% に、確かに下がりました（−12{N}pt、95 % 信頼区間 −20〜−4{N}pt）。",
    ),
    (
        Told("response", "Tax", "Awareness", "W1", **THIN),
        f"Tax: the response rate fell from 53{N}% to 45{N}%. Only changes of 16{N}points or more can be detected now (14{N}points before).",
        f"Tax：回収率が 53{N}% から 45{N}% に下がりました。今は 16{N}ポイント以上の変化しか見分けられません（前は 14{N}ポイント）。",
    ),
    (
        Told("response", "Tax", "Awareness", "W1", rate_before=0.53, detectable_before=14.1),
        f"Tax: nothing can be shown any more, so it cannot be compared with before (the response rate was 53{N}% then).",
        f"Tax：結果を表示できなくなり、前と比べられません（前の回収率は 53{N}%）。",
    ),
    (
        Told("stalled", "Tax", "Readership", "W1", before=0.48, after=0.47, points=-0.7, low=-2.9, high=1.5),
        f"Tax: Readership has stood still since W1, 48{N}% then and 47{N}% now. A rise of 3 points or more can be excluded (95 % interval −3 to +2{N}pt).",
        f"Tax：ReadershipはW1から動いていません（48{N}% から 47{N}%）。3 ポイント以上は上がっていないと言えます（95 % 信頼区間 −3〜+2{N}pt）。",
    ),
    (
        Told("rise", "Tax", "Awareness", "W1", before=0.26, after=0.42, points=16.4, low=8.3, high=24.2),
        f"Tax: Awareness has clearly risen since W1, from 26{N}% to 42{N}% (+16{N}pt; 95 % interval +8 to +24{N}pt). What was done there may be worth copying.",
        f"Tax：Awarenessは、W1の 26{N}% から 42{N}% に、確かに上がりました（+16{N}pt、95 % 信頼区間 +8〜+24{N}pt）。取り組みを参考にできるかもしれません。",
    ),
]


@pytest.mark.parametrize(("told", "english", "japanese"), SAID)
def test_a_finding_in_words(told: Told, english: str, japanese: str) -> None:
    assert sentence(told, "en") == english
    assert sentence(told, "ja") == japanese


@pytest.mark.parametrize(
    ("rank", "english", "japanese"),
    [((38, 40), "rank 38 to 40 of 40", "40 部署中 38〜40 位"), ((40, 40), "rank 40 of 40", "40 部署中 40 位")],
)
def test_who_needs_help_in_words(rank: tuple[int, int], english: str, japanese: str) -> None:
    told = Behind("Tax", "Awareness", 0.31, 0.62, rank, 40)
    assert (
        behind_sentence(told, "en")
        == f"Tax: Awareness stands at 31{N}%, clearly below the units of its level, which stand around 62{N}% ({english})."
    )
    assert (
        behind_sentence(told, "ja")
        == f"Tax：Awarenessは 31{N}% で、同じ階層の部署（おおむね 62{N}%）より明らかに低い位置にあります（{japanese}）。"
    )


def test_what_was_begun_there_stands_behind_a_rise() -> None:
    told = Told("rise", "Tax", "Awareness", "W1", before=0.26, after=0.42, held=("Workshop", "Lecture"))
    assert sentence(told, "en").endswith("may be worth copying. Begun there in the meantime: Workshop, Lecture.")
    assert sentence(told, "ja").endswith("参考にできるかもしれません。この間に始めた施策：Workshop、Lecture。")


def test_names_are_put_in_as_they_are() -> None:
    assert sentence(Told("fall", "{unit} <b>", "*x*", "W1", **MOVED), "en").startswith("{unit} <b>: *x* has")
