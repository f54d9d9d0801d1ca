"""The rooms of the trade, each given what it uses and opened when somebody asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.stock import StockRoom
from store.clock import Clock
from store.database.base import Database
from store.identifiers import Identifiers
from store.world import WorldRoom

if TYPE_CHECKING:
    from store.logistics.parcels import ParcelsRoom
    from store.offers.offers import OffersRoom
    from store.pricing.quota import Quota
    from store.trade.buyers import BuyersRoom
    from store.trade.cancellations import CancellationsRoom
    from store.trade.cart import CartRoom
    from store.trade.checkout import CheckoutRoom
    from store.trade.disputes import DisputesRoom
    from store.trade.escrow import EscrowRoom
    from store.trade.losses import LossesRoom
    from store.trade.news import NewsRoom
    from store.trade.orders import OrdersRoom
    from store.trade.payments import PaymentsRoom
    from store.trade.receipts import ReceiptsRoom
    from store.trade.reservations import Reservations
    from store.trade.returns import ReturnsRoom
    from store.trade.settling import SettlingRoom


class TradeRooms:
    """What the trade adds to a world; what lies beneath it is there already."""

    database: Database
    clock: Clock
    world: WorldRoom
    identifiers: Identifiers
    catalogue: CatalogueRoom
    stock: StockRoom

    if TYPE_CHECKING:

        @cached_property
        def offers(self) -> OffersRoom: ...

        @cached_property
        def parcels(self) -> ParcelsRoom: ...

    @cached_property
    def _quota(self) -> Quota:
        """What identities have used of the yearly limit."""
        from store.pricing.quota import Quota

        return Quota(self.database, self.clock)

    @cached_property
    def buyers(self) -> BuyersRoom:
        """Addresses and identities."""
        from store.trade.buyers import BuyersRoom

        return BuyersRoom(self.database, self.clock, world=self.world, identifiers=self.identifiers)

    @cached_property
    def cart(self) -> CartRoom:
        """Carts: what buyers have chosen, and what it costs."""
        from store.trade.cart import CartRoom
        from store.trade.cart_pricing import CartPricing

        pricing = CartPricing(self.clock, catalogue=self.catalogue, offers=self.offers, quota=self._quota)
        return CartRoom(
            self.database, self.clock, catalogue=self.catalogue, quota=self._quota, pricing=pricing
        )

    @cached_property
    def orders(self) -> OrdersRoom:
        """Orders and their events."""
        from store.trade.orders import OrdersRoom

        return OrdersRoom(self.database, self.clock, catalogue=self.catalogue, offers=self.offers)

    @cached_property
    def _reservations(self) -> Reservations:
        """What an unpaid order holds: stock, quota and offers."""
        from store.trade.reservations import Reservations

        return Reservations(
            self.database,
            self.clock,
            orders=self.orders,
            stock=self.stock,
            quota=self._quota,
            offers=self.offers,
        )

    @cached_property
    def checkout(self) -> CheckoutRoom:
        """From a cart to orders."""
        from store.trade.checkout import CheckoutRoom

        return CheckoutRoom(
            self.database,
            self.clock,
            identifiers=self.identifiers,
            cart=self.cart,
            buyers=self.buyers,
            orders=self.orders,
            reservations=self._reservations,
            offers=self.offers,
        )

    @cached_property
    def escrow(self) -> EscrowRoom:
        """The money that is held until goods have arrived."""
        from store.trade.escrow import EscrowRoom

        return EscrowRoom(self.database, self.clock, orders=self.orders, stock=self.stock, offers=self.offers)

    @cached_property
    def payments(self) -> PaymentsRoom:
        """What providers are asked, and what they answer."""
        from store.trade.payments import PaymentsRoom

        return PaymentsRoom(
            self.database,
            self.clock,
            orders=self.orders,
            reservations=self._reservations,
            escrow=self.escrow,
            offers=self.offers,
            parcels=self.parcels,
            catalogue=self.catalogue,
        )

    @cached_property
    def cancellations(self) -> CancellationsRoom:
        """What buyers take back before it is sent."""
        from store.trade.cancellations import CancellationsRoom

        return CancellationsRoom(
            self.database,
            orders=self.orders,
            reservations=self._reservations,
            escrow=self.escrow,
            parcels=self.parcels,
            stock=self.stock,
            quota=self._quota,
            offers=self.offers,
        )

    @cached_property
    def returns(self) -> ReturnsRoom:
        """What comes back."""
        from store.trade.returns import ReturnsRoom

        return ReturnsRoom(
            self.database,
            self.clock,
            orders=self.orders,
            escrow=self.escrow,
            parcels=self.parcels,
            stock=self.stock,
            quota=self._quota,
        )

    @cached_property
    def receipts(self) -> ReceiptsRoom:
        """That goods have arrived."""
        from store.trade.receipts import ReceiptsRoom

        return ReceiptsRoom(
            self.database,
            self.clock,
            orders=self.orders,
            escrow=self.escrow,
            returns=self.returns,
            parcels=self.parcels,
        )

    @cached_property
    def disputes(self) -> DisputesRoom:
        """Refused returns that the platform is asked about."""
        from store.trade.disputes import DisputesRoom

        return DisputesRoom(
            self.database, self.clock, orders=self.orders, escrow=self.escrow, returns=self.returns
        )

    @cached_property
    def losses(self) -> LossesRoom:
        """What is owed when a journey goes wrong."""
        from store.trade.losses import LossesRoom

        return LossesRoom(
            self.database,
            self.clock,
            orders=self.orders,
            escrow=self.escrow,
            parcels=self.parcels,
            stock=self.stock,
            quota=self._quota,
            offers=self.offers,
        )

    @cached_property
    def settling(self) -> SettlingRoom:
        """What time decides about orders."""
        from store.trade.settling import SettlingRoom

        return SettlingRoom(
            reservations=self._reservations,
            payments=self.payments,
            disputes=self.disputes,
            returns=self.returns,
            receipts=self.receipts,
            losses=self.losses,
        )

    @cached_property
    def news(self) -> NewsRoom:
        """What happened to orders while nobody looked."""
        from store.trade.news import NewsRoom

        return NewsRoom(
            self.database,
            self.clock,
            world=self.world,
            settling=self.settling,
            orders=self.orders,
            returns=self.returns,
            parcels=self.parcels,
        )
