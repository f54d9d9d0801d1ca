"""Where every fen of a price comes from: a panel above the screen it was asked on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.commands import bindings_for
from tui.i18n import t
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, row
from tui.screens.pressing import Pressable
from tui.theme import palette_of
from tui.widgets.buying.explain_rows import Explained, explain_rows
from tui.widgets.frame.panel import Panel

WIDEST = 78


class ExplainScreen(Pressable, ModalScreen[None]):
    """A price taken apart; it scrolls where there is little room."""

    SCOPE = "sums"
    CSS_PATH = "explain.tcss"
    BINDINGS = bindings_for("sums")

    def __init__(self, explained: Explained) -> None:
        super().__init__()
        self._what = explained

    def compose(self) -> ComposeResult:
        """One panel in the middle, its keys below it."""
        with Vertical(id="explanation"):
            with VerticalScroll():
                yield Panel(id="sums", ground="raised")
            yield Panel(id="keys", ground="raised")

    def on_mount(self) -> None:
        """Write the explanation."""
        self._lay_out()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Write it again for another size."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Size the panel to its rows and the screen, and fill it."""
        width, palette = min(WIDEST, self.app.size.width), palette_of(self.app)
        rows = explain_rows(self._what, width, palette)
        box, sums = self.query_one("#explanation"), self.query_one("#sums", Panel)
        box.styles.width, box.styles.height = width, min(len(rows) + 3, self.app.size.height)
        sums.styles.height = len(rows)
        sums.show(rows)
        keys: list[Span] = []
        for command in ("close_sums", "copy_sums"):
            keys += [*keyed(command, t(f"commands.{command}"), palette), Span("   ")]
        self.query_one("#keys", Panel).show([Row(()), row(width - 2, keys, indent=2)])

    def action_close_sums(self) -> None:
        """Close the explanation."""
        self.dismiss(None)

    def action_explain(self) -> None:
        """Close the explanation with the key that opened it."""
        self.dismiss(None)

    def action_copy_sums(self) -> None:
        """Copy the explanation as text."""
        rows = explain_rows(self._what, WIDEST, palette_of(self.app))
        text = "\n".join("  ".join(span.text for _, span in content.placed).rstrip() for content in rows)
        self.app.copy_to_clipboard(text.strip())
        self.app.notify(t("explain.copied"), markup=False)
