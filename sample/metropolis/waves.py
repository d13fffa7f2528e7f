"""The twelve quarterly waves of the metropolis: two and a half weeks of fieldwork in the middle of every quarter."""

from datetime import date, timedelta

from measure.wave import Wave

GUIDELINE = "action-guideline"
YEARS = (2023, 2024, 2025)
WEDNESDAY = 2
FIELDWORK = timedelta(days=16)


def quarter_wave(year: int, quarter: int) -> Wave:
    """Fieldwork from the first Wednesday on or after the 7th of the quarter's middle month to a Friday.

    The 7th keeps clear of the holidays in early May, the Wednesday of public holidays in all these years.
    """
    earliest = date(year, quarter * 3 - 1, 7)
    start = earliest + timedelta(days=(WEDNESDAY - earliest.weekday()) % 7)
    return Wave(name=f"{year}Q{quarter}", guideline=GUIDELINE, starts_on=start, ends_on=start + FIELDWORK)


WAVES = tuple(quarter_wave(year, quarter) for year in YEARS for quarter in (1, 2, 3, 4))


def quarter_of(wave: Wave) -> int:
    """1 for January to March ... 4 for October to December."""
    return (wave.starts_on.month + 2) // 3


def step_of(wave: Wave) -> int:
    """How many waves came before: 0 for the first."""
    return (wave.starts_on.year - YEARS[0]) * 4 + quarter_of(wave) - 1
