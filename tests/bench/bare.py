"""The least a Textual app can be: what start-up is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One widget."""

    def compose(self) -> ComposeResult:
        """Say that it is there."""
        yield Static("READY")


Bare().run()
