"""What all painted widgets have in common for a hand: press, point, and one message that says what was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.events import Click, Leave, MouseMove
from textual.geometry import Region
from textual.message import Message

from tui.paint.pressing import Hit, hit, pointed
from tui.paint.rows import Action, Row

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:
    _Base = object  # a second widget among the bases would hide the styles of the first


@dataclass
class Pressed(Message):
    """``action`` was pressed somewhere; the screen runs it as its key would."""

    action: Action


class Hand(_Base):
    """A widget that paints rows; it looks up what lies under the pointer in the rows it paints.

    A subclass gives ``row_at``, and ``thing_at`` and ``pick`` where whole things (items, tiles, cards) can be
    pressed. Pointing at something repaints its row alone; a pointer that rests costs nothing.
    """

    ALLOW_SELECT = False

    _under: Hit | None = None
    _under_line = -1
    _thing = ""

    def row_at(self, line: int) -> Row:
        """Return the row painted at ``line``, counted from the top of the content, scrolled or not."""
        raise NotImplementedError

    def thing_at(self, column: int, line: int) -> str:
        """Return the id of the thing there that can be picked, or nothing."""
        return ""

    def pick(self, thing: str) -> None:
        """Select a thing; one that is selected already is opened."""

    def touch(self, thing: str) -> None:
        """Select a thing in which something was pressed."""

    def point_at(self, thing: str) -> None:
        """Take notice of the thing under the pointer, where ``_thing`` is not enough to paint it."""

    def region_of(self, thing: str) -> Region | None:
        """Return where a thing lies in the content."""
        return None

    # -- pressing

    def on_click(self, event: Click) -> None:
        """Say what was pressed; between what can be pressed, pick the thing that lies there."""
        spot = event.get_content_offset(self)
        if spot is None or event.button != 1:
            return
        line = spot.y + self.scroll_offset.y
        thing, found = self.thing_at(spot.x, line), hit(self.row_at(line), spot.x)
        if found:
            event.stop()
            if thing:
                self.touch(thing)
            self.post_message(Pressed(found.action))
        elif thing:
            event.stop()
            self.pick(thing)

    # -- pointing

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what the pointer is over."""
        spot = event.get_content_offset(self)
        if spot is None:
            self._point(None, -1, "")
            return
        line = spot.y + self.scroll_offset.y
        found, thing = hit(self.row_at(line), spot.x), self.thing_at(spot.x, line)
        if found != self._under or (found and line != self._under_line) or thing != self._thing:
            self._point(found, line, thing)

    def on_leave(self, event: Leave) -> None:
        """The pointer is elsewhere."""
        if event.node is self:
            self._point(None, -1, "")

    def _point(self, found: Hit | None, line: int, thing: str) -> None:
        """Remember what lies under the pointer, and repaint the row or thing it left and the one it came to."""
        before, self._under, self._under_line = (self._under, self._under_line), found, line
        for old, at in (before, (found, line)):
            if old is not None:
                self._repaint(Region(0, at, self.size.width, 1))
        if thing != self._thing:
            old_thing, self._thing = self._thing, thing
            self.point_at(thing)
            for one in (old_thing, thing):
                if one and (where := self.region_of(one)):
                    self._repaint(where)
        shape = "pointer" if found or thing else "default"
        if self.styles.pointer != shape:
            self.styles.set_rule("pointer", shape)  # not by assignment, which repaints the whole widget
            self.screen.update_pointer_shape()

    def _repaint(self, region: Region) -> None:
        """Repaint a part of the content, as far as it is seen."""
        seen = region.translate(-self.scroll_offset).intersection(Region(0, 0, *self.size))
        if seen:
            self.refresh(seen)

    def shown(self, content: Row, line: int) -> Row:
        """Return a row as it is painted at ``line``: with what is under the pointer underlined."""
        if self._under is None or line != self._under_line or hit(content, self._under.start) != self._under:
            return content
        return pointed(content, self._under)
