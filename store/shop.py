"""One world: the rooms of the shop over one database.

The only file that knows all rooms: each names what it uses, here it is given to it. For the two
largest wings, the trade and the feed, ``store/wiring`` does it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.stock import StockRoom
from store.clock import Clock, SystemClock
from store.community.cards import CardReader
from store.community.notes import NotesRoom
from store.community.people import PeopleRoom
from store.database.base import Database
from store.feed.feed import FeedRoom
from store.identifiers import Identifiers
from store.pricing.pricing import PricingRoom
from store.wiring.feed import FeedRooms
from store.wiring.trade import TradeRooms
from store.world import WorldRoom

if TYPE_CHECKING:
    from store.catalogue.browse import BrowseRoom
    from store.catalogue.sales import SalesRoom
    from store.community.experiences import ExperiencesRoom
    from store.community.inbox import InboxRoom
    from store.community.opinions import OpinionsRoom
    from store.logistics.parcels import ParcelsRoom
    from store.logistics.reports import ReportsRoom
    from store.offers.offers import OffersRoom
    from store.provenance.provenance import ProvenanceRoom
    from store.search.search import SearchRoom
    from store.search.searches import SearchesRoom


class Store(TradeRooms, FeedRooms):
    """The front door: every room is an attribute. Safe to use from several threads and processes.

    Rooms the first screen does not pass are opened when somebody asks for them (25 ms of the start); to a
    room that may need one of those, a way to ask for it is given instead of the room.
    """

    def __init__(self, database: Database, clock: Clock, seed: int | None = None) -> None:
        self.database = database
        self.clock = clock
        self.world = WorldRoom(database, clock)
        self.identifiers = Identifiers(self.world, seed)
        self.catalogue = CatalogueRoom(database, clock)
        self.stock = StockRoom(database, clock)
        self.pricing = PricingRoom(clock)
        self._cards = CardReader(database, clock, catalogue=self.catalogue)
        self.people = PeopleRoom(database, clock, learning=lambda: self.interests)
        self.notes = NotesRoom(
            database, clock, reader=self._cards, people=self.people, learning=lambda: self.interests
        )
        self.feed = FeedRoom(
            database,
            reader=self._cards,
            people=self.people,
            topics=lambda: self._behaviour.topics,
            queue=lambda: self._queue,
            search=lambda: self.search,
        )

    @classmethod
    def open(cls, path: Path | str, clock: Clock | None = None, seed: int | None = None) -> Store:
        """Open or create the world in the file at ``path``; errors are those of ``Database``.

        With a ``seed`` chance falls the same way every time.
        """
        return cls(Database(Path(path)), clock or SystemClock(), seed)

    # -- goods

    @cached_property
    def sales(self) -> SalesRoom:
        """Sales and their goods."""
        from store.catalogue.sales import SalesRoom

        return SalesRoom(self.database, self.clock)

    @cached_property
    def browse(self) -> BrowseRoom:
        """Countries, brands and categories as trees."""
        from store.catalogue.browse import BrowseRoom

        return BrowseRoom(self.database)

    @cached_property
    def offers(self) -> OffersRoom:
        """Promotions, coupons and points."""
        from store.offers.offers import OffersRoom

        return OffersRoom(self.database, self.clock)

    # -- parcels

    @cached_property
    def parcels(self) -> ParcelsRoom:
        """Parcels and where they are."""
        from store.logistics.parcels import ParcelsRoom

        return ParcelsRoom(self.database, self.clock, orders=self.orders)

    @cached_property
    def reports(self) -> ReportsRoom:
        """What carriers report of parcels."""
        from store.logistics.reports import ReportsRoom

        return ReportsRoom(self.database, self.clock, parcels=self.parcels)

    # -- provenance

    @cached_property
    def provenance(self) -> ProvenanceRoom:
        """Where goods come from, signed event by event."""
        from store.provenance.provenance import ProvenanceRoom

        return ProvenanceRoom(
            self.database, self.clock, catalogue=self.catalogue, orders=self.orders, parcels=self.parcels
        )

    # -- community

    @cached_property
    def inbox(self) -> InboxRoom:
        """Notices, and talks with sellers."""
        from store.community.inbox import InboxRoom

        return InboxRoom(self.database, self.clock, catalogue=self.catalogue)

    @cached_property
    def opinions(self) -> OpinionsRoom:
        """Reviews of products, and questions about them."""
        from store.community.opinions import OpinionsRoom

        return OpinionsRoom(self.database, self.clock)

    @cached_property
    def experiences(self) -> ExperiencesRoom:
        """What buyers tell of what has arrived."""
        from store.community.experiences import ExperiencesRoom

        return ExperiencesRoom(
            self.database,
            self.clock,
            orders=self.orders,
            parcels=self.parcels,
            cart=self.cart,
            catalogue=self.catalogue,
            people=self.people,
            notes=self.notes,
            opinions=self.opinions,
        )

    # -- search

    @cached_property
    def search(self) -> SearchRoom:
        """Notes and goods by words."""
        from store.search.search import SearchRoom

        return SearchRoom(
            self.database,
            self.clock,
            catalogue=self.catalogue,
            reader=self._cards,
            people=self.people,
            searches=self.searches,
        )

    @cached_property
    def searches(self) -> SearchesRoom:
        """What was searched for."""
        from store.search.searches import SearchesRoom

        return SearchesRoom(self.database, self.clock)

    # -- the whole

    def transaction(self) -> AbstractContextManager[Any]:
        """Hold several changes together: all of them happen, or none."""
        return self.database.write()

    def doctor(self) -> dict[str, Any]:
        """Add the books up again, and compare the index with the tables; see ``store.checks.examine``."""
        from store.checks import examine
        from store.errors import StoreError
        from store.pricing.customs_tax import tax_day

        with suppress(StoreError):  # an index that has to be built is a finding, not a failure
            self.search.prepare()
        return examine(self.database, tax_day(self.clock.now()))

    def close(self) -> None:
        """Close the database."""
        self.database.close()
