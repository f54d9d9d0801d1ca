"""What widgets take from the store: records and constants, by rule and not by a list of names."""

from __future__ import annotations

import ast
import dataclasses
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grimp

import tui.widgets

WIDGETS = Path(tui.widgets.__file__).parent


def taken_from_rooms() -> Iterator[tuple[str, str, Any]]:
    """Yield each name that a widget takes from a module of the store that reaches the database."""
    graph = grimp.build_graph("tui", "store", exclude_type_checking_imports=True)
    reach = graph.find_downstream_modules("store.database.base") | {"store.database.base"}
    rooms = {module for module in reach if module.startswith("store.")}
    for file in sorted(WIDGETS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = node.names if isinstance(node, ast.ImportFrom | ast.Import) else []
            for alias in names:
                whole = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
                where = whole if whole in rooms else whole.rpartition(".")[0]
                if where in rooms:
                    module = importlib.import_module(where)
                    yield file.name, whole, module if where == whole else getattr(module, alias.name)


def is_record(thing: Any) -> bool:
    """Tell whether something is a record or a plain value: nothing that could ask the database."""
    if isinstance(thing, type):
        frozen = dataclasses.is_dataclass(thing) and thing.__dataclass_params__.frozen  # type: ignore[attr-defined]
        return frozen or issubclass(thing, tuple)
    return isinstance(thing, int | str | tuple | frozenset | dict)


def test_widgets_know_records_and_never_a_room() -> None:
    assert [(file, name) for file, name, thing in taken_from_rooms() if not is_record(thing)] == []


def test_the_look_at_widgets_sees_what_they_take() -> None:
    """Else the test above would pass once nothing is found any more."""
    assert {name for _, name, _ in taken_from_rooms()}
    room = importlib.import_module("store.trade.losses")
    assert not is_record(room.LossesRoom)
    assert not is_record(room)
    assert is_record(room.Breach)
