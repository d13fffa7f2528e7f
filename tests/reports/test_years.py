"""The years under a chart's waves in reports: each is named once, and none lies on the next."""

from datetime import date

from reports.parts import _ticks
from text.formats import wave_labels

DAYS = {"a": date(2023, 2, 8)} | {
    f"{year}-{month}": date(year, month, 8) for year in (2023, 2024) for month in (5, 8, 11)
}


def test_a_year_of_one_wave_is_named_a_row_lower_than_the_next() -> None:
    waves = list(wave_labels(DAYS, "ja").values())
    found = _ticks([*waves, *waves[1:4]])
    assert found[0] == "第1回\n\n2022年度"
    assert found[1] == "第1回\n2023年度"
    assert found[2] == "第2回"


def test_few_waves_have_room_beside_each_other() -> None:
    waves = list(wave_labels(DAYS, "ja").values())
    assert _ticks(waves[:3])[:2] == ("第1回\n2022年度", "第1回\n2023年度")
