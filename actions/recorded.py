"""What a job's row holds as JSON: what was asked of a file, and what came of it."""

from actions.refused import Refused
from actions.upload import Choice, Receipt, Way
from intake.mapping import FileKind, Mapping
from intake.task import Limits, Outcome
from measure.questionnaire import Frozen


class Order(Frozen):
    """A choice, field by field."""

    wave: str | None = None
    kind: FileKind | None = None
    mapping: Mapping | None = None
    keep_good_rows: bool = False
    limits: Limits | None = None
    dry: bool = False
    overlap: Way | None = None

    @classmethod
    def of(cls, choice: Choice) -> "Order":
        return cls.model_validate(vars(choice))

    def choice(self) -> Choice:
        return Choice(**dict(self))


class Refusal(Frozen):
    """Why an action was refused: the sentence is text `refused.<kind>` with `blanks` filled in."""

    kind: str
    blanks: dict[str, str | int]

    @classmethod
    def of(cls, refused: Refused) -> "Refusal":
        blanks = {name: value if isinstance(value, int) else str(value) for name, value in refused.blanks.items()}
        return cls(kind=refused.kind, blanks=blanks)


class Answer(Frozen):
    """A receipt without its blocks, or why there is none; of a file that was kept also without its first rows."""

    upload: int | None = None
    duplicate_of: int | None = None
    replaces: tuple[int, ...] = ()
    rows_known: int = 0
    outcome: Outcome | None = None
    refusal: Refusal | None = None

    @classmethod
    def of(cls, receipt: Receipt) -> "Answer":
        bare: dict[str, object] = {"block": None, "text_block": None, "ids": b""}
        outcome = receipt.outcome.model_copy(update=bare if receipt.dry else bare | {"sample": ()})
        same = {name: getattr(receipt, name) for name in ("upload", "duplicate_of", "replaces", "rows_known")}
        return cls(outcome=outcome, **same)

    def receipt(self, dry: bool) -> Receipt | None:
        if self.outcome is None:
            return None
        return Receipt(self.upload, self.duplicate_of, self.outcome, dry, self.replaces, self.rows_known)
