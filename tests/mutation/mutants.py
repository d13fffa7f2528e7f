"""The faults: each a comparison, sum, condition, choice or number of a module turned into its neighbour."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import CodeType

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
}
TOLERANCES = {"TINY", "ROUNDING", "ALMOST", "MOVED", "EXACT"}
"""Strips around a number for what floats lose: on their very edge nothing lies, so whether it belongs is no fault."""
OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil"}


@dataclass(frozen=True)
class Mutant:
    """A function with one fault: the line it is in, what it is, and where in the source of the module."""

    function: str
    number: int
    line: str
    what: str
    source: str
    place: int

    @property
    def code(self) -> CodeType:
        """What to run instead; made when it is tried, as most faults are only named."""
        tree = ast.parse(self.source)
        _places(tree)[self.place].change()
        return _inside(compile(ast.fix_missing_locations(tree), "<fault>", "exec"), self.function)


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault that can be put into the functions of a module; the second of its kind in a line says so."""
    lines, met = source.splitlines(), Counter[tuple[str, str, str]]()
    for number in range(len(_places(ast.parse(source)))):
        place = _places(ast.parse(source))[number]
        before = place.words()
        place.change()
        line, what = lines[place.node.lineno - 1].strip(), f"{before} -> {place.words()}"
        met[place.function, line, what] += 1
        again = met[place.function, line, what]
        name = what + (f" ({again})" if again > 1 else "")
        yield Mutant(place.function, place.node.lineno, line, name, source, number)


def _inside(code: CodeType, name: str) -> CodeType:
    """The code of one function of a module, however deep it lies."""
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    return next(each if each.co_qualname == name else _inside(each, name) for each in inner if _holds(each, name))


def _holds(code: CodeType, name: str) -> bool:
    return code.co_qualname == name or name.startswith(f"{code.co_qualname}.")


Change = Callable[[], None]


@dataclass(frozen=True)
class Place:
    """A piece of a function that can be changed."""

    function: str
    node: ast.expr | ast.stmt
    change: Change

    def words(self) -> str:
        return ast.unparse(self.node.test if isinstance(self.node, ast.If | ast.While) else self.node)


def _places(tree: ast.Module) -> list[Place]:
    """What can be changed, by function; annotations, docstrings and constants stay."""
    bodies = [("", tree.body), *((f"{each.name}.", each.body) for each in tree.body if isinstance(each, ast.ClassDef))]
    functions = [(name, each) for name, body in bodies for each in body if isinstance(each, ast.FunctionDef)]
    return [
        Place(name + function.name, node, change)
        for name, function in functions
        for statement in function.body
        for node in _walk(statement)
        if isinstance(node, ast.expr | ast.stmt)
        for change in (*_signs(node), *_ways(node), *_conditions(node))
    ]


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All below but `strict=True`, which only guards against a slip of ours."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.keyword) and child.arg == "strict"):
            yield from _walk(child)


def _signs(node: ast.AST) -> Iterator[Change]:
    """Operators and numbers, each comparison of a chain by itself."""
    match node:
        case ast.Compare() if not TOLERANCES & {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}:
            for place, sign in enumerate(node.ops):
                yield partial(node.ops.__setitem__, place, OTHER[type(sign)]())
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign() if type(node.op) in OTHER:
            yield partial(setattr, node, "op", OTHER[type(node.op)]())
        case ast.UnaryOp(op=ast.USub()):
            yield partial(setattr, node, "op", ast.UAdd())
        case ast.UnaryOp(op=ast.Not()):
            yield partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.Constant(value=bool() as value):
            yield partial(setattr, node, "value", not value)
        case ast.Constant(value=int() | float() as number):
            yield partial(setattr, node, "value", number + 1)


def _ways(node: ast.AST) -> Iterator[Change]:
    """Branches, steps left out, and the other of two functions."""
    match node:
        case ast.IfExp():
            yield partial(node.__dict__.update, body=node.orelse, orelse=node.body)
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield partial(setattr, node, "value", ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITE:
            yield partial(setattr, node.func, "id", OPPOSITE[name])
        case ast.Call(func=ast.Attribute(attr=name)) if name in OPPOSITE:
            yield partial(setattr, node.func, "attr", OPPOSITE[name])


def _conditions(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If() | ast.While() if _is_plain(node.test):
            yield partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for ifs in (loop.ifs for loop in node.generators):
                for place in (place for place, test in enumerate(ifs) if _is_plain(test)):
                    yield partial(ifs.__setitem__, place, ast.UnaryOp(ast.Not(), ifs[place]))


def _is_plain(test: ast.expr) -> bool:
    """A condition that is no comparison has no sign to turn, so it is denied."""
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp)
