"""How a unit stands and moved, in words: every status and every label has the sentence it allows, in both languages."""

from dataclasses import replace

import pytest

from measure.change import ChangeLabel
from text.standing import Moved, Stand, against_words, change_sentence, level_sentence, rank_sentence

N = "\u00a0"
STAND = Stand("Tax", "Awareness", "shown", share=0.721, low=0.68, high=0.76, base=1204, rate=0.55)

LEVELS = [
    (STAND, f"Tax: Awareness stands at 72{N}% (95 % interval 68–76{N}%; 1,204 answers, 55{N}% of those asked).", f"Tax：Awarenessは 72{N}% です（95 % 信頼区間 68〜76{N}%、回答 1,204 人、回収率 55{N}%）。"),
    (replace(STAND, rate=None), f"Tax: Awareness stands at 72{N}% (95 % interval 68–76{N}%; 1,204 answers).", f"Tax：Awarenessは 72{N}% です（95 % 信頼区間 68〜76{N}%、回答 1,204 人）。"),
    (replace(STAND, low=None), f"Tax: Awareness stands at 72{N}%. The base is not known, so how certain that is cannot be said.", f"Tax：Awarenessは 72{N}% です。集計対象数が分からないため、どれだけ確かかは示せません。"),
    (Stand("Tax", "Awareness", "hidden"), "Tax: Awareness is not shown, so that nobody's answer can be worked out.", "Tax：Awarenessは、個人の回答が分からないように表示していません。"),
    (Stand("Tax", "Awareness", "no_data"), "Tax: there are no data for Awareness.", "Tax：Awarenessのデータはありません。"),
    (Stand("Tax", "Awareness", "coded"), "Tax: Awareness is not given exactly, because nearly everybody answered alike.", "Tax：ほとんどの人が同じ答えのため、Awarenessの正確な値は示していません。"),
]  # fmt: skip


@pytest.mark.parametrize(("stand", "english", "japanese"), LEVELS)
def test_where_it_stands(stand: Stand, english: str, japanese: str) -> None:
    assert level_sentence(stand, "en") == english
    assert level_sentence(stand, "ja") == japanese


MOVED = Moved("Tax", "Awareness", "W1", "W2", 5.2, ChangeLabel.CLEAR, 1.0, 9.4, 6.1)
CHANGES = [
    (MOVED, f"Tax: Awareness rose clearly from W1 to W2, by +5{N}pt (95 % interval +1 to +9{N}pt).", f"Tax：AwarenessはW1からW2までに +5{N}pt、確かに上がりました（95 % 信頼区間 +1〜+9{N}pt）。"),
    (replace(MOVED, points=-5.2, low=-9.4, high=-1.0), f"Tax: Awareness fell clearly from W1 to W2, by −5{N}pt (95 % interval −9 to −1{N}pt).", f"Tax：AwarenessはW1からW2までに −5{N}pt、確かに下がりました（95 % 信頼区間 −9〜−1{N}pt）。"),
    (replace(MOVED, label=ChangeLabel.POSSIBLE), f"Tax: Awareness may have risen from W1 to W2 (+5{N}pt; 95 % interval +1 to +9{N}pt), but this is not certain yet.", f"Tax：AwarenessはW1からW2までに上がった可能性がありますが（+5{N}pt、95 % 信頼区間 +1〜+9{N}pt）、確かとはまだ言えません。"),
    (replace(MOVED, label=ChangeLabel.NONE, low=-1.0), f"Tax: no change of Awareness from W1 to W2 can be detected (+5{N}pt; 95 % interval −1 to +9{N}pt). A change of 6{N}points would have been seen four times in five.", f"Tax：AwarenessはW1からW2までに変わったとは言えません（+5{N}pt、95 % 信頼区間 −1〜+9{N}pt）。6{N}ポイントの変化があれば、5 回に 4 回は見分けられたはずです。"),
    (replace(MOVED, label=ChangeLabel.TOO_SMALL, low=-8.0, high=18.0, detectable=18.6), f"Tax: the base is too small to tell whether Awareness changed from W1 to W2 (+5{N}pt; 95 % interval −8 to +18{N}pt). Only a change of 19{N}points would have been seen four times in five.", f"Tax：集計対象数が少なく、AwarenessがW1からW2までに変わったかどうかは判断できません（+5{N}pt、95 % 信頼区間 −8〜+18{N}pt）。5 回に 4 回見分けられるのは 19{N}ポイント以上の変化です。"),
    (replace(MOVED, label=ChangeLabel.NO_INTERVAL), f"Tax: Awareness differs by +5{N}pt between W1 and W2. The base is not known, so how certain that is cannot be said.", f"Tax：AwarenessのW1とW2との差は +5{N}pt です。集計対象数が分からないため、どれだけ確かかは示せません。"),
]  # fmt: skip


@pytest.mark.parametrize(("moved", "english", "japanese"), CHANGES)
def test_how_it_moved(moved: Moved, english: str, japanese: str) -> None:
    assert change_sentence(moved, "en") == english
    assert change_sentence(moved, "ja") == japanese


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("label", list(ChangeLabel))
@pytest.mark.parametrize("points", [-4.0, 4.0])
def test_only_a_clear_change_is_called_clear(label: ChangeLabel, points: float, lang: str) -> None:
    sentence = change_sentence(replace(MOVED, label=label, points=points), lang)
    sure = any(word in sentence for word in ("clearly", "確かに上が", "確かに下が"))
    assert sure == (label is ChangeLabel.CLEAR)


def test_ranks_are_a_range_and_standing_apart_is_said_only_where_it_is_so() -> None:
    assert (
        rank_sentence((4, 8), 17, "en")
        == "Among the 17 units of its level it may hold rank 4 to 8 (1 is the highest share)."
    )
    assert rank_sentence((17, 17), 17, "ja") == "同じ階層の 17 部署の中では、17 位と考えられます（割合の高い順）。"
    low = rank_sentence((17, 17), 17, "en", "low")
    assert low.endswith("It stands clearly below them, by more than they differ anyway.")


AGAINST = [
    (ChangeLabel.CLEAR, -5.0, "clearly lower than its parent", "上位の部より確かに低い"),
    (ChangeLabel.POSSIBLE, 5.0, "possibly higher than its parent", "上位の部より高い可能性がある"),
    (ChangeLabel.CLEAR, 0.2, "no detectable difference from its parent", "上位の部と差があるとは言えない"),
    (ChangeLabel.NONE, 2.0, "no detectable difference from its parent", "上位の部と差があるとは言えない"),
    (
        ChangeLabel.TOO_SMALL,
        9.0,
        "too few answers to tell it from its parent",
        "上位の部との差は人数が少なく判断できない",
    ),
]


@pytest.mark.parametrize(("label", "points", "english", "japanese"), AGAINST)
def test_whom_a_unit_is_held_against_fits_what_is_said(
    label: ChangeLabel, points: float, english: str, japanese: str
) -> None:
    assert against_words(label, points, "its parent", "en") == english
    assert against_words(label, points, "上位の部", "ja") == japanese
