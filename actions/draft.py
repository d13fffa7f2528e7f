"""A questionnaire and a list of units drafted from a first file, for a person to check before anything is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from actions.mend import ColumnSeen, Mapping, Meaning, Outcome, Role, with_columns
from actions.upload import GivenFile
from actions.users import Person, allow
from actions.users import Role as Office
from intake.normalise import NO, YES, fold
from intake.sandbox import read_file
from intake.task import Limits as Limits
from intake.task import Task

SURE = 0.9
MOST_COLUMNS = 200
LONGEST_UNIT_HEADING = 30


class Use(StrEnum):
    """What a column becomes: one of the stages, the reception, another question, a group by attribute, or nothing."""

    AWARENESS = "awareness"
    READERSHIP = "readership"
    BEHAVIOUR_CHANGE = "behaviour_change"
    RECEPTION = "reception"
    QUESTION = "question"
    SEGMENT = "segment"
    UNUSED = "unused"

    @property
    def asks(self) -> bool:
        return self not in (Use.SEGMENT, Use.UNUSED)


class Points(StrEnum):
    """Where an answer points, or that it is none."""

    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    UNFAVOURABLE = "unfavourable"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Column:
    """One column that may be a question, and what it seems to be."""

    seen: ColumnSeen
    use: Use

    @property
    def answers(self) -> tuple[str, ...]:
        """Its answers in an order that is the same for every column with the same ones."""
        return tuple(sorted(self.seen.values))


@dataclass(frozen=True)
class Draft:
    """What a first file seems to ask: its columns, where the answers of each list point, and the column of units."""

    columns: tuple[Column, ...]
    points: dict[tuple[str, ...], dict[str, Points]]
    unit: ColumnSeen | None


WORDS = {
    Use.AWARENESS: r"知って|ご存じ|ご存知|聞いたこと|aware|know|heard of",
    Use.READERSHIP: r"読ん|読み|目を通|閲読|\bread\b",
    Use.BEHAVIOUR_CHANGE: r"変わ|変化|行動|実践|心がけ|意識して|chang|behav|practi[sc]e|apply",
    Use.RECEPTION: r"共感|好意|受け止め|納得|賛同|大切だと|agree with|support|welcome",
}
SEGMENTS = re.compile(
    r"性別|年代|年齢|役職|職位|職種|勤続|在職|雇用|勤務地|区分|gender|\bage\b|grade|tenure|position|job|contract|location",
    re.IGNORECASE,
)
UNITS = re.compile(r"部署|所属|部局|課名|組織|department|unit|office|division|team", re.IGNORECASE)
NEITHER = re.compile(r"どちら(と|で)も|普通|ふつう|中立|neither|neutral|sometimes|ときどき|時々", re.IGNORECASE)
UNKNOWN = re.compile(r"わからない|分からない|判断できない|don.?t know|not sure|unsure|no opinion", re.IGNORECASE)
OUTSIDE = re.compile(r"該当し(ない|ません)|当てはまる(もの|仕事)(が|は)ない|not applicable|\bn/?a\b", re.IGNORECASE)
AGAINST = re.compile(
    r"ない(?!わけ)|ません|ず$|いいえ|不満|反対|悪い|低い|disagree|dissatisf|\bnot?\b|never|rarely|poor|bad|unlikely|unfavou?rabl|unimportant|unsatisf",
    re.IGNORECASE,
)
FOR = re.compile(
    r"はい|思う|思います|当てはまる|あてはまる|知って|読んだ|読みました|満足|賛成|良い|よい|できて|している|した$|ある$|高い"
    r"|agree|\byes\b|satisf|always|often|good|excellent|likely|favou?rabl|important|useful",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"とても|非常に|大変|よく|常に|いつも|全く|まったく|全然|強く|必ず|strongly|very|always|never|complete|extremely|fully|not at all",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"やや|少し|あまり|まあ|どちらかと|一部|たまに|somewhat|slight|tend|rather|rarely|partly|a little|sometimes",
    re.IGNORECASE,
)


def examine(person: Person, file: GivenFile, limits: Limits, unit: ColumnSeen | None = None) -> Outcome:
    """Read a file of which no questionnaire is known, with the answers that stand in it; `unit` is its unit column."""
    allow(person, Office.HR)
    mapping = with_columns(Mapping(), [(unit, Meaning(Role.UNIT))]) if unit is not None else None
    return read_file(Task(path=file.path, file_name=file.name, dry=True, survey=True, mapping=mapping, limits=limits))


def draft(outcome: Outcome) -> Draft:
    """What the file seems to ask."""
    open_to_use = [column for column in outcome.columns if _may_ask(column)][:MOST_COLUMNS]
    named = [column for column in outcome.columns if column.role is Role.UNIT]
    unit = next(iter([*named, *(column for column in open_to_use if _names_units(column))]), None)
    taken: set[Use] = set()
    columns = []
    for seen in open_to_use:
        if seen is unit:
            continue
        use = _use(seen, taken)
        taken.add(use)
        columns.append(Column(seen, use))
    lists = {column.answers for column in columns if column.answers}
    return Draft(tuple(columns), {answers: pointed(answers) for answers in lists}, unit)


def _names_units(column: ColumnSeen) -> bool:
    """Whether a short heading speaks of units; a question that mentions a team asks something else."""
    return len(column.name) <= LONGEST_UNIT_HEADING and UNITS.search(column.name) is not None


def _may_ask(column: ColumnSeen) -> bool:
    """Whether a column holds answers: not a person, a moment, or something the tool writes by itself."""
    return bool(column.name) and (
        (column.role is Role.IGNORE and column.confidence < SURE and bool(column.values)) or column.role is Role.SEGMENT
    )


def _use(seen: ColumnSeen, taken: set[Use]) -> Use:
    if SEGMENTS.search(seen.name) and len(seen.name) <= 12:
        return Use.SEGMENT
    pointing = set(pointed(seen.values).values())
    stages = (use for use, words in WORDS.items() if use not in taken and re.search(words, seen.name, re.IGNORECASE))
    if Points.FAVOURABLE in pointing and not seen.several:
        return next(stages, Use.QUESTION)
    return Use.QUESTION if len(seen.values) > 1 else Use.UNUSED


def pointed(answers: Sequence[str]) -> dict[str, Points]:
    """Where each answer of a list points; of plain numbers the upper ones are taken to be favourable."""
    numbers = _numbered(answers)
    return numbers or {answer: _points(answer) for answer in answers}


def _numbered(answers: Sequence[str]) -> dict[str, Points]:
    """A scale of 3 to 7 whole numbers: the middle one, where there is one, is neutral."""
    if not all(re.fullmatch(r"\d", answer) for answer in answers) or not 3 <= len(answers) <= 7:
        return {}
    middle = (min(map(int, answers)) + max(map(int, answers))) / 2
    return {
        answer: Points.FAVOURABLE
        if int(answer) > middle
        else Points.UNFAVOURABLE
        if int(answer) < middle
        else Points.NEUTRAL
        for answer in sorted(answers, reverse=True)
    }


def _points(answer: str) -> Points:
    folded = fold(answer)
    if folded in YES or folded in NO:
        return Points.FAVOURABLE if folded in YES else Points.UNFAVOURABLE
    order = (
        (UNKNOWN, Points.DONT_KNOW),
        (OUTSIDE, Points.NOT_APPLICABLE),
        (NEITHER, Points.NEUTRAL),
        (AGAINST, Points.UNFAVOURABLE),
        (FOR, Points.FAVOURABLE),
    )
    return next((points for words, points in order if words.search(answer)), Points.NOWHERE)


def in_scale(answer: str, points: Points) -> tuple[int, int, int]:
    """Where an answer stands in its scale: from wholly for it over neither to wholly against it, then what is no answer."""
    strength = 0 if STRONG.search(answer) else 2 if WEAK.search(answer) else 1
    turned = 2 - strength if points is Points.UNFAVOURABLE else strength
    number = -int(answer) if re.fullmatch(r"\d+", answer) else 0
    return list(Points).index(points), number, turned
