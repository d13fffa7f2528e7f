"""Where a guideline stops, in words: a stage by name only where one was found, and why it cannot be told otherwise."""

import pytest

from text.funnel import Told, barrier_sentence, quality_sentences

N = "\u00a0"
STAGES, SHARES = ("認知", "閲読", "行動変容"), (0.77, 0.49, 0.27)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            Told(True, STAGES, SHARES, barrier="行動変容", before="閲読", came=0.56),
            f"行動指針は「行動変容」の手前で止まっています。閲読の段階まで来た人のうち、次へ進んだのは 56{N}% です。",
        ),
        (
            Told(True, STAGES, SHARES, barrier="認知", came=0.3),
            f"行動指針は、最初の段階「認知」で止まっています。ここへ来たのは全体の 30{N}% です。",
        ),
        (Told(True, STAGES, SHARES), "どの段階で止まっているかは、はっきりしません。"),
        (Told(False, STAGES, SHARES), "同じ回答者で数えた段階がないため、どこで止まっているかは示せません。"),
        (Told(True, (), ()), "個人の回答が分からないように、段階ごとの割合は表示していません。"),
    ],
)
def test_where_it_stops(told: Told, sentence: str) -> None:
    assert barrier_sentence(told, "ja") == sentence


def test_the_index_is_never_without_its_parts_and_only_on_a_scale() -> None:
    scaled = Told(True, STAGES, SHARES, contradictions=0.0084, index=0.51, scalability=0.83)
    assert quality_sentences(scaled, "ja") == [
        f"段階の順に合わない回答（読んだのに知らない、など）は 0.8{N}% です。直さずにそのまま数えています。",
        f"浸透指数は 51 です（認知 77{N}%、閲読 49{N}%、行動変容 27{N}% の平均）。",
    ]
    unscaled = Told(True, STAGES, SHARES, scalability=0.21)
    assert quality_sentences(unscaled, "ja") == [
        "段階の並びがそろっていない（尺度性 0.21）ため、浸透指数は出しません。"
    ]
    # two stages make no index, however well they scale: nothing is to be said of their order
    assert quality_sentences(Told(True, STAGES[:2], SHARES[:2], scalability=1.0), "ja") == []
