"""The app: five modes with their own back stacks, one funnel for errors, language, theme and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.events import Event, Key
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import get_current_worker

from store.errors import StoreError
from tui import config, i18n
from tui.big import Bolder
from tui.commands import bindings_for, key_name
from tui.palette import system_commands
from tui.screens.base import BaseScreen
from tui.theme import DARK, LIGHT, NIGHT, OURS, next_theme, our_themes, tokens
from tui.upkeep import Upkeep
from tui.widgets.frame.key_bar import KeyBar

if TYPE_CHECKING:
    from store.pictures import PictureSpec
    from store.shop import Store
    from store.trade.records import CartSummary, CheckoutDraft, Order
    from store.words import Bilingual

TOAST_SECONDS = 4.0
UNDO_SECONDS = 8.0


def _feed() -> BaseScreen:
    from tui.screens.feed import FeedScreen

    return FeedScreen()


def _shop() -> BaseScreen:
    from tui.screens.shop import ShopScreen

    return ShopScreen()


def _cart() -> BaseScreen:
    from tui.screens.cart import CartScreen

    return CartScreen()


def _orders() -> BaseScreen:
    from tui.screens.orders import OrdersScreen

    return OrdersScreen()


def _me() -> BaseScreen:
    from tui.screens.me import MeScreen

    return MeScreen()


class ShopApp(App[None]):
    """xhs-tui: notes, shop, cart, orders and me, over one store."""

    TITLE = "xhs-tui"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS = [*bindings_for("app"), Binding("ctrl+c", "quit", show=False, priority=True)]
    MODES: ClassVar[dict[str, Any]] = {
        "discover": _feed,
        "shop": _shop,
        "cart": _cart,
        "orders": _orders,
        "me": _me,
    }
    DEFAULT_MODE = "discover"

    def __init__(
        self,
        store: Store,
        settings: config.Config | None = None,
        start: tuple[str, str] | None = None,
        typed: str = "",
    ) -> None:
        super().__init__()
        self.store = store
        self.settings = settings or config.Config()
        self.viewer = store.world.buyer
        self.cart_kinds = 0
        self._start = start
        self._typed = typed
        self._undo: Callable[[], None] | None = None
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

    @property
    def remapped(self) -> dict[str, str]:
        """Keys that the person has chosen, by command id."""
        return self.settings.keys

    @property
    def world_moved(self) -> bool:
        """Whether world time was moved ahead of the wall clock."""
        return self.store.world.offset > 0

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Fill the command palette from the one registry."""
        return system_commands(self, screen)

    def on_load(self) -> None:
        """Be ready to leave before the terminal is taken over."""
        self.upkeep.leave_on_signals()

    def on_mount(self) -> None:
        """Set the keys, open what the command line asked for, count the cart."""
        if self.remapped:
            self.set_keymap(self.remapped)
        self.theme_changed_signal.subscribe(self, lambda _theme: self._each_screen("on_theme"))
        self.set_cart(self.store.cart.summary(self.viewer))
        self.set_interval(20, self._tick)
        self.call_after_refresh(self._catch_up)  # the first frame does not wait for it
        self.upkeep.begin()
        if self._start:
            kind, key = self._start
            opening = {"note": self.open_note, "product": self.open_product, "order": self.open_order}
            opening.get(kind, self._go)(key)
        if self._typed:
            from tui.typing_ahead import replay

            replay(self, self._typed)

    def _catch_up(self) -> None:
        """Put into the inbox what happened to orders while nobody looked, and say how much it was."""
        store, viewer = self.store, self.viewer

        def job() -> None:
            told = store.news.catch_up(viewer)
            if told and not get_current_worker().is_cancelled:
                self.call_from_thread(self.toast, "news.while-away", n=told)

        self.run_worker(job, group="news", exclusive=True, thread=True, exit_on_error=False)

    async def on_event(self, event: Event) -> None:
        """Keep the keys that an audience wants to see."""
        if self.keys_shown is not None and isinstance(event, Key) and not event.is_forwarded:
            self.keys_shown = [*self.keys_shown[-5:], key_name(event.key)]
            self._refresh_keys()
        await super().on_event(event)

    def action_show_keys(self) -> None:
        """Show the keys that are pressed, or stop showing them."""
        self.keys_shown = [key_name("ctrl+g")] if self.keys_shown is None else None
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        for bar in self.screen.query(KeyBar):
            bar.refresh()

    def _go(self, place: str) -> None:
        """Go where a scenario begins: one of the modes, or the goods of the sale."""
        if place == "sale":
            from tui.screens.shelf import ShelfScreen

            if sale := self.store.sales.next():
                self.push_screen(ShelfScreen(sale=sale))
        elif place != self.current_mode:
            self.run_worker(self.run_action(place))

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
        """Open the search."""
        from tui.screens.search import SearchScreen

        if isinstance(self.screen, SearchScreen):
            self.screen.begin()
        else:
            self.push_screen(SearchScreen())

    def action_help(self) -> None:
        """Show every key that works here."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(getattr(self.screen, "SCOPE", "")))

    def open_note(self, note_id: str) -> None:
        """Open a note above the current screen."""
        from tui.screens.note import NoteScreen

        self.push_screen(NoteScreen(note_id))

    def open_gallery(
        self,
        pictures: tuple[PictureSpec, ...],
        current: int,
        title: Bilingual,
        left_at: Callable[[int], None],
    ) -> None:
        """Fill the screen with pictures; ``left_at`` hears which one was looked at last."""
        from tui.screens.gallery import GalleryScreen

        self.push_screen(GalleryScreen(pictures, current, title, left_at))

    def open_product(self, product_id: str) -> None:
        """Open a product above the current screen."""
        from tui.screens.product import ProductScreen

        self.push_screen(ProductScreen(product_id))

    def open_order(self, order_id: str) -> None:
        """Open the tracking of an order above the current screen."""
        from tui.screens.tracking import TrackingScreen

        self.push_screen(TrackingScreen(order_id))

    def open_money(self, order_id: str) -> None:
        """Open the money of an order above the current screen."""
        from tui.screens.order_money import OrderMoneyScreen

        self.push_screen(OrderMoneyScreen(order_id))

    def open_return(self, order_id: str) -> None:
        """Open what comes back of an order above the current screen."""
        from tui.screens.returning import ReturningScreen

        self.push_screen(ReturningScreen(order_id))

    def open_provenance(self, *, product_id: str = "", order_id: str = "", sku_id: str = "") -> None:
        """Open where a product (its ``sku_id`` first), or the goods of an order, come from."""
        from tui.screens.provenance import ProvenanceScreen

        self.push_screen(ProvenanceScreen(product_id=product_id, order_id=order_id, sku_id=sku_id))

    def show_order(self, order_id: str) -> None:
        """Leave the checkout for the order it led to; going back ends at what was there before."""
        from tui.screens.tracking import TrackingScreen

        self.switch_screen(TrackingScreen(order_id))

    def open_payment(self, orders: tuple[Order, ...]) -> None:
        """Open the payment page of orders that wait for it."""
        from tui.screens.checkout import CheckoutScreen

        self.push_screen(CheckoutScreen(orders=orders))

    def open_checkout(self, draft: CheckoutDraft) -> None:
        """Open the checkout for what ``draft`` holds."""
        from tui.screens.checkout import CheckoutScreen

        self.push_screen(CheckoutScreen(draft))

    # -- what to say

    def toast(self, key: str, *, severity: SeverityLevel = "information", **params: Any) -> None:
        """Say a message of the catalogues for a few seconds; ids and texts in it are never markup."""
        self.notify(i18n.t(key, **params), severity=severity, timeout=TOAST_SECONDS, markup=False)

    def report(self, error: BaseException) -> None:
        """Turn any error into words: the one funnel. What the store refuses has a sentence of its own."""
        if isinstance(error, StoreError):
            self.notify(i18n.error_text(error), severity="warning", timeout=6, markup=False)
            return
        self.log.error(repr(error))
        self.notify(
            i18n.t("errors.unexpected", name=type(error).__name__), severity="error", timeout=8, markup=False
        )

    def undoable(self, key: str, undo: Callable[[], None], **params: Any) -> None:
        """Say what was done and keep the way back for the undo key."""
        self._undo = undo
        self.notify(
            f"{i18n.t(key, **params)}  ·  u {i18n.t('commands.undo')}", timeout=UNDO_SECONDS, markup=False
        )

    def action_undo(self) -> None:
        """Take the last like, save, follow or removal back."""
        undo, self._undo = self._undo, None
        if undo is None:
            self.toast("common.nothing-to-undo")
            return
        try:
            undo()
        except StoreError as error:
            self.report(error)

    def set_cart(self, summary: CartSummary) -> None:
        """Take over what is in the cart now and show it in the header."""
        self.cart_kinds = summary.kinds
        if isinstance(self.screen, BaseScreen):
            self.screen.refresh_bars()

    # -- language, theme, person

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
        self.store.world.buyer = person_id
        self.set_cart(self.store.cart.summary(person_id))
        self._catch_up()
        self._each_screen("on_viewer")
