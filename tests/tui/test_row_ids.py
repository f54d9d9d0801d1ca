"""Ids of rows and tiles are values: one module writes them, ``match`` takes them apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui.references import NoteRef, ProductRef, ShelfRef, of_row
from tui.row_id import RowId

ROOT = Path(tui.__file__).parent
WRITTEN = re.compile(r"[a-z_-]+:")
words = st.text("abc-7", min_size=1, max_size=4)


def by_hand(source: str) -> Iterator[int]:
    """Yield the lines that take an id apart at its colon, or write one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            cuts = node.func.attr in ("partition", "rpartition", "split", "rsplit", "startswith")
            first = node.args[0] if node.args else None
            if cuts and isinstance(first, ast.Constant) and str(first.value).endswith(":"):
                yield node.lineno
        elif isinstance(node, ast.JoinedStr):
            first = node.values[0] if node.values else None
            if isinstance(first, ast.Constant) and WRITTEN.fullmatch(str(first.value)):
                yield node.lineno


def test_no_screen_and_no_widget_reads_or_writes_an_id_by_hand() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for folder in ("screens", "widgets")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line in by_hand(file.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source", ['a.partition(":")', 'a.rsplit(":", 1)', 'a.startswith("note:")', 'f"note:{card.id}"']
)
def test_what_is_done_by_hand_is_found(source: str) -> None:
    assert list(by_hand(source)) == [1]


@given(words, words, words)
def test_an_id_keeps_its_parts_and_equals_what_is_written(kind: str, id: str, part: str) -> None:
    match RowId(kind, id, part):
        case RowId(one, two, three):
            assert (one, two, three) == (kind, id, part)
    assert RowId(kind, id, part) == f"{kind}:{id}:{part}"
    assert RowId(kind, id) == f"{kind}:{id}" and RowId(kind) == kind
    assert len({RowId(kind, id), f"{kind}:{id}"}) == 1


def test_a_colon_in_an_id_stays_in_it() -> None:
    assert RowId("words", "brand:amp").id == "brand:amp"


def test_rows_lead_to_pages() -> None:
    assert of_row(RowId("note", "n1")) == NoteRef("n1")
    assert of_row(RowId("product", "p1", "bought")) == ProductRef("p1")
    assert of_row(RowId("country", "NZ")) == ShelfRef(country="NZ")
    assert of_row(RowId("topic", 7)) is None and of_row("note:n1") is None and of_row("") is None
