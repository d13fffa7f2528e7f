"""The faults: each a comparison, sum, condition or number of a module turned into its neighbour."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Mutant:
    """A module with one fault, and where it is."""

    line: int
    what: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault that can be put into the functions of a module."""
    for number, (node, kind) in enumerate(_places(ast.parse(source))):
        tree = ast.parse(source)
        place = [found for found, _ in _places(tree)][number]
        before = ast.unparse(copy.deepcopy(node))
        _change(place, kind)
        yield Mutant(node.lineno, f"{before}  ->  {ast.unparse(place)}", ast.fix_missing_locations(tree))


Place = ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Constant | ast.IfExp | ast.Expr


def _places(tree: ast.Module) -> list[tuple[Place, int]]:
    """What can be changed, each comparison of a chain by itself; annotations, docstrings and constants stay."""
    found: list[tuple[Place, int]] = []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for statement in function.body:
            for node in (n for n in ast.walk(statement) if not isinstance(n, ast.FunctionDef)):
                found += [(node, kind) for kind in _kinds(node)]  # type: ignore[misc]  # _kinds knows which
    return found


def _kinds(node: ast.AST) -> range:
    if isinstance(node, ast.Compare):
        return range(len(node.ops))
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return range(type(node.op) in OTHER)
    if isinstance(node, ast.UnaryOp):
        return range(isinstance(node.op, ast.Not | ast.USub))
    if isinstance(node, ast.Constant):
        return range(isinstance(node.value, bool | int | float))
    if isinstance(node, ast.Expr):
        return range(isinstance(node.value, ast.Call))
    return range(isinstance(node, ast.IfExp))


def _change(node: Place, kind: int) -> None:
    if isinstance(node, ast.Compare):
        node.ops[kind] = OTHER[type(node.ops[kind])]()  # type: ignore[call-overload]  # an operator for an operator
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OTHER[type(node.op)]()  # type: ignore[assignment]  # the same
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
        node.operand = node.operand if isinstance(node.op, ast.UAdd) else ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else ast.literal_eval(repr(node.value)) + 1
    elif isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
    else:
        node.value = ast.Constant(None)
