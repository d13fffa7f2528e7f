"""Free text as people write it: most leave it empty, some combine a wish with a reason, line breaks included."""

import numpy as np

SHARE_WRITING = 0.1
WISHES = (
    "研修の回数を増やしてほしい",
    "管理職が率先して実践してほしい",
    "具体的な事例を見たい",
    "要約を一枚にまとめてほしい",
    "異動してきた職員に説明する機会がほしい",
    "窓口の職員にも関係する言葉で書いてほしい",
    "ワークショップを続けてほしい",
    "相談できる人を近くに置いてほしい",
    "会議の冒頭で一項目ずつ取り上げるとよい",
    "評価や表彰と結び付けるとよい",
)
REASONS = (
    "忙しくて読む時間がとれない",
    "言葉が抽象的に感じる",
    "何を変えればよいか分からない",
    "紙の手続が多く、使う人の負担が大きい",
    "他の部署の取組が見えない",
    "始めてみたら問い合わせが減った",
    "仕事の進め方を見直すきっかけになった",
    "引継ぎのときに鈴木係長から聞いて初めて知った",
)
JOINTS = ("。", "。\n", "、なぜなら、")


def comment(rng: np.random.Generator) -> str:
    """One comment, or an empty string."""
    if rng.random() >= SHARE_WRITING:
        return ""
    wish, reason, joint = (list_[int(rng.integers(len(list_)))] for list_ in (WISHES, REASONS, JOINTS))
    return f"{wish}{joint}{reason}。"
