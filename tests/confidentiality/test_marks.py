"""Tables of what is marked in comments, in Japanese and English, of what is not, and of what cannot be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidentiality.marks import BLANK, Kind, Mark, marks, redacted

NAMES = """
佐藤課長に相談しました。             | 佐藤課長
佐藤課長補佐と山田主任               | 佐藤課長補佐, 山田主任
総務部長が読んでいない               | 総務部長
山田さんが親切でした                 | 山田さん
スミスさんの説明                     | スミスさん
やまださんに聞いた                   | やまださん
Ｋさんのおかげ                       | Ｋさん
Tanakaさんが詳しい                   | Tanakaさん
山田太郎が言った                     | 山田太郎
山田 太郎 と                         | 山田 太郎
田中が読めと言う                     | 田中
Ask Mr. Smith about it               | Mr. Smith
Councillor O'Neill came              | Councillor O'Neill
I asked John Carter twice            | John Carter
John Carter told me                  | John Carter
ask Sarah about it                   | Sarah
J. Smith knows                       | J. Smith
Tanaka-san helped                    | Tanaka-san
"""
TITLES = """
課長が読めと言う                     | 課長
新課長になってから変わった           | 新課長
市長のメッセージ                     | 市長
my boss never read it                | my boss
our line manager explained           | line manager
the head of finance                  | head of finance
the Deputy Director knows            | Deputy Director
"""
PHONES = """
０３－１２３４－５６７８です         | ０３－１２３４－５６７８
０３ー１２３４ー５６７８             | ０３ー１２３４ー５６７８
03(1234)5678                         | 03(1234)5678
090-1234-5678 にどうぞ               | 090-1234-5678
０９０１２３４５６７８               | ０９０１２３４５６７８
内線 4321 へ                         | 内線 4321
内線番号：４３２１                   | 内線番号：４３２１
TEL:1234-5678                        | TEL:1234-5678
call +44 20 7946 0958                | +44 20 7946 0958
(0113) 496 0000                      | (0113) 496 0000
555-123-4567                         | 555-123-4567
ext. 4521                            | ext. 4521
dial x4521                           | x4521
"""
MAILS = """
連絡は taro.yamada@example.jp まで   | taro.yamada@example.jp
連絡はtaro.yamada@example.jpまで     | taro.yamada@example.jp
ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ       | ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ
taro [at] example.jp                 | taro [at] example.jp
見て @taro_yamada                    | @taro_yamada
"""
NUMBERS = """
職員番号 A-012345 です               | 職員番号 A-012345
社員ID：ab1234                       | 社員ID：ab1234
職員コードは１２３４５６             | 職員コードは１２３４５６
職員番号 12-3456                     | 職員番号 12-3456
番号は 1234567 です                  | 1234567
S-01234 の者です                     | S-01234
№ 12345                              | № 12345
1234-5678-9012                       | 1234-5678-9012
Employee no. 48213 here              | Employee no. 48213
staff ID: AB-12345                   | staff ID: AB-12345
payroll number is 99812              | payroll number is 99812
"""
PLACES = """
小笠原出張所では配られていない       | 小笠原出張所
みどりヶ丘支所                       | みどりヶ丘支所
自由が丘支所で                       | 自由が丘支所
三宅島の職員                         | 三宅島
八丈町の窓口                         | 八丈町
中央図書館は忙しい                   | 中央図書館
〒123-4567                           | 〒123-4567
nobody at Harbour Office knows       | Harbour Office
the Leeds office                     | Leeds office
12 Baker Street                      | Baker Street
SW1A 2AA                             | SW1A 2AA
"""
ABOUT_ONESELF = """
女性は私だけです                     | 私だけ
唯一の技術職として                   | 唯一の
育休から戻って                       | 育休
the only woman in the team           | the only woman
I was on maternity leave             | maternity leave
"""
TABLES = {
    Kind.NAME: NAMES,
    Kind.TITLE: TITLES,
    Kind.PHONE: PHONES,
    Kind.EMAIL: MAILS,
    Kind.NUMBER: NUMBERS,
    Kind.PLACE: PLACES,
    Kind.SELF: ABOUT_ONESELF,
}
ROWS = [
    (kind, *map(str.strip, line.split("|"))) for kind, table in TABLES.items() for line in table.strip().split("\n")
]

UNMARKED = """
窓口では無理です
行動指針は分かりやすい。2026年度から使っています。
皆さんに読んでほしい。お客様のために。住民の皆様へ
同様の仕様で多様な使い方がある。たくさん読みました
市町村との連携、全国の市区町村、都市部、行政区分
各出張所で配ってほしい。当センター、コールセンター、研修センター
100000円かかる。12000人が使う。2024-2025年度
令和7年4月1日から 9:00-17:30 に 20分で読めた
石川県の例、福島県の例
職員さん、スタッフさん、業者さん、担当者様
森林、原則、林業、島国、町おこし、村づくり
一人ひとりが。#1 と #10 が大切。1,234,567 件、10.5 %
It helped us in 2026, about 30 % more.
The Civil Service values and our Code of Conduct
Microsoft Teams is good. The office is fine.
ISO27001 since FY2026. In March 2026 we met
"""

NOT_FOUND = """
ゆうこに聞いた
林が言った
昨日はやまださんが来た
ask sarah or mark
三番目の窓口の左の人
零三の一二三四の五六七八
"""
"""What docs/method/14-comments.md says cannot be found: a person decides."""


@pytest.mark.parametrize(("kind", "text", "found"), ROWS)
def test_what_is_marked(kind: Kind, text: str, found: str) -> None:
    assert [(text[mark.start : mark.end], mark.kind) for mark in marks(text)] == [
        (words, kind) for words in found.split(", ")
    ]


@pytest.mark.parametrize("text", UNMARKED.strip().split("\n"))
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in marks(text)] == []


@pytest.mark.parametrize("text", NOT_FOUND.strip().split("\n"))
def test_what_cannot_be_found_is_said_so(text: str) -> None:
    assert marks(text) == []


def test_names_of_small_units_are_marked_however_wide_they_are_written() -> None:
    [mark] = marks("第２係は忙しい", known=["第2係"])
    assert (mark.start, mark.end, mark.kind) == (0, 3, Kind.PLACE)


OVERLAPS: list[tuple[str, list[str], list[tuple[int, int]]]] = [  # names of units known, and what is marked of a text
    ("第2係第3係", ["第2係", "第3係"], [(0, 3), (3, 6)]),  # one begins where the other ends
    ("第3係第2係", ["第2係", "第3係"], [(0, 3), (3, 6)]),
    ("甲乙丙丁戊", ["甲乙", "丙丁戊"], [(0, 2), (2, 5)]),  # the longer one after the shorter
    ("甲乙丙丁", ["甲乙", "乙丙丁"], [(1, 4)]),  # the longer of two
    ("甲乙丙丁", ["甲乙丙", "丙丁"], [(0, 3)]),
    ("甲乙丙", ["乙丙", "甲乙"], [(0, 2)]),  # the first of two as long
    ("甲乙丙丁戊", ["乙", "丁", "甲乙丙丁戊"], [(0, 5)]),  # the whole, whatever is in it
    ("甲乙丙丁戊己", ["甲乙丙", "丙丁", "丁戊己"], [(0, 3), (3, 6)]),  # the middle overlaps with either
    ("甲と甲", ["甲", "甲", ""], [(0, 1), (2, 3)]),
    ("ａ.c abc", ["a.c"], [(0, 3)]),  # a point is a point
]


@pytest.mark.parametrize(("text", "known", "found"), OVERLAPS)
def test_of_marks_that_overlap_the_longest_stays(text: str, known: list[str], found: list[tuple[int, int]]) -> None:
    assert [(mark.start, mark.end) for mark in marks(text, known)] == found


def test_a_letter_that_would_become_two_stays_one() -> None:
    """㌢ is センチ at half the width: places in the text stay what they were."""
    assert [(mark.start, mark.end) for mark in marks("㌢㌢第２係", ["第2係"])] == [(2, 5)]


REDACTED: list[tuple[str, list[tuple[int, int]], str]] = [
    ("abcdef", [], "abcdef"),
    ("abcdef", [(0, 1)], f"{BLANK}bcdef"),
    ("abcdef", [(5, 6)], f"abcde{BLANK}"),
    ("abcdef", [(1, 3), (4, 5)], f"a{BLANK}d{BLANK}f"),
    ("abcdef", [(4, 5), (1, 3)], f"a{BLANK}d{BLANK}f"),  # in whatever order
    ("abcdef", [(0, 3), (3, 6)], f"{BLANK}{BLANK}"),
]


@pytest.mark.parametrize(("text", "places", "left"), REDACTED)
def test_what_is_marked_is_left_out(text: str, places: list[tuple[int, int]], left: str) -> None:
    assert redacted(text, [Mark(start, end, Kind.NAME) for start, end in places]) == left


def test_a_redacted_text_has_a_blank_for_every_mark() -> None:
    text = "佐藤課長と山田さんに聞いた"
    assert redacted(text, marks(text)) == f"{BLANK}と{BLANK}に聞いた"


@given(st.text())
def test_marks_are_in_order_apart_and_of_the_text(text: str) -> None:
    found = marks(text)
    edges = [edge for mark in found for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert len(redacted(text, found)) == len(text) - sum(m.end - m.start for m in found) + len(BLANK) * len(found)
