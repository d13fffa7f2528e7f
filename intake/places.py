"""Names -> units: by code, name, alias or path; what is not found gets suggestions, what is meant twice is said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from difflib import get_close_matches

from intake.normalise import compact, fold
from measure.organisation import Unit

LEFT_OUT = ""
_SUGGESTIONS = 3
_PATH_MARKS = str.maketrans(dict.fromkeys("/>|＞›・-_:", " "))


class Places:
    """Finds the unit a text means; `rules` are the mapping's own names ("" leaves the row out)."""

    def __init__(self, units: Sequence[Unit], rules: Table[str, str]) -> None:
        self._units = {unit.code: unit for unit in units}
        self._rules = {fold(name): code for name, code in rules.items()}
        self._index: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._codes = {compact(unit.code): {unit.code} for unit in units}
        self._bare_codes: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            self._bare_codes[_without_zeros(unit.code)].add(unit.code)
            for name in (unit.name.ja, unit.name.en, *unit.aliases, *self._paths(unit)):
                self._index[_key(name)].add(unit.code)
                self._named[fold(name)].add(unit.code)

    def _paths(self, unit: Unit) -> list[str]:
        """The names from any ancestor down to the unit, joined: how exports write a place in the tree."""
        paths: list[str] = []
        names = {"ja": unit.name.ja, "en": unit.name.en}
        above, seen = unit.parent, {unit.code}
        while above is not None and above in self._units and above not in seen:
            seen.add(above)
            parent = self._units[above]
            names = {lang: f"{parent.name.text(lang)} {name}" for lang, name in names.items()}
            paths += names.values()
            above = parent.parent
        return paths

    def find(self, text: str, group: str = "") -> tuple[str, ...]:
        """Codes the text can mean: none, one, or several; `group` (the parent's name) settles several."""
        ruled = self._rules.get(fold(text))
        if ruled is not None:
            return (ruled,) if ruled == LEFT_OUT or ruled in self._units else ()
        found = self._codes.get(compact(text)) or self._index.get(_key(text)) or set()
        found = found or self._bare_codes.get(_without_zeros(text), set())
        return self._settle(found, group) if len(found) > 1 else tuple(found)

    def _settle(self, found: set[str], group: str) -> tuple[str, ...]:
        parents = {
            code
            for code in found
            if (parent := self._units[code].parent)
            and group
            and _key(group) in map(_key, (parent, *self._names(parent)))
        }
        return tuple(sorted(parents if len(parents) == 1 else found))

    def _names(self, code: str) -> tuple[str, ...]:
        unit = self._units.get(code)
        return (unit.name.ja, unit.name.en, *unit.aliases) if unit else ()

    def suggest(self, text: str) -> str:
        """Units with a name like `text`, each with its code, for the sentence."""
        near = get_close_matches(fold(text), self._named, n=_SUGGESTIONS, cutoff=0.6)
        return self.shown([code for name in near for code in sorted(self._named[name])])

    def shown(self, codes: Iterable[str]) -> str:
        """Units as sentences name them."""
        return ", ".join(f"{self._units[code].name.ja} [{code}]" for code in dict.fromkeys(codes))


def _key(name: str) -> str:
    return compact(fold(name).translate(_PATH_MARKS))


def _without_zeros(code: str) -> str:
    """A code of digits without the leading zeros that spreadsheets take away."""
    plain = compact(code)
    return plain.lstrip("0") or plain if plain.isdigit() else plain
