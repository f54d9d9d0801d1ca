"""What was pressed with a hand is done as its key would do it: by the screen, else by the app."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.actions import SkipAction
from textual.errors import NoWidget

from tui.paint.rows import Action
from tui.widgets.frame.hand import Hand, Pressed

if TYPE_CHECKING:
    from textual.screen import Screen

    _Base = Screen[Any]
else:
    _Base = object


async def press(screen: Screen[Any], action: Action) -> None:
    """Run ``action_<command>`` of the screen, or of the app where the screen has none."""
    name = f"action_{action.command}"
    method = getattr(screen, name, None) or getattr(screen.app, name)
    try:
        result = method(action.argument) if action.argument else method()
        if isawaitable(result):
            await result
    except SkipAction:
        pass  # nothing is selected: the key would do nothing either


class Pressable(_Base):
    """A screen whose painted widgets can be pressed."""

    def on_pressed(self, message: Pressed) -> None:
        """Run what was pressed on the app's own loop, as keys are: a screen cannot wait for its own end."""
        message.stop()
        self.app.call_later(press, self, message.action)

    def get_style_at(self, x: int, y: int) -> Style:
        """Return the style under the pointer; painted rows are not painted again for it, they have no links."""
        try:
            widget, _ = self.get_widget_at(x, y)
        except NoWidget:
            return Style.null()
        return Style.null() if isinstance(widget, Hand) else super().get_style_at(x, y)
