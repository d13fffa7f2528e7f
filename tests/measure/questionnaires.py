"""Questionnaires drawn at random, for laws that hold for every one of them."""

from datetime import date

from hypothesis import strategies as st

from measure.questionnaire import (
    Direction,
    Guideline,
    Indicator,
    Item,
    ItemKind,
    Norm,
    Option,
    Purpose,
    Segment,
    SegmentValue,
    Stage,
    Status,
    Wording,
)

PLAIN = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
TEXTS = st.text(PLAIN, min_size=1, max_size=6)
WORDINGS = st.builds(Wording, ja=TEXTS, en=TEXTS) | TEXTS.map(lambda text: Wording(ja=text, en=text))
FEW = st.sampled_from([Wording(ja=text, en=text) for text in ("はい", "いいえ", "知っていますか。")])
KEYS = ("q1", "q2", "q3", "q4")


@st.composite
def options(draw: st.DrawFn, wordings: st.SearchStrategy[Wording]) -> tuple[Option, ...]:
    codes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
    return tuple(
        Option(
            code=code,
            label=draw(wordings),
            direction=draw(st.none() | st.sampled_from(Direction)),
            status=draw(st.sampled_from([Status.VALID, Status.VALID, Status.DONT_KNOW])),
            aliases=tuple(draw(st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True))),
        )
        for code in codes
    )


@st.composite
def items(draw: st.DrawFn, key: str, wordings: st.SearchStrategy[Wording]) -> Item:
    kind = draw(st.sampled_from([ItemKind.SINGLE, ItemKind.SINGLE, ItemKind.MULTIPLE]))
    return Item(
        key=key,
        kind=kind,
        text=draw(wordings),
        norm=draw(st.none() | st.just(1)),
        asked_as=tuple(draw(st.lists(st.sampled_from(["Q1", "Q2"]), max_size=2, unique=True))),
        options=draw(options(wordings)),
    )


@st.composite
def indicators(draw: st.DrawFn, key: str, asked: list[str]) -> Indicator:
    item = draw(st.sampled_from(asked))
    return Indicator(
        key=key,
        item=item,
        name=draw(FEW),
        stage=draw(st.none() | st.sampled_from(Stage)),
        reception=draw(st.booleans()),
        norm=draw(st.none() | st.just(1)),
        purpose=draw(st.none() | st.sampled_from(Purpose)),
        among=draw(st.none() | st.sampled_from([other for other in asked if other <= item])),
        definition=draw(st.none() | FEW),
    )


@st.composite
def guidelines(draw: st.DrawFn, wordings: st.SearchStrategy[Wording] = FEW) -> Guideline:
    """A guideline "g" of up to four items and three indicators, all of version 1 as files have them."""
    asked = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True))
    named = draw(st.lists(st.sampled_from(("i1", "i2", "i3")), min_size=1, max_size=3, unique=True))
    bands = (SegmentValue(key="~1", name=draw(wordings), years=(0.0, 1.5)), SegmentValue(key="1~", name=draw(wordings)))
    return Guideline(
        key="g",
        version=draw(st.sampled_from(["1", "2"])),
        name=draw(wordings),
        published_on=draw(st.none() | st.just(date(2025, 4, 1))),
        note=draw(st.none() | wordings),
        norms=(Norm(number=1, name=draw(wordings)),),
        items=tuple(draw(items(key, wordings)) for key in asked),
        indicators=tuple(draw(indicators(key, asked)) for key in named),
        segments=draw(
            st.sampled_from([(), (Segment(key="tenure", name=Wording(ja="在籍", en="Tenure"), values=bands),)])
        ),
    )
