"""What is broken and what is left alone."""

from __future__ import annotations

from pathlib import Path

from tests.mutants.breaking import broken_text, places

CODE = '''\
"""Nothing of 1 + 1 here is broken."""

from dataclasses import dataclass

CITIES = ({cities})
LIMIT = 5


@dataclass(frozen=True)
class Box:
    size: int = 0


def fits(boxes: list[Box], most: int, *, also: bool = True) -> bool:
    """Tell whether they fit."""
    total = sum(box.size for box in boxes if also)
    if total <= most and not also:
        boxes.clear()
    for _ in zip(boxes, boxes, strict=True):
        total += min(1, most - total)
    return 0 < total < f"{{total + 1}}".count("x")
'''.format(cities=", ".join(str(number) for number in range(30)))
EXPECTED = {
    ("5", "6"),
    ("0", "1"),
    ("1", "2"),
    ("True", "False"),
    ("for box in boxes if also", "for box in boxes if not also"),
    ("total <= most and (not also)", "total <= most or not also"),
    ("total <= most", "total < most"),
    ("not also", "also"),
    ("if total <= most and (not also):", "if not (total <= most and (not also)):"),
    ("boxes.clear()", "pass"),
    ("total += min(1, most - total)", "total -= min(1, most - total)"),
    ("min", "max"),
    ("most - total", "most + total"),
}


def test_each_place_is_found_and_nothing_that_no_test_could_see(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE)
    found = places(tmp_path, "code.py")
    bounds = {(one.before, one.after) for one in found if "count" in one.before}
    assert len(bounds) == 2  # either end of the double comparison
    assert {(one.before.strip(), one.after.strip()) for one in found} - bounds == EXPECTED


def test_a_break_is_one_change_of_one_place(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE)
    texts = {broken_text(tmp_path, one) for one in places(tmp_path, "code.py")}
    assert len(texts) == len(places(tmp_path, "code.py"))
    for text in texts:
        compile(text, "code.py", "exec")
