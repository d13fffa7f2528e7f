"""The wave that everything is measured on: a made-up organisation's export, 28 columns wide, with free text and line breaks."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEED = 20250401
BUREAUX, DIVISIONS, SECTIONS = 20, 5, 4  # 1 + 20 + 100 + 400 = 521 units in four levels
FIRST_DAY, MINUTES = np.datetime64("2025-05-01T08:30"), 30 * 24 * 60
SEGMENTS = {
    "対象層": ("全職員", "デジタルサービス担当", "専門人材"),
    "職層": ("主事", "主任", "課長代理", "課長", "部長", "局長級"),
    "在職年数": ("1年未満", "1年以上3年未満", "3年以上5年未満", "5年以上10年未満", "10年以上"),
    "任用形態": ("常勤", "再任用", "会計年度任用", "任期付"),
}
YES_NO = ("はい", "いいえ")
AGREE = ("そう思う", "ややそう思う", "どちらともいえない", "あまりそう思わない", "そう思わない")
PLACES = ("庁内ポータル", "研修", "上司の説明", "メールマガジン", "動画", "ポスター", "勉強会", "その他")
KNOWING = (
    "行動指針を知っていますか。",
    "行動指針を読みましたか。",
    "行動指針で行動が変わりましたか。",
    "行動指針の研修を受けましたか。",
)
NORMS = tuple(f"行動規範{number}を日々の仕事で実践していますか。" for number in range(1, 13))
MULTIPLE = ("行動指針をどこで知りましたか。", "行動指針をどこで話題にしましたか。")
COMMENTS = ("浸透に役立つと思う取組を書いてください。", "ご意見があれば書いてください。")
REMARKS = (
    "",
    "",
    "",
    "特にありません",
    "事例集がほしいです。\n短いものがよいです。",
    "研修の回数を増やしてほしい",
    "忙しくて読む時間がありません。\n会議の冒頭で紹介してはどうでしょうか。",
)
Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Unit:
    """One line of the list of units."""

    code: str
    name: str
    parent: str


def units() -> list[Unit]:
    """The tree, parents before children."""
    found = [Unit("R", "全庁", "")]
    for bureau in range(1, BUREAUX + 1):
        found.append(Unit(f"B{bureau:02}", f"第{bureau}局", "R"))
        for division in range(1, DIVISIONS + 1):
            above = f"B{bureau:02}D{division}"
            found.append(Unit(above, f"第{bureau}局第{division}部", f"B{bureau:02}"))
            sections = range(1, SECTIONS + 1)
            found += [Unit(f"{above}S{n}", f"第{bureau}局第{division}部第{n}課", above) for n in sections]
    return found


def leaves() -> list[str]:
    return [unit.code for unit in units() if "S" in unit.code]


def wave(rows: int, seed: int = SEED) -> pl.DataFrame:
    """One export: number, two moments, unit, four segments, eighteen questions, two comments."""
    rng = np.random.default_rng(seed)
    weights = rng.lognormal(0, 1, len(leaves()))
    place = rng.choice(len(weights), rows, p=weights / weights.sum())
    lift = rng.normal(0, 0.12, len(weights))[place] + rng.normal(0, 0.2, rows)
    started = FIRST_DAY + rng.integers(0, MINUTES, rows).astype("timedelta64[m]")
    columns: dict[str, Texts] = {
        "ID": np.arange(1, rows + 1).astype(str),
        "開始時刻": _moments(started),
        "完了時刻": _moments(started + np.timedelta64(7, "m")),
        "所属コード": np.array(leaves())[place],
    }
    columns |= {name: _pick(rng, values, rows) for name, values in SEGMENTS.items()}
    columns |= {text: _answer(rng, YES_NO, lift) for text in KNOWING}
    columns |= {text: _answer(rng, AGREE, lift) for text in NORMS}
    columns |= {text: _several(rng, rows) for text in MULTIPLE}
    columns |= {text: _pick(rng, REMARKS, rows) for text in COMMENTS}
    return pl.DataFrame(columns)


def _moments(moments: NDArray[np.datetime64]) -> Texts:
    return np.strings.replace(np.strings.replace(moments.astype(str), "-", "/"), "T", " ")


def _pick(rng: np.random.Generator, values: tuple[str, ...], rows: int) -> Texts:
    weights = np.linspace(len(values), 1, len(values))
    return np.array(values)[rng.choice(len(values), rows, p=weights / weights.sum())]


def _answer(rng: np.random.Generator, values: tuple[str, ...], lift: NDArray[np.float64]) -> Texts:
    """Better-disposed people choose earlier options; three in a hundred leave the question out."""
    position = np.clip(rng.random(len(lift)) - lift, 0, 0.999) * len(values)
    chosen: Texts = np.array(values)[position.astype(int)]
    return np.where(rng.random(len(lift)) < 0.03, "", chosen)


def _several(rng: np.random.Generator, rows: int) -> Texts:
    """One to three places, joined as Microsoft Forms does it."""
    every = np.array([";".join(dict.fromkeys(rng.choice(PLACES, rng.integers(1, 4)))) + ";" for _ in range(500)])
    return every[rng.integers(0, len(every), rows)]


def write_csv(frame: pl.DataFrame, path: Path, encoding: str = "utf-8") -> Path:
    path.write_bytes(frame.write_csv(line_terminator="\r\n").encode(encoding))
    return path


def write_xlsx(frame: pl.DataFrame, path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.iter_rows(), 1):
            sheet.write_row(number, 0, row)
    return path
