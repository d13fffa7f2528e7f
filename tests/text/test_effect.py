"""What is said of an initiative is what its verdict allows, in both languages."""

from dataclasses import replace

import pytest

from actions.review import advised
from measure.initiative import Effect, Refusal, Verdict
from text.effect import advice_words, sentence

N = "\u00a0"
FOUND = Effect(Verdict.ROSE_MORE, points=13.2, low=3.6, high=21.3, p=0.01, held=6, compared=20)

SAID = [
    (
        FOUND,
        f"Departments that held it rose 13{N}points more (+4 to +21{N}pt) than those that had not, given parallel trends; departments were not drawn by lot.",
        f"実施した部署の上がり方は、実施していない部署より 13{N}ポイント大きくなりました（+4〜+21{N}pt）。施策がなければどの部署も同じように動いたはず、という前提での値です。部署はくじで選んだものではありません。",
    ),
    (
        replace(FOUND, verdict=Verdict.ROSE_LESS, points=-0.42, low=-0.8, high=-0.1),
        f"Departments that held it rose 0.4{N}points less (−1 to ±0{N}pt) than those that had not, given parallel trends; departments were not drawn by lot.",
        f"実施した部署の上がり方は、実施していない部署より 0.4{N}ポイント小さくなりました（−1〜±0{N}pt）。施策がなければどの部署も同じように動いたはず、という前提での値です。部署はくじで選んだものではありません。",
    ),
    (
        replace(FOUND, verdict=Verdict.NO_DIFFERENCE, points=-3.4, low=-10.0, high=3.0),
        f"No effect can be detected: the difference between departments that held it and those that had not is −3{N}pt (−10 to +3{N}pt), given parallel trends; departments were not drawn by lot. That is no proof that there is none.",
        f"効果があったとは言えません。実施した部署としていない部署の動きの差は −3{N}pt です（−10〜+3{N}pt）。施策がなければどの部署も同じように動いたはず、という前提での値です。部署はくじで選んだものではありません。効果がないと証明されたわけではありません。",
    ),
    (
        replace(FOUND, verdict=Verdict.NOT_PARALLEL),
        "It cannot be told whether it helped: departments that held it had moved otherwise than the rest already before.",
        "役に立ったかどうかは判断できません。実施した部署は、実施する前からほかの部署と違う動きをしていました。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.EARLIER_WAVES, held=6, compared=20),
        "Cannot be assessed: there are fewer than 2 waves from before it began.",
        "評価できません。始まる前の調査回が 2 回に足りません。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.LATER_WAVES),
        "Cannot be assessed: no wave was closed after it began.",
        "評価できません。始まった後に締め切った調査回がまだありません。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.HELD, held=4, compared=20),
        "Cannot be assessed: only 4 departments that held it are shown before and after; it takes 5.",
        "評価できません。実施した部署のうち、前後とも結果を表示できる部署が 4 しかありません（5 部署が必要です）。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.COMPARISON, held=6, compared=7),
        "Cannot be assessed: only 7 departments that had not held it are shown before and after; it takes 8.",
        "評価できません。実施していない部署のうち、前後とも結果を表示できる部署が 7 しかありません（8 部署が必要です）。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.COMPARISON, held=6, compared=7, compared_mixed=13),
        "Cannot be assessed: only 7 departments that had not held it are shown before and after; it takes 8. Departments that held another initiative at the same time are left out, because the two cannot be told apart: 0 that held it, 13 of the others.",
        "評価できません。実施していない部署のうち、前後とも結果を表示できる部署が 7 しかありません（8 部署が必要です）。同じ時期に別の施策も行っていた部署は、どちらの影響か分けられないため除いています（実施した部署 0、比べる部署 13）。",
    ),
    (
        Effect(Verdict.NOT_ASSESSED, Refusal.ALONE, held=6, compared=9),
        "Cannot be assessed: fewer than 5 of the departments that held it have 2 waves from before in which they are shown and had no other initiative.",
        "評価できません。始まる前に、ほかの施策がなく結果を表示できる調査回が 2 回以上ある部署が、実施した部署のうち 5 に足りません。",
    ),
]


@pytest.mark.parametrize(("effect", "english", "japanese"), SAID)
def test_what_is_said(effect: Effect, english: str, japanese: str) -> None:
    assert sentence(effect, "en") == english
    assert sentence(effect, "ja") == japanese


@pytest.mark.parametrize(
    ("effect", "advice"),
    [
        (FOUND, "continue"),
        (replace(FOUND, verdict=Verdict.ROSE_LESS), "stop"),
        (replace(FOUND, verdict=Verdict.NO_DIFFERENCE, high=4.9), "change"),
        (replace(FOUND, verdict=Verdict.NO_DIFFERENCE, high=5.0), "wait"),
        (replace(FOUND, verdict=Verdict.NOT_PARALLEL), "wait"),
        (Effect(Verdict.NOT_ASSESSED, Refusal.HELD), "wait"),
    ],
)
def test_what_the_evidence_speaks_for(effect: Effect, advice: str) -> None:
    assert advised(effect) == advice
    assert advice_words(advice, "en").startswith({"wait": "cannot be told"}.get(advice, advice))


def test_what_was_drawn_by_lot_is_called_its_effect() -> None:
    assert sentence(FOUND, "en", by_lot=True).endswith(
        "and departments were drawn by lot, so this can be called its effect."
    )
    assert sentence(FOUND, "ja", by_lot=True).endswith("部署はくじで選んだので、施策の効果と言えます。")
