"""A screen of several lists behind their names: which one is open, and how one gets to another."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from tui.screens.reading import ReadingScreen

T = TypeVar("T")


class SectionsScreen(ReadingScreen[T], Generic[T]):
    """Reads all of its lists and shows one of them; ``SECTIONS`` names them in their order."""

    SECTIONS: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__()
        self._section = self.SECTIONS[0]

    def open_section(self, name: str) -> None:
        """Show another list."""
        self._section = name
        self.lay_out()

    def _step(self, by: int) -> None:
        place = self.SECTIONS.index(self._section) + by
        self.open_section(self.SECTIONS[place % len(self.SECTIONS)])

    def action_show_tab(self, position: str) -> None:
        """Show the list whose name was pressed."""
        self.open_section(self.SECTIONS[int(position)])

    def action_next_section(self) -> None:
        """Show the next list."""
        self._step(1)

    def action_previous_section(self) -> None:
        """Show the list before."""
        self._step(-1)
