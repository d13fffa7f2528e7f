"""The sentences say no more than the label of the change allows."""

from dataclasses import replace

import pytest

from measure.change import ChangeLabel
from text.finding import Reading, change_words, lead, others, rest, since_first

N = "\u00a0"
AWARENESS = Reading(
    name="認知",
    wave="2025年度 第4回",
    status="shown",
    share_text=f"72{N}%",
    points=5.2,
    label=ChangeLabel.CLEAR,
    since="2025年度 第3回",
    first="2023年度 第1回",
    points_since_first=31.0,
)

JAPANESE = [
    (ChangeLabel.CLEAR, 5.2, f"認知は 72{N}%。2025年度 第3回から +5{N}pt、確かに上がりました。"),
    (ChangeLabel.CLEAR, -4.0, f"認知は 72{N}%。2025年度 第3回から −4{N}pt、確かに下がりました。"),
    (
        ChangeLabel.POSSIBLE,
        2.0,
        f"認知は 72{N}%。2025年度 第3回から上がった可能性がありますが（+2{N}pt）、確かとはまだ言えません。",
    ),
    (
        ChangeLabel.POSSIBLE,
        -2.0,
        f"認知は 72{N}%。2025年度 第3回から下がった可能性がありますが（−2{N}pt）、確かとはまだ言えません。",
    ),
    (ChangeLabel.POSSIBLE, 0.3, f"認知は 72{N}%。2025年度 第3回との差はごくわずかです。"),
    (ChangeLabel.NONE, 1.0, f"認知は 72{N}%。2025年度 第3回から変わったとは言えません（差は +1{N}pt）。"),
    (
        ChangeLabel.TOO_SMALL,
        9.0,
        f"認知は 72{N}%。集計対象数が少なく、2025年度 第3回から変わったかどうかは判断できません。",
    ),
    (
        ChangeLabel.NO_INTERVAL,
        3.0,
        f"認知は 72{N}%。2025年度 第3回との差は +3{N}pt です。",
    ),
    (
        ChangeLabel.NO_INTERVAL,
        0.0,
        f"認知は 72{N}%。2025年度 第3回と同じ値です。",
    ),
]


@pytest.mark.parametrize(("label", "points", "sentence"), JAPANESE)
def test_the_lead_in_japanese(label: ChangeLabel, points: float, sentence: str) -> None:
    assert lead(replace(AWARENESS, label=label, points=points), "ja") == sentence


ENGLISH = [
    (ChangeLabel.CLEAR, 5.2, f"Awareness stands at 72{N}%, a clear rise of +5{N}pt since FY2025 W3."),
    (
        ChangeLabel.POSSIBLE,
        2.0,
        f"Awareness stands at 72{N}%. It may have risen since FY2025 W3 (+2{N}pt), but this is not certain yet.",
    ),
    (
        ChangeLabel.NONE,
        1.0,
        f"Awareness stands at 72{N}%. No change since FY2025 W3 can be detected (difference +1{N}pt).",
    ),
    (
        ChangeLabel.TOO_SMALL,
        9.0,
        f"Awareness stands at 72{N}%. The base is too small to tell whether it changed since FY2025 W3.",
    ),
    (
        ChangeLabel.NO_INTERVAL,
        3.0,
        f"Awareness stands at 72{N}%. It differs from FY2025 W3 by +3{N}pt.",
    ),
]


@pytest.mark.parametrize(("label", "points", "sentence"), ENGLISH)
def test_the_lead_in_english(label: ChangeLabel, points: float, sentence: str) -> None:
    reading = replace(AWARENESS, name="Awareness", since="FY2025 W3", label=label, points=points)
    assert lead(reading, "en") == sentence


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("label", [ChangeLabel.NONE, ChangeLabel.TOO_SMALL, ChangeLabel.NO_INTERVAL])
def test_only_a_clear_change_is_called_one(label: ChangeLabel, lang: str) -> None:
    sentence = lead(replace(AWARENESS, label=label, points=9.0), lang) + change_words(label, 9.0, lang)
    for word in ("確かに上が", "確かな上昇", "clear rise", "risen"):
        assert word not in sentence


def test_without_an_earlier_wave_nothing_is_compared() -> None:
    reading = replace(AWARENESS, label=None, points=None, since="")
    assert lead(reading, "ja") == f"認知は 72{N}%。比べられる前の調査回はまだありません。"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("hidden", "2025年度 第4回の認知は、個人の回答が分からないように表示していません。"),
        ("no_data", "2025年度 第4回の認知には、データがありません。"),
    ],
)
def test_what_is_not_shown_has_no_number(status: str, sentence: str) -> None:
    assert lead(replace(AWARENESS, status=status, share_text="非表示"), "ja") == sentence


def test_a_median_is_called_a_median() -> None:
    reading = replace(AWARENESS, qualifier="部署の中央値", label=ChangeLabel.NO_INTERVAL, points=1.0)
    assert lead(reading, "ja").startswith(f"認知は 72{N}%（部署の中央値）。")


def test_the_other_indicators_are_grouped_by_what_can_be_said() -> None:
    readings = [
        replace(AWARENESS, name="閲読", label=ChangeLabel.NONE, points=1.0),
        replace(AWARENESS, name="行動変容", label=ChangeLabel.CLEAR, points=4.0),
        replace(AWARENESS, name="受け止め", label=ChangeLabel.NONE, points=-1.0),
        replace(AWARENESS, name="隠れ", status="hidden"),
    ]
    assert others(readings, "ja") == [
        f"ほかに確かに上がったのは、行動変容 72{N}%（+4{N}pt）です。",
        f"変わったとは言えないのは、閲読 72{N}%（+1{N}pt）、受け止め 72{N}%（−1{N}pt）です。",
    ]


def test_differences_without_a_base_come_with_what_cannot_be_told() -> None:
    readings = [
        replace(AWARENESS, label=ChangeLabel.NO_INTERVAL, points=3.0),
        replace(AWARENESS, name="閲読", label=ChangeLabel.NO_INTERVAL, points=1.0),
    ]
    assert rest(readings, "ja") == [
        f"ほかの指標は、閲読 72{N}%（+1{N}pt）でした。",
        f"認知は、初回（2023年度 第1回）と比べると +31{N}pt です。",
        "集計対象数が分からないため、これらの差が確かなものかどうかは示せません。",
    ]
    assert rest([], "ja") == []


def test_the_way_since_the_first_wave() -> None:
    assert since_first(AWARENESS, "ja") == f"認知は、初回（2023年度 第1回）と比べると +31{N}pt です。"
    sure = replace(AWARENESS, label_since_first=ChangeLabel.NONE)
    assert since_first(sure, "ja") == f"認知は、初回（2023年度 第1回）と比べると +31{N}pt（変化は認められず）です。"
    untold = replace(AWARENESS, label_since_first=ChangeLabel.NO_INTERVAL)  # said once for all, below
    assert since_first(untold, "ja") == since_first(AWARENESS, "ja")
    assert since_first(replace(AWARENESS, first=AWARENESS.since), "ja") is None
    assert since_first(replace(AWARENESS, status="hidden"), "ja") is None
