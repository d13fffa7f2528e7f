"""What an action says when it will not do what was asked; nothing was changed then."""


class Refused(Exception):
    """Refused because of what was given; the sentence is text `refused.<kind>` with `blanks` filled in."""

    def __init__(self, kind: str, **blanks: object) -> None:
        super().__init__(kind)
        self.kind, self.blanks = kind, blanks
