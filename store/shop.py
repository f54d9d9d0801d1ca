"""One world: the rooms of the shop over one database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.stock import StockRoom
from store.clock import Clock, SystemClock
from store.community.notes import NotesRoom
from store.community.people import PeopleRoom
from store.database import Database
from store.discovery.feed import FeedRoom
from store.discovery.search import SearchRoom
from store.logistics.parcels import ParcelsRoom
from store.trade.buyers import BuyersRoom
from store.trade.cart import CartRoom
from store.trade.checkout import CheckoutRoom
from store.trade.orders import OrdersRoom
from store.trade.payments import PaymentsRoom
from store.trade.pricing import PricingRoom
from store.world import WorldRoom


class Store:
    """The front door: every room is an attribute. Safe to use from several threads and processes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.world = WorldRoom(database, clock)
        self.people = PeopleRoom(database, clock, self)
        self.notes = NotesRoom(database, clock, self)
        self.feed = FeedRoom(database, clock, self)
        self.search = SearchRoom(database, clock, self)
        self.catalogue = CatalogueRoom(database, clock, self)
        self.stock = StockRoom(database, clock)
        self.pricing = PricingRoom(database, clock, self)
        self.parcels = ParcelsRoom(database, clock, self)
        self.buyers = BuyersRoom(database, clock, self)
        self.cart = CartRoom(database, clock, self)
        self.orders = OrdersRoom(database, clock, self)
        self.payments = PaymentsRoom(database, clock, self)
        self.checkout = CheckoutRoom(database, clock, self)

    @classmethod
    def open(cls, path: Path | str, clock: Clock | None = None) -> Store:
        """Open or create the world in the file at ``path``; errors are those of ``Database``."""
        return cls(Database(Path(path)), clock or SystemClock())

    def transaction(self) -> AbstractContextManager[Any]:
        """Hold several changes together: all of them happen, or none."""
        return self.database.write()

    def doctor(self) -> dict[str, Any]:
        """Add the books up again; see ``store.doctor.examine``."""
        from store.doctor import examine

        return examine(self.database)

    def close(self) -> None:
        """Close the database."""
        self.database.close()
