"""The app: five modes with their own back stacks, language, theme, and whose eyes look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.events import Event, Key
from textual.screen import Screen

from tui import commands, config, i18n
from tui.big import Bolder
from tui.commands import bindings_for, key_name, key_of
from tui.paint.rows import Action
from tui.palette import system_commands
from tui.references import HelpRef, Reference, SearchRef, parse_link
from tui.routes import MODES, open_on
from tui.screens.base import BaseScreen
from tui.screens.host import Host
from tui.screens.pressing import press
from tui.theme import DARK, LIGHT, NIGHT, OURS, next_theme, our_themes, tokens
from tui.upkeep import Upkeep
from tui.widgets.frame.key_bar import KeyBar

if TYPE_CHECKING:
    from store.shop import Store
    from store.trade.records import CartSummary


class ShopApp(Host):
    """xhs-tui: notes, shop, cart, orders and me, over one store."""

    TITLE = "xhs-tui"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = [Path(__file__).with_name("app.tcss"), Path(__file__).with_name("screens") / "feed.tcss"]
    """With the first screen's styles: read with that screen, everything would be parsed a second time."""

    BINDINGS = [*bindings_for("app"), Binding("ctrl+c", "quit", show=False, priority=True)]
    MODES: ClassVar[dict[str, Any]] = MODES
    DEFAULT_MODE = "discover"

    def __init__(
        self,
        store: Store,
        settings: config.Config | None = None,
        start: Reference | None = None,
        typed: str = "",
    ) -> None:
        """``start`` is opened above the notes; ``typed`` are the keys pressed before the app could hear them."""
        super().__init__(store, settings or config.Config())
        commands.use(self.settings.keys)
        self._start = start
        self._typed = typed
        self.chores_begun = False
        self.keys_shown: list[str] | None = None
        self.upkeep = Upkeep(self)
        for theme in our_themes():
            self.register_theme(theme)
        if self.settings.big:
            self._filters.append(Bolder())
        # Set before the styles are read: a change of theme reads them all again (15 ms of the start).
        wanted = self.settings.theme
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else NIGHT)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our tokens, so that styles work with Textual's own themes too."""
        return tokens(OURS.get(self.theme, DARK if self.current_theme.dark else LIGHT))

    def action_command_palette(self) -> None:
        """Open the palette, its line in the reader's language."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            words = i18n.t("common.find-command")
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Fill the command palette from the one registry."""
        return system_commands(self, screen)

    def on_load(self) -> None:
        """Be ready to leave before the terminal is taken over."""
        self.upkeep.leave_on_signals()

    def on_mount(self) -> None:
        """Set the keys, open what the command line asked for, count the cart."""
        if self.settings.keys:
            self.set_keymap(self.settings.keys)
        self.theme_changed_signal.subscribe(self, lambda _theme: self._each_screen("on_theme"))
        self.set_interval(20, self._tick)
        self.upkeep.begin()
        if self._start is not None:
            self.open(self._start)
        if self._typed:
            from tui.typing_ahead import replay

            replay(self, self._typed)

    def begin_chores(self) -> None:
        """Count the cart and gather the news, once the first screen shows what it read."""
        if not self.chores_begun:
            self.chores_begun = True
            self._count_cart()
            self._catch_up()

    def _count_cart(self) -> None:
        store, viewer = self.store, self.viewer
        self.fetch("cart", lambda: store.cart.summary(viewer), self.set_cart)

    def _catch_up(self) -> None:
        """Put into the inbox what happened to orders since the last look, and show how much it was."""
        store, viewer = self.store, self.viewer

        def tell(told: int) -> None:
            if told:
                self.toast("news.while-away", n=told)

        self.fetch("news", lambda: store.news.catch_up(viewer), tell)

    async def on_event(self, event: Event) -> None:
        """Keep the keys that an audience wants to see."""
        if self.keys_shown is not None and isinstance(event, Key) and not event.is_forwarded:
            self.keys_shown = [*self.keys_shown[-5:], key_name(event.key)]
            self._refresh_keys()
        await super().on_event(event)

    def action_show_keys(self) -> None:
        """Show the keys that are pressed, or stop showing them."""
        self.keys_shown = [key_of("show_keys")] if self.keys_shown is None else None
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        for bar in self.screen.query(KeyBar):
            bar.refresh()

    def _tick(self) -> None:
        if isinstance(self.screen, BaseScreen):
            self.screen.refresh_bars()

    def _each_screen(self, hook: str) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, BaseScreen) and screen.is_mounted:
                    getattr(screen, hook)()
                    screen.refresh_bars()

    # -- where to go

    async def _switch(self, mode: str) -> None:
        if mode == self.current_mode:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            return
        await self.switch_mode(mode)

    async def action_discover(self) -> None:
        """Go to the notes."""
        await self._switch("discover")

    async def action_shop(self) -> None:
        """Go to the shop."""
        await self._switch("shop")

    async def action_cart(self) -> None:
        """Go to the cart."""
        await self._switch("cart")

    async def action_orders(self) -> None:
        """Go to the orders."""
        await self._switch("orders")

    async def action_me(self) -> None:
        """Go to one's own page."""
        await self._switch("me")

    async def action_go_back(self) -> None:
        """Close the topmost screen of this mode; from the first one go to the notes."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        elif self.current_mode != self.DEFAULT_MODE:
            await self.switch_mode(self.DEFAULT_MODE)
        else:
            self.toast("common.how-to-leave")

    def action_search(self) -> None:
        """Open the search, or go to its line when it is open."""
        self.action_search_for("")

    def action_search_for(self, words: str) -> None:
        """Open the search, or go to its line when it is open, and look for ``words``."""
        begin = getattr(self.screen, "begin_search", None)
        if begin:
            begin(words)
        else:
            self.open(SearchRef(words))

    def action_help(self) -> None:
        """Show every key that works here."""
        scope = getattr(self.screen, "SCOPE", "")
        if scope != "help":
            self.open(HelpRef(scope))

    def open(self, what: Reference, *, instead: bool = False) -> None:
        """Show ``what`` above the current screen, or ``instead`` of it: then going back skips it."""
        open_on(self, what, instead=instead)

    def tidy_later(self) -> None:
        """Collect what a closed screen leaves behind, in a moment."""
        self.upkeep.tidy_later()

    def action_open(self, link: str) -> None:
        """Open what a link (``note/ID``, ``product/ID``, ``order/ID``) stands for."""
        if what := parse_link(link):
            self.open(what)

    async def action_press(self, command: str) -> None:
        """Run a command whose key was pressed in a toast or a form."""
        await press(self.screen, Action(command))

    # -- language, theme, person

    def set_cart(self, summary: CartSummary) -> None:
        """Take over what is in the cart now and show it in the header."""
        self.cart_kinds = summary.kinds
        if isinstance(self.screen, BaseScreen):
            self.screen.refresh_bars()

    def action_language(self) -> None:
        """Switch between Chinese and English, at once and on every screen."""
        i18n.use("en" if i18n.language() == "zh" else "zh")
        self.settings.language = i18n.language()
        config.save(self.settings)
        self._each_screen("on_language")

    def action_theme(self) -> None:
        """Go to the next theme: dark, light, high contrast."""
        self.theme = next_theme(self.theme)
        self.settings.theme = self.theme
        config.save(self.settings)

    def set_viewer(self, person_id: str) -> None:
        """Become another of the demo buyers."""
        self.viewer = person_id
        store = self.store

        def job() -> CartSummary:
            store.world.buyer = person_id
            return store.cart.summary(person_id)

        self.fetch("cart", job, self.set_cart)
        self._catch_up()
        self._each_screen("on_viewer")
