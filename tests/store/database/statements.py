"""All texts of a package as its programs hold them: constants, and the fixed parts of f-strings together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]


class Text(NamedTuple):
    """A text with the file it stands in (from the root), and its line; what an f-string fills in is ``{}``."""

    file: str
    line: int
    text: str


def texts(*packages: str) -> Iterator[Text]:
    """Yield the texts of all files of some packages, without docstrings."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from of_source(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def of_source(source: str, file: str = "") -> Iterator[Text]:
    """Yield the texts of one program."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in told or id(node) in parts:
            continue
        if isinstance(node, ast.JoinedStr):
            said = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield Text(file, node.lineno, "".join(map(str, said)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Text(file, node.lineno, node.value)
