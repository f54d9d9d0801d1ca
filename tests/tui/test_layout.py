"""What changes at which size stands in one module, and more room never takes anything away."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui.layout import COLUMN_CLASSES, EXTRA, HIGH, NORMAL, ROW_CLASSES, TALL, WIDE, Layout

ROOT = Path(tui.__file__).parent
MARGIN = 8
"""Cells up to which a bound is a remainder (what a bar leaves), not a size of the screen."""
RULES = [name for name, rule in vars(Layout).items() if isinstance(rule, property)]

cells = st.integers(1, 300)


def thresholds(source: str) -> Iterator[int]:
    """Yield the lines that compare a width or a height with a number of their own."""
    tree = ast.parse(source)
    numbers = set(_numbers(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            if any(map(_is_size, sides)) and any(_is_number(side, numbers) for side in sides):
                yield node.lineno


def _numbers(tree: ast.Module) -> Iterator[str]:
    """Yield the names of a module's own whole numbers."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = (
                    zip(target.elts, node.value.elts, strict=True)
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    else [(target, node.value)]
                )
                yield from (
                    name.id
                    for name, value in pairs
                    if isinstance(name, ast.Name)
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, int)
                )


def _is_size(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in ("width", "height", "wide", "tall", "whole", "room")


def _is_number(node: ast.expr, numbers: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in numbers
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value > MARGIN


def test_no_screen_and_no_widget_has_a_threshold_of_its_own() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for folder in ("screens", "widgets", "demo")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line in thresholds(file.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "rows if width >= 70 else []",
        "self.app.size.height < 30",
        "FROM = 110\nwide = self.app.size.width >= FROM",
        "LIST, FROM = 40, 110\nwide = FROM <= width",
    ],
)
def test_a_threshold_is_found(source: str) -> None:
    assert len(list(thresholds(source))) == 1


@pytest.mark.parametrize("rule", RULES)
@given(cells, cells, cells, cells)
def test_a_larger_screen_has_room_for_all_a_smaller_one_has(
    rule: str, width: int, height: int, more: int, higher: int
) -> None:
    small, large = Layout(width, height), Layout(width + more, height + higher)
    assert getattr(large, rule) or not getattr(small, rule)


@given(cells, cells)
def test_the_styles_tell_sizes_apart_as_the_screens_do(width: int, height: int) -> None:
    room = Layout(width, height)
    column = [name for least, name in COLUMN_CLASSES if width >= least][-1]
    line = [name for least, name in ROW_CLASSES if height >= least][-1]
    assert (column != "-narrow", column in ("-wide", "-extra"), column == "-extra") == (
        room.normal,
        room.wide,
        room.extra,
    )
    assert (line == "-tall") == room.tall


def test_the_sizes_at_which_something_begins_are_those_of_the_guide() -> None:
    assert (NORMAL, WIDE, EXTRA, TALL) == (80, 120, 160, 30)
    assert Layout(WIDE, TALL).spread and Layout(WIDE, TALL).rail and not Layout(WIDE, TALL - 1).rail
    assert not Layout(WIDE - 1, HIGH).spread and Layout(WIDE - 1, HIGH).rail
