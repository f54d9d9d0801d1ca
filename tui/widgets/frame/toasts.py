"""Sentences that Textual shows for us (toasts, the foot of a form): the keys in them can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from tui.i18n import Mention


def pressable(text: str, mentions: Sequence[Mention]) -> Content:
    """Return a sentence in which every key that is named runs its command; nothing in it is markup."""
    content = Content(text)
    for one in mentions:
        press = Style(bold=True) + Style.from_meta({"@click": f"app.press('{one.command}')"})
        content = content.stylize(press, one.start, one.end)
    return content
