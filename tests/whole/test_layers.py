"""The import graph: nothing goes round in a circle, and one file alone knows all rooms of the store."""

from __future__ import annotations

import grimp
import pytest

UNTIED = ("store", "tui")
"""Packages without a circle, imports that only type checking sees included."""

ROOMS = (
    "catalogue",
    "community",
    "feed",
    "logistics",
    "offers",
    "pricing",
    "provenance",
    "search",
    "trade",
)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Return who imports whom in the whole program."""
    return grimp.build_graph("store", "tui", "fixtures", exclude_type_checking_imports=False, cache_dir=None)


def circles(graph: grimp.ImportGraph, package: str) -> list[tuple[str, ...]]:
    """Return for each module of a package the shortest way over its imports back to itself, if there is one."""
    found = []
    for module in sorted(graph.find_descendants(package) | {package}):
        used = sorted(graph.find_modules_directly_imported_by(module))
        ways = [graph.find_shortest_chain(importer=one, imported=module) for one in used]
        back = [way for way in ways if way]
        if back:
            found.append((module, *min(back, key=len)))
    return found


@pytest.mark.parametrize("package", UNTIED)
def test_no_imports_go_round_in_a_circle(graph: grimp.ImportGraph, package: str) -> None:
    found = circles(graph, package)
    shortest = " -> ".join(min(found, key=len)) if found else ""
    assert not found, f"{len(found)} modules of {package} import themselves over others, as in\n  {shortest}"


def test_a_circle_is_found_and_named() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("p.a", "p.b"), ("p.b", "p.c"), ("p.c", "p.b"), ("p.c", "p.d")):
        graph.add_import(importer=importer, imported=imported)
    graph.add_module("p")
    assert circles(graph, "p") == [("p.b", "p.c", "p.b"), ("p.c", "p.b", "p.c")]


def test_nobody_in_the_store_asks_the_whole_shop(graph: grimp.ImportGraph) -> None:
    inside = graph.find_descendants("store")
    assert graph.find_modules_that_directly_import("store.shop") & inside == set()


def test_only_the_shop_knows_all_rooms(graph: grimp.ImportGraph) -> None:
    known = {module: _rooms_known(graph, module) for module in graph.find_descendants("store")}
    assert [module for module, rooms in known.items() if rooms == set(ROOMS)] == ["store.shop"]


def test_the_doctor_asks_each_room_for_its_own_checks(graph: grimp.ImportGraph) -> None:
    used = graph.find_modules_directly_imported_by("store.checks")
    rooms = {module for module in used if module.split(".")[1] in ROOMS}
    assert rooms and all(module.endswith(".checks") for module in rooms)


def _rooms_known(graph: grimp.ImportGraph, module: str) -> set[str]:
    """Return of which rooms a module knows more than their checks."""
    used = graph.find_modules_directly_imported_by(module)
    inside = (one for one in used if one.startswith("store.") and not one.endswith(".checks"))
    return {one.split(".")[1] for one in inside} & set(ROOMS)
