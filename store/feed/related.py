"""What lies near a note: notes like it, what its savers saved too, what others bought after it."""

from __future__ import annotations

from store.catalogue.catalogue import CatalogueRoom
from store.community.cards import CardReader
from store.community.records import NoteCard
from store.database.base import Database
from store.database.sqlite import among, listed
from store.feed.neighbours import Neighbours
from store.feed.records import Bought, Related, Saved
from store.feed.topics import TopicIndex

_BOUGHT = """
    WITH here AS (
        SELECT person_id, MIN(at) AS since FROM (
            SELECT person_id, at FROM reactions WHERE note_id = :note AND reaction <> 'less'
            UNION ALL SELECT author_id, published_at FROM visible_comments WHERE note_id = :note LIMIT 500)
        WHERE person_id <> :viewer GROUP BY person_id),
    bought AS (
        SELECT here.person_id, product_id FROM here JOIN orders ON buyer_id = here.person_id
            JOIN order_lines ON order_id = orders.id
            WHERE placed_at >= since AND state IN ('paid', 'completed')
        UNION SELECT here.person_id, product_id FROM here JOIN reviews ON author_id = here.person_id
            WHERE reviews.at >= since)
    SELECT product_id, COUNT(*) AS people FROM bought
    GROUP BY product_id ORDER BY people DESC, product_id LIMIT :limit
"""


class RelatedRoom:
    """Ways that lead on from a note."""

    def __init__(
        self,
        database: Database,
        *,
        catalogue: CatalogueRoom,
        reader: CardReader,
        topics: TopicIndex,
        neighbours: Neighbours,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._reader = reader
        self._topics = topics
        self._neighbours = neighbours

    def to(self, note_id: str, viewer: str, limit: int = 6) -> Related:
        """Return what lies near a note, as ``viewer`` sees it; the viewer's own deeds do not count."""
        self._topics.catch_up()
        number = self._topics.number_of(note_id)
        together = self._neighbours.saved_together(number, viewer)
        many = list(together)[:limit]
        near = [one.note for one in self._neighbours.of([number])[number] if one.note not in many][:limit]
        cards = self._cards([*near, *many], viewer)
        return Related(
            near=tuple(cards[note] for note in near if note in cards),
            together=tuple(Saved(cards[note], together[note][0]) for note in many if note in cards),
            bought=self._bought(note_id, viewer, limit),
        )

    def _cards(self, notes: list[int], viewer: str) -> dict[int, NoteCard]:
        """Return cards by number, without those the viewer sent away."""
        tail = f"""WHERE notes.number IN ({among(":notes")}) AND NOT EXISTS (
            SELECT 1 FROM reactions WHERE note_id = notes.id AND reaction = 'less' AND person_id = :viewer)"""
        rows = self._reader.rows(viewer, tail, {"notes": listed(notes)})
        return {row["number"]: card for row, card in zip(rows, self._reader.cards(rows), strict=True)}

    def _bought(self, note_id: str, viewer: str, limit: int) -> tuple[Bought, ...]:
        values = {"note": note_id, "viewer": viewer, "limit": limit}
        people = {row[0]: row[1] for row in self._database.read().execute(_BOUGHT, values)}
        return tuple(Bought(card, people[card.id]) for card in self._catalogue.cards(tuple(people)))
