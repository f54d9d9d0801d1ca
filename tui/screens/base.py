"""What all screens share: the frame, the way to the store, and the hooks for language and theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets._toast import ToastRack

from tui.fetching import Failed, Fetcher
from tui.layout import COLUMN_CLASSES, ROW_CLASSES, Layout
from tui.screens.host import Host
from tui.screens.pressing import Pressable
from tui.theme import Palette, palette_of
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.top_bar import TopBar

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.shop import Store

T = TypeVar("T")


class BaseScreen(Pressable, Screen[None]):
    """A screen between the top bar and the key bar; ``SCOPE`` names its commands."""

    SCOPE: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = COLUMN_CLASSES
    VERTICAL_BREAKPOINTS = ROW_CLASSES
    AUTO_FOCUS = ""

    app: Host

    def __init__(self) -> None:
        super().__init__()
        self._fetcher = Fetcher(self, lambda error: self.app.report(error))

    def compose(self) -> ComposeResult:
        """Put the body between the two bars."""
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar(self.SCOPE)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the widgets of the screen."""
        return ()

    @property
    def store(self) -> Store:
        """The shop. Calls that may take longer than a millisecond go through ``fetch``."""
        return self.app.store

    @property
    def viewer(self) -> str:
        """The id of the buyer who is looking."""
        return self.app.viewer

    @property
    def palette(self) -> Palette:
        """The colours of the current theme."""
        return palette_of(self.app)

    @property
    def expects(self) -> bool:
        """Whether something will change in a moment without a key; who shows the app waits for it."""
        return False

    @property
    def room(self) -> Layout:
        """What the size of the terminal leaves room for."""
        return Layout(*self.app.size)

    def now(self) -> int:
        """Return world time in seconds UTC."""
        return self.app.store.clock.now()

    def fetch(
        self, group: str, job: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Run ``job`` in a thread and hand its result to ``then`` on the screen's own loop.

        A newer call in the same ``group`` makes an older result worthless: it is dropped. An error goes to
        the app's one funnel, or to ``failed``, which then says what becomes of it.
        """
        self._fetcher.fetch(group, job, then, failed)

    def on_unmount(self) -> None:
        """Drop the painted rows: Textual 8.2 caches a pair of styles together with the widget's rows.

        Without this 100 screens keep 45 MB (tests/bench).
        """
        StylesCache.get_inner_outer.cache_clear()
        self.app.tidy_later()

    def on_screen_resume(self) -> None:
        """Bring the bars up to date when the screen is shown again."""
        self.refresh_bars()

    def refresh_bars(self) -> None:
        """Show the current mode, cart count and world time."""
        for bar in self.query(TopBar):
            bar.mode = self.app.current_mode
            bar.cart = self.app.cart_kinds
            bar.now = self.now()
            bar.moved = self.app.world_moved
            bar.refresh()
        for keys in self.query(KeyBar):
            keys.refresh()

    def keep_toasts_above(self, rows: int) -> None:
        """Let toasts stand above the ``rows`` docked over the key bar: the buttons in them stay in reach."""
        self.get_child_by_type(ToastRack).styles.margin = (0, 0, rows + 1, 0)

    def lay_out(self) -> None:
        """Paint what is there for the screen's size, language and colours; screens say how."""

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self.lay_out()

    def on_language(self) -> None:
        """Write the screen's words anew; called after the language was switched."""
        self.lay_out()

    def on_pictures(self) -> None:
        """Paint the pictures that were drawn meanwhile."""
        self.on_theme()

    def on_viewer(self) -> None:
        """Show what another buyer sees; called after the buyer was switched."""

    def on_theme(self) -> None:
        """Paint the screen's cells anew; called after the theme was switched."""
        self.lay_out()
        for widget in self.query("*"):
            widget.refresh()

    def put_on_clipboard(self, text: str, message: str, **params: Any) -> None:
        """Put ``text`` on the clipboard and say so."""
        self.app.copy_to_clipboard(text)
        self.app.toast(message, **params)
