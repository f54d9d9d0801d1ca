"""One world: the rooms of the shop over one database."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.stock import StockRoom
from store.clock import Clock, SystemClock
from store.community.notes import NotesRoom
from store.community.people import PeopleRoom
from store.database.base import Database
from store.feed.feed import FeedRoom
from store.identifiers import Identifiers
from store.pricing.pricing import PricingRoom
from store.world import WorldRoom

if TYPE_CHECKING:
    from store.catalogue.browse import BrowseRoom
    from store.catalogue.sales import SalesRoom
    from store.community.experiences import ExperiencesRoom
    from store.community.inbox import InboxRoom
    from store.community.opinions import OpinionsRoom
    from store.feed.interests import InterestsRoom
    from store.feed.picks import PicksRoom
    from store.feed.related import RelatedRoom
    from store.logistics.parcels import ParcelsRoom
    from store.logistics.reports import ReportsRoom
    from store.offers.offers import OffersRoom
    from store.provenance.provenance import ProvenanceRoom
    from store.search.search import SearchRoom
    from store.search.searches import SearchesRoom
    from store.trade.buyers import BuyersRoom
    from store.trade.cart import CartRoom
    from store.trade.checkout import CheckoutRoom
    from store.trade.disputes import DisputesRoom
    from store.trade.losses import LossesRoom
    from store.trade.news import NewsRoom
    from store.trade.orders import OrdersRoom
    from store.trade.payments import PaymentsRoom
    from store.trade.returns import ReturnsRoom


class Store:
    """The front door: every room is an attribute. Safe to use from several threads and processes.

    Rooms the first screen does not pass are opened when somebody asks for them (25 ms of the start).
    """

    def __init__(self, database: Database, clock: Clock, seed: int | None = None) -> None:
        self.database = database
        self.clock = clock
        self.world = WorldRoom(database, clock)
        self.identifiers = Identifiers(self.world, seed)
        self.people = PeopleRoom(database, clock, self)
        self.notes = NotesRoom(database, clock, self)
        self.feed = FeedRoom(database, clock, self)
        self.catalogue = CatalogueRoom(database, clock, self)
        self.stock = StockRoom(database, clock)
        self.pricing = PricingRoom(database, clock, self)

    @classmethod
    def open(cls, path: Path | str, clock: Clock | None = None, seed: int | None = None) -> Store:
        """Open or create the world in the file at ``path``; errors are those of ``Database``.

        With a ``seed`` chance falls the same way every time.
        """
        return cls(Database(Path(path)), clock or SystemClock(), seed)

    @cached_property
    def sales(self) -> SalesRoom:
        """Sales and their goods."""
        from store.catalogue.sales import SalesRoom

        return SalesRoom(self.database, self.clock)

    @cached_property
    def offers(self) -> OffersRoom:
        """Promotions, coupons and points."""
        from store.offers.offers import OffersRoom

        return OffersRoom(self.database, self.clock)

    @cached_property
    def search(self) -> SearchRoom:
        """Notes and goods by words."""
        from store.search.search import SearchRoom

        return SearchRoom(self.database, self.clock, self)

    @cached_property
    def searches(self) -> SearchesRoom:
        """What was searched for."""
        from store.search.searches import SearchesRoom

        return SearchesRoom(self.database, self.clock)

    @cached_property
    def interests(self) -> InterestsRoom:
        """What people do with notes, and what follows from it."""
        from store.feed.interests import InterestsRoom

        return InterestsRoom(self.database, self.clock, self)

    @cached_property
    def related(self) -> RelatedRoom:
        """What lies near a note."""
        from store.feed.related import RelatedRoom

        return RelatedRoom(self.database, self.clock, self)

    @cached_property
    def picks(self) -> PicksRoom:
        """What the community chose."""
        from store.feed.picks import PicksRoom

        return PicksRoom(self.database, self.clock, self)

    @cached_property
    def browse(self) -> BrowseRoom:
        """Countries, brands and categories as trees."""
        from store.catalogue.browse import BrowseRoom

        return BrowseRoom(self.database)

    @cached_property
    def inbox(self) -> InboxRoom:
        """Notices, and talks with sellers."""
        from store.community.inbox import InboxRoom

        return InboxRoom(self.database, self.clock, self)

    @cached_property
    def opinions(self) -> OpinionsRoom:
        """Reviews of products, and questions about them."""
        from store.community.opinions import OpinionsRoom

        return OpinionsRoom(self.database, self.clock)

    @cached_property
    def experiences(self) -> ExperiencesRoom:
        """What buyers tell of what has arrived."""
        from store.community.experiences import ExperiencesRoom

        return ExperiencesRoom(self.database, self.clock, self)

    @cached_property
    def parcels(self) -> ParcelsRoom:
        """Parcels and where they are."""
        from store.logistics.parcels import ParcelsRoom

        return ParcelsRoom(self.database, self.clock, self)

    @cached_property
    def provenance(self) -> ProvenanceRoom:
        """Where goods come from, signed event by event."""
        from store.provenance.provenance import ProvenanceRoom

        return ProvenanceRoom(self.database, self.clock, self)

    @cached_property
    def news(self) -> NewsRoom:
        """What happened to orders while nobody looked."""
        from store.trade.news import NewsRoom

        return NewsRoom(self.database, self.clock, self)

    @cached_property
    def reports(self) -> ReportsRoom:
        """What carriers report of parcels."""
        from store.logistics.reports import ReportsRoom

        return ReportsRoom(self.clock, self)

    @cached_property
    def losses(self) -> LossesRoom:
        """What is owed when a journey goes wrong."""
        from store.trade.losses import LossesRoom

        return LossesRoom(self.database, self.clock, self)

    @cached_property
    def buyers(self) -> BuyersRoom:
        """Addresses and identities."""
        from store.trade.buyers import BuyersRoom

        return BuyersRoom(self.database, self.clock, self)

    @cached_property
    def cart(self) -> CartRoom:
        """Carts: what buyers have chosen, and what it costs."""
        from store.trade.cart import CartRoom

        return CartRoom(self.database, self.clock, self)

    @cached_property
    def orders(self) -> OrdersRoom:
        """Orders and their events."""
        from store.trade.orders import OrdersRoom

        return OrdersRoom(self.database, self.clock, self)

    @cached_property
    def payments(self) -> PaymentsRoom:
        """The escrow."""
        from store.trade.payments import PaymentsRoom

        return PaymentsRoom(self.database, self.clock, self)

    @cached_property
    def returns(self) -> ReturnsRoom:
        """What comes back."""
        from store.trade.returns import ReturnsRoom

        return ReturnsRoom(self.database, self.clock, self)

    @cached_property
    def disputes(self) -> DisputesRoom:
        """Refused returns that the platform is asked about."""
        from store.trade.disputes import DisputesRoom

        return DisputesRoom(self.database, self.clock, self)

    @cached_property
    def checkout(self) -> CheckoutRoom:
        """From a cart to orders."""
        from store.trade.checkout import CheckoutRoom

        return CheckoutRoom(self.database, self.clock, self)

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
