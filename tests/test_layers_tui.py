"""Who may know whom within ``tui``, computed from the imports, those for types included."""

from __future__ import annotations

import ast
import dataclasses
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import grimp

import tui.widgets

WIDGETS = Path(tui.widgets.__file__).parent


@cache
def imports(*, types: bool) -> grimp.ImportGraph:
    """Return the import graph of the program, with or without what is imported for types alone."""
    return grimp.build_graph("tui", "store", exclude_type_checking_imports=not types)


def circles(graph: grimp.ImportGraph, package: str) -> list[list[str]]:
    """Return the modules of ``package`` that import each other, however long the way round is."""
    found: list[list[str]] = []
    inside = {module for module in graph.modules if f"{module}.".startswith(f"{package}.")}
    while inside:
        module = min(inside)
        above, below = graph.find_upstream_modules(module), graph.find_downstream_modules(module)
        together = above & below & inside | {module}
        inside -= together
        if len(together) > 1:
            found.append(sorted(together))
    return found


def test_no_module_of_the_interface_imports_itself_in_a_circle() -> None:
    assert circles(imports(types=True), "tui") == []


def test_a_circle_is_found() -> None:
    graph = grimp.ImportGraph()
    for one, other in (("tui.a", "tui.b"), ("tui.b", "tui.c"), ("tui.c", "tui.a"), ("tui.d", "tui.a")):
        graph.add_import(importer=one, imported=other)
    assert circles(graph, "tui") == [["tui.a", "tui.b", "tui.c"]]


def taken_from_rooms() -> Iterator[tuple[str, str, Any]]:
    """Yield each name that a widget takes from a module of the store that reaches the database."""
    graph = imports(types=False)
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
