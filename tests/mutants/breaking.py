"""The places of a module that can be broken, and what each becomes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}
_TEXTS = (ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp)
# Nothing a test could see hangs on these: types, decorators (slots, frozen), sizes of caches, words of errors.
_UNSEEN = {"annotation", "returns", "decorator_list", "msg", "type_params"}
_UNSEEN_CALLS = {"TypeVar", "NewType", "ParamSpec", "cast", "getLogger", "warn", "info", "debug"}
_TABLE = 24
"""An assignment of more constants than this is a table of data and not a rule."""


@dataclass(frozen=True, slots=True)
class Break:
    """One change: the ``number``-th node of the module's tree, in the ``way``-th way it can be broken."""

    file: str
    line: int
    last_line: int
    number: int
    way: int
    before: str
    after: str


def places(root: Path, file: str) -> list[Break]:
    """Return every way in which ``file`` can be broken, in the order of its text."""
    tree = ast.parse((root / file).read_text())
    found = []
    for number, node in enumerate(_nodes(tree)):
        for way, changed in enumerate(_broken(node)):
            before, after = ast.unparse(node), ast.unparse(changed)
            place = node.ifs[0] if isinstance(node, ast.comprehension) else node
            line, last = place.lineno, place.end_lineno  # type: ignore[attr-defined]
            if isinstance(place, ast.If):
                last = place.test.end_lineno
            found.append(Break(file, line, last, number, way, _short(before), _short(after)))
    return found


def broken_text(root: Path, change: Break) -> str:
    """Return the module's text with ``change`` in it."""
    tree = ast.parse((root / change.file).read_text())
    old = list(_nodes(tree))[change.number]
    new = list(_broken(old))[change.way]

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else super().visit(node)

    return ast.unparse(ast.fix_missing_locations(Exchange().visit(tree)))


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk the tree without what no test could see."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in _UNSEEN:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _unseen(child):
                yield from _nodes(child)


def _unseen(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr() | ast.Assert() | ast.keyword(arg="strict" | "maxsize"):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__slots__")]):
            return True
        case (
            ast.Assign(value=ast.Dict() | ast.List() | ast.Tuple() as table)
            | ast.AnnAssign(value=ast.Dict() | ast.List() | ast.Tuple() as table)
        ):
            return sum(isinstance(part, ast.Constant) for part in ast.walk(table)) > _TABLE
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _UNSEEN_CALLS
    return False


def _broken(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the node in every way it can be broken: a bound, a sign, a condition, a number, a call left out."""
    match node:
        case ast.Compare(left, [operator], right):
            yield ast.Compare(left, [_COMPARED[type(operator)]()], right)
        case ast.Compare(left, [first, *others], right):
            yield ast.Compare(left, [_COMPARED[type(first)](), *others], right)
            yield ast.Compare(left, [first, *(_COMPARED[type(each)]() for each in others)], right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.BinOp(left, operator, right) if type(operator) in _COUNTED:
            if not any(_text(side) for side in (left, right)):
                yield ast.BinOp(left, _COUNTED[type(operator)](), right)
        case ast.AugAssign(target, operator, value) if type(operator) in _COUNTED and not _text(value):
            yield ast.AugAssign(target, _COUNTED[type(operator)](), value)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.If(test, body, otherwise) if _whole(test):
            yield ast.If(_not(test), body, otherwise)
        case ast.IfExp(test, body, other) if _whole(test):
            yield ast.IfExp(_not(test), body, other)
        case ast.comprehension(target, source, [condition, *more], is_async) if _whole(condition):
            yield ast.comprehension(target, source, [_not(condition), *more], is_async)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Expr(ast.Call()):
            yield ast.Pass()
        case ast.Name("min" | "max"):
            yield ast.Name("max" if node.id == "min" else "min", ast.Load())


def _text(node: ast.AST) -> bool:
    return isinstance(node, _TEXTS) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _whole(test: ast.expr) -> bool:
    """Return whether a condition is broken only as a whole (a comparison or a ``not`` breaks by itself)."""
    return not isinstance(test, (ast.Compare, ast.UnaryOp))


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _short(text: str) -> str:
    """Return the first line of a statement, cut where it gets long."""
    line = text.splitlines()[0]
    return line if len(line) <= 90 else line[:89] + "…"
