"""Where to go: which screen shows what. The only module that knows all screens; each is imported when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import TYPE_CHECKING

from tui import references as to
from tui.references import Reference
from tui.screens.base import BaseScreen
from tui.screens.host import Host

if TYPE_CHECKING:
    from store.catalogue.records import Sale


def open_on(app: Host, what: Reference, *, instead: bool = False) -> None:
    """Show ``what`` above the current screen of ``app``, or ``instead`` of it; a mode is gone to."""
    if isinstance(what, to.ModeRef):
        if what.mode != app.current_mode:
            app.run_worker(app.run_action(what.mode))
    elif isinstance(what, to.SaleRef):
        app.fetch("sale", app.store.sales.next, lambda sale: _open_sale(app, sale))
    elif instead:
        app.switch_screen(screen_of(what))
    else:
        app.push_screen(screen_of(what))


def _open_sale(app: Host, sale: Sale | None) -> None:
    if sale:
        open_on(app, to.ShelfRef(sale=sale))


def _discover() -> BaseScreen:
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


MODES: dict[str, Callable[[], BaseScreen]] = dict(
    zip(to.MODES, (_discover, _shop, _cart, _orders, _me), strict=True)
)
"""The first screen of each mode."""


@singledispatch
def screen_of(what: object) -> BaseScreen:
    """Return a new screen that shows ``what``; raises ``TypeError`` for what no screen shows.

    Each class is named twice below: reading the annotations takes 10 ms of the start.
    """
    raise TypeError(what)


@screen_of.register(to.NoteRef)
def _(what: to.NoteRef) -> BaseScreen:
    from tui.screens.note import NoteScreen

    return NoteScreen(what.note_id)


@screen_of.register(to.ProductRef)
def _(what: to.ProductRef) -> BaseScreen:
    from tui.screens.product import ProductScreen

    return ProductScreen(what.product_id)


@screen_of.register(to.OrderRef)
def _(what: to.OrderRef) -> BaseScreen:
    from tui.screens.tracking import TrackingScreen

    return TrackingScreen(what.order_id)


@screen_of.register(to.MoneyRef)
def _(what: to.MoneyRef) -> BaseScreen:
    from tui.screens.order_money import OrderMoneyScreen

    return OrderMoneyScreen(what.order_id)


@screen_of.register(to.ReturnRef)
def _(what: to.ReturnRef) -> BaseScreen:
    from tui.screens.returning import ReturningScreen

    return ReturningScreen(what.order_id)


@screen_of.register(to.ProvenanceRef)
def _(what: to.ProvenanceRef) -> BaseScreen:
    from tui.screens.provenance import ProvenanceScreen

    return ProvenanceScreen(product_id=what.product_id, order_id=what.order_id, sku_id=what.sku_id)


@screen_of.register(to.RelatedRef)
def _(what: to.RelatedRef) -> BaseScreen:
    from tui.screens.related import RelatedScreen

    return RelatedScreen(what.note_id)


@screen_of.register(to.ProductNotesRef)
def _(what: to.ProductNotesRef) -> BaseScreen:
    from tui.screens.product_notes import ProductNotesScreen

    return ProductNotesScreen(what.product_id, what.title)


@screen_of.register(to.OpinionsRef)
def _(what: to.OpinionsRef) -> BaseScreen:
    from tui.screens.opinions import OpinionsScreen

    return OpinionsScreen(what.product)


@screen_of.register(to.TalkRef)
def _(what: to.TalkRef) -> BaseScreen:
    from tui.screens.talk import TalkScreen

    return TalkScreen(what.merchant_id)


@screen_of.register(to.ShelfRef)
def _(what: to.ShelfRef) -> BaseScreen:
    from tui.screens.shelf import ShelfScreen

    return ShelfScreen(what)


@screen_of.register(to.BrowseRef)
def _(what: to.BrowseRef) -> BaseScreen:
    from tui.screens.browse import BrowseScreen

    return BrowseScreen()


@screen_of.register(to.InboxRef)
def _(what: to.InboxRef) -> BaseScreen:
    from tui.screens.inbox import InboxScreen

    return InboxScreen()


@screen_of.register(to.InterestsRef)
def _(what: to.InterestsRef) -> BaseScreen:
    from tui.screens.interests import InterestsScreen

    return InterestsScreen()


@screen_of.register(to.ParcelsRef)
def _(what: to.ParcelsRef) -> BaseScreen:
    from tui.screens.parcels import ParcelsScreen

    return ParcelsScreen()


@screen_of.register(to.OffersRef)
def _(what: to.OffersRef) -> BaseScreen:
    from tui.screens.offers import OffersScreen

    return OffersScreen()


@screen_of.register(to.CheckoutRef)
def _(what: to.CheckoutRef) -> BaseScreen:
    from tui.screens.checkout import CheckoutScreen

    return CheckoutScreen(what.draft)


@screen_of.register(to.PaymentRef)
def _(what: to.PaymentRef) -> BaseScreen:
    from tui.screens.checkout import CheckoutScreen

    return CheckoutScreen(orders=what.orders)


@screen_of.register(to.GalleryRef)
def _(what: to.GalleryRef) -> BaseScreen:
    from tui.screens.gallery import GalleryScreen

    return GalleryScreen(what.pictures, what.current, what.title, what.left_at)


@screen_of.register(to.SearchRef)
def _(what: to.SearchRef) -> BaseScreen:
    from tui.screens.search import SearchScreen

    return SearchScreen(what.words)


@screen_of.register(to.HelpRef)
def _(what: to.HelpRef) -> BaseScreen:
    from tui.screens.help import HelpScreen

    return HelpScreen(what.scope)
