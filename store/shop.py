"""One world: the rooms of the shop over one database.

The only file that knows all rooms: each names what it uses, here it is given to it.
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
from store.world import WorldRoom

if TYPE_CHECKING:
    from store.catalogue.browse import BrowseRoom
    from store.catalogue.sales import SalesRoom
    from store.community.experiences import ExperiencesRoom
    from store.community.inbox import InboxRoom
    from store.community.opinions import OpinionsRoom
    from store.feed.behaviour import Behaviour
    from store.feed.interests import InterestsRoom
    from store.feed.neighbours import Neighbours
    from store.feed.picks import PicksRoom
    from store.feed.profile import ProfileReader
    from store.feed.queue import FeedQueue
    from store.feed.queue_making import QueueMaker
    from store.feed.related import RelatedRoom
    from store.logistics.parcels import ParcelsRoom
    from store.logistics.reports import ReportsRoom
    from store.offers.offers import OffersRoom
    from store.pricing.quota import Quota
    from store.provenance.provenance import ProvenanceRoom
    from store.search.search import SearchRoom
    from store.search.searches import SearchesRoom
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


class Store:
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

    # -- trade

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

    # -- feed

    @cached_property
    def _behaviour(self) -> Behaviour:
        """What people did with notes, kept by topic."""
        from store.feed.behaviour import Behaviour
        from store.feed.topics import TopicIndex

        return Behaviour(self.database, self.clock, TopicIndex(self.database))

    @cached_property
    def _neighbours(self) -> Neighbours:
        """Which notes lie near which."""
        from store.feed.neighbours import Neighbours

        return Neighbours(self.database, self._behaviour.topics)

    @cached_property
    def _profiles(self) -> ProfileReader:
        """What is known of somebody's taste."""
        from store.feed.profile import ProfileReader

        return ProfileReader(self.database, self._behaviour.topics)

    @cached_property
    def queue_maker(self) -> QueueMaker:
        """Ranks notes for somebody and keeps the order."""
        from store.feed.queue_making import QueueMaker
        from store.feed.recommender import Recommender

        recommender = Recommender(
            self.database,
            self.clock,
            topics=self._behaviour.topics,
            neighbours=self._neighbours,
            profiles=self._profiles,
        )
        return QueueMaker(self.database, self.clock, recommender=recommender)

    @cached_property
    def _queue(self) -> FeedQueue:
        """The ranked notes that wait for somebody."""
        from store.feed.queue import FeedQueue

        return FeedQueue(self.database, self.clock, maker=lambda: self.queue_maker)

    @cached_property
    def interests(self) -> InterestsRoom:
        """What people do with notes, and what follows from it."""
        from store.feed.interests import InterestsRoom

        return InterestsRoom(
            self.database,
            self.clock,
            behaviour=self._behaviour,
            neighbours=self._neighbours,
            profiles=self._profiles,
            queue=self._queue,
            notes=self.notes,
            picks=self.picks,
        )

    @cached_property
    def related(self) -> RelatedRoom:
        """What lies near a note."""
        from store.feed.related import RelatedRoom

        return RelatedRoom(
            self.database,
            catalogue=self.catalogue,
            reader=self._cards,
            topics=self._behaviour.topics,
            neighbours=self._neighbours,
        )

    @cached_property
    def picks(self) -> PicksRoom:
        """What the community chose."""
        from store.feed.picks import PicksRoom

        return PicksRoom(self.database, self.clock, catalogue=self.catalogue)

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
