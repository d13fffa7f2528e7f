"""SurveyMonkey's summaries (a block for each question: choices, percents, counts) -> a row for each choice."""

from collections.abc import Iterator, Sequence

from intake.listed import Listed
from intake.normalise import compact, number
from intake.table import BLANK, Cells, Facts, Form, Heading, Layout, Source

HEADINGS = ("question", "answer", "count")
_CODES = ("SurveyMonkey summary question", "SurveyMonkey summary answer", "SurveyMonkey summary count")
_CHOICES = frozenset(map(compact, ("Answer Choices", "Answer Options", "回答の選択肢", "回答選択肢")))
_ENDS = frozenset(
    map(compact, ("Answered", "Skipped", "回答数", "回答済み", "スキップ済み", "スキップ", "answered question"))
)
_SEARCHED = 12


def is_summary(records: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet begins with a question and its choices."""
    return any(_starts_choices(record) for record in records[1:_SEARCHED])


def _starts_choices(record: Sequence[str]) -> bool:
    return bool(record) and compact(record[0]) in _CHOICES


def as_rows(source: Source) -> Listed:
    """All blocks of all sheets as one table."""
    found = [[*HEADINGS]]
    for sheet in source.facts.sheets or (source.facts.sheet or BLANK,):
        if source.facts.sheets:
            source.look_at(sheet)
        found += _blocks(_records(source))
    told = source.facts
    facts = Facts(told.format, told.encoding, told.delimiter, codes=_CODES, undone=told.undone)
    return Listed({BLANK: found}, facts)


def _records(source: Source) -> list[list[str]]:
    """Every row of the sheet that is looked at."""
    width = max(map(len, source.head()), default=0)
    layout = Layout(0, 1, tuple(Heading(number, BLANK) for number in range(1, width + 1)))
    body = source.body(layout, dict.fromkeys(range(1, width + 1), Form.LABELS))
    columns = [column for column in body.columns.values() if isinstance(column, Cells)]
    return [[column.labels[column.codes[row]].strip() for column in columns] for row in range(body.rows)]


def _blocks(records: list[list[str]]) -> Iterator[list[str]]:
    """The rows of every block: its question, a choice, how many chose it."""
    question, inside = BLANK, False
    for record in records:
        first = record[0]
        if _starts_choices(record):
            inside = True
        elif not first or compact(first) in _ENDS:
            inside = False
        elif not inside:
            question = first
        elif (count := _count(record)) is not None:
            yield [question, first, count]


def _count(record: list[str]) -> str | None:
    """The last whole number of a row, which is how many."""
    numbers = [text for text in record[1:] if (value := number(text)) and not value[1] and value[0].is_integer()]
    return numbers[-1] if numbers else None
