"""The rooms of the feed, each given what it uses and opened when somebody asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.community.cards import CardReader
from store.community.notes import NotesRoom
from store.database.base import Database

if TYPE_CHECKING:
    from store.feed.behaviour import Behaviour
    from store.feed.interests import InterestsRoom
    from store.feed.neighbours import Neighbours
    from store.feed.picks import PicksRoom
    from store.feed.profile import ProfileReader
    from store.feed.queue import FeedQueue
    from store.feed.related import RelatedRoom


class FeedRooms:
    """What the feed adds to a world; what lies beneath it is there already."""

    database: Database
    clock: Clock
    catalogue: CatalogueRoom
    notes: NotesRoom
    _cards: CardReader

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
    def _queue(self) -> FeedQueue:
        """The ranked notes that wait for somebody."""
        from store.feed.queue import FeedQueue
        from store.feed.recommender import Recommender

        recommender = Recommender(
            self.database,
            self.clock,
            topics=self._behaviour.topics,
            neighbours=self._neighbours,
            profiles=self._profiles,
        )
        return FeedQueue(self.database, self.clock, recommender=recommender)

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
