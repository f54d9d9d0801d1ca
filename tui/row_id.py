"""What a row of a list, or a tile of a board, stands for: its kind and the id of what it shows."""

from __future__ import annotations

from typing import Self


class RowId(str):
    """An id that keeps its parts: ``RowId("note", 7)`` equals ``note:7`` and is taken apart by ``match``.

    ``part`` tells rows apart that show the same thing: a value of a facet, a part of the page. Lists of one
    kind only (orders, SKUs) go by the bare id; a row that cannot be selected has the empty one.
    """

    __slots__ = ("id", "kind", "part")
    __match_args__ = ("kind", "id", "part")

    kind: str
    id: str
    part: str

    def __new__(cls, kind: str, id: str | int = "", part: str = "") -> Self:
        """Write the parts down, those that are empty left out."""
        written = super().__new__(cls, ":".join(text for text in (kind, str(id), part) if text))
        written.kind, written.id, written.part = kind, str(id), part
        return written
