"""The wall of notes: channels, each read in keyset pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.clock import Clock
from store.community.cards import CardReader
from store.community.records import FeedPage
from store.database import Database, both
from store.errors import StoreError
from store.words import NOTHING, Bilingual

if TYPE_CHECKING:
    from store.shop import Store

BUILT_IN = FOR_YOU, FOLLOWING, NEARBY = "for-you", "following", "nearby"
SAVED = "search:"
"""What the channels of saved searches begin with."""

_WANTED = """ AND NOT EXISTS (SELECT 1 FROM reactions
    WHERE note_id = notes.id AND reaction = 'less' AND person_id = :viewer)"""


class FeedRoom:
    """Pages of note cards. ``for-you`` and categories come by warmth, the others by time.

    What somebody likes does not change the order yet: every reader sees the same warm notes.
    """

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._reader = CardReader(database, store)
        self._store = store

    def channels(self, viewer: str) -> tuple[tuple[str, Bilingual], ...]:
        """Return the channels with their names; the three built-in ones are named by the interface."""
        connection = self._database.read()
        rows = connection.execute(
            """SELECT id, name_zh, name_en FROM categories
               WHERE parent IS NULL AND id IN (SELECT category_id FROM note_counts WHERE notes > 0) ORDER BY position, id"""
        )
        built_in = tuple((name, NOTHING) for name in BUILT_IN)
        saved = connection.execute(
            "SELECT id, words FROM saved_searches WHERE person_id = ? ORDER BY id", (viewer,)
        )
        kept = tuple((f"{SAVED}{row[0]}", Bilingual.same(row[1])) for row in saved)
        return built_in + kept + tuple((row["id"], both(row, "name")) for row in rows)

    def page(
        self, viewer: str, channel: str = FOR_YOU, after: str | None = None, limit: int = 60
    ) -> FeedPage:
        """Return the page behind the key ``after`` (the first one when ``None``).

        Raises ``StoreError("unknown_page", after=...)`` for a key this room did not give out.
        """
        if channel.startswith(SAVED):
            return self._store.search.channel(viewer, channel.removeprefix(SAVED), after, limit)
        where, order, values = self._channel(viewer, channel)
        where += _WANTED
        tail = where
        if after is None:
            total = self._total(channel, where, {"viewer": viewer, **values})
        else:
            edge, total, note_id = _split(after)
            tail += f" AND ({order}, notes.id) < (:edge, :note)"
            values |= {"edge": edge, "note": note_id}
        tail += f" ORDER BY {order} DESC, notes.id DESC LIMIT :limit"
        rows = self._reader.rows(viewer, tail, values | {"limit": limit})
        last = rows[-1] if len(rows) == limit else None
        key = f"{last[order]}:{total}:{last['id']}" if last else None
        return FeedPage(self._reader.cards(rows), key, total)

    def _channel(self, viewer: str, channel: str) -> tuple[str, str, dict[str, Any]]:
        """Return the condition, the sort column and the values of a channel."""
        if channel == FOR_YOU:
            return "WHERE TRUE", "warmth", {}
        if channel == FOLLOWING:
            followed = "WHERE author_id IN (SELECT person_id FROM follows WHERE follower_id = :viewer)"
            return followed, "published_at", {}
        if channel == NEARBY:
            city = self._store.people.get(viewer).city.zh
            return "WHERE notes.city_zh = :city", "published_at", {"city": city}
        return "WHERE notes.category_id = :category", "warmth", {"category": channel}

    def _total(self, channel: str, where: str, values: dict[str, Any]) -> int:
        """Return how many notes a channel has; those of all and of a category are counted as they come."""
        if channel in (FOLLOWING, NEARBY):
            row = self._database.read().execute(f"SELECT COUNT(*) FROM notes {where}", values).fetchone()
            return int(row[0])
        category = "category_id = :category" if "category" in values else "TRUE"
        row = (
            self._database.read()
            .execute(
                f"""SELECT COALESCE(SUM(notes), 0) - (SELECT COUNT(*) FROM reactions JOIN notes ON notes.id = note_id
                    WHERE person_id = :viewer AND reaction = 'less' AND {category})
                FROM note_counts WHERE {category}""",
                values,
            )
            .fetchone()
        )
        return int(row[0])


def _split(key: str) -> tuple[int, int, str]:
    """Read a key back: the edge of the page, the number of notes counted for the first one, the last id.

    Counting a million notes takes 50 ms: once a channel is enough.
    """
    edge, _, rest = key.partition(":")
    total, colon, note_id = rest.partition(":")
    if not colon or not edge.lstrip("-").isdigit() or not total.isdigit():
        raise StoreError("unknown_page", after=key)
    return int(edge), int(total), note_id
