"""Whoever opens a file reads what each part of it does before how."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for wing in ("store", "tui", "fixtures") for path in (ROOT / wing).rglob("*.py"))
SHORT = 5
"""A private function of up to so many lines says by itself what it does."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def silent(node: ast.AST, name: str = "") -> Iterator[str]:
    """Yield the names of the classes and functions in a module or class that have to say what they do."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            if not child.name.startswith("_") and not ast.get_docstring(child):
                yield f"{name}{child.name}"
            yield from silent(child, f"{name}{child.name}.")
        elif isinstance(child, Function) and has_to_speak(child) and not ast.get_docstring(child):
            yield f"{name}{child.name}"


def has_to_speak(function: Function) -> bool:
    """Tell whether a function needs a docstring: it is public, or longer than ``SHORT`` lines.

    What a dunder method does is fixed by Python, and a setter stands below its property.
    """
    if function.name.startswith("__") or any(
        isinstance(each, ast.Attribute) and each.attr == "setter" for each in function.decorator_list
    ):
        return False
    length = (function.end_lineno or 0) - function.body[0].lineno + 1
    return not function.name.startswith("_") or length > SHORT


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_part_says_what_it_does(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(module) or not module.body, "the module"
    assert list(silent(module)) == []
