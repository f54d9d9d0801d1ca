"""Checks that what the feed keeps agrees with the facts it was made from."""

from __future__ import annotations

import sqlite3
from collections import Counter

from store.database.checks import Check
from store.feed.behaviour import replayed
from store.feed.picks import heat_of
from store.feed.topics import numbers

_CLOSE = 1e-6


def _topics(connection: sqlite3.Connection) -> list[str]:
    """Name notes that the index has and the tables have not, or the other way round, and wrong counts.

    Notes that wait to be taken in are no error: whoever reads the index takes them in first.
    """
    missing = """SELECT id FROM visible_notes WHERE number <= (SELECT COALESCE(MAX(note), 0) FROM note_topics)
        AND number NOT IN (SELECT note FROM note_topics) AND number NOT IN (SELECT note FROM notes_changed) LIMIT 5"""
    wrong = [str(row[0]) for row in connection.execute(missing)]
    left = """SELECT note FROM note_topics WHERE note NOT IN (SELECT number FROM visible_notes)
        AND note NOT IN (SELECT note FROM notes_changed) LIMIT 5"""
    wrong += [f"note {row[0]}" for row in connection.execute(left)]
    counts: Counter[int] = Counter()
    for row in connection.execute("SELECT topics FROM note_topics"):
        counts.update(numbers(row[0]))
    wrong += [
        f"topic {row[0]}"
        for row in connection.execute("SELECT id, notes FROM topics")
        if counts[row[0]] != row[1]
    ]
    return wrong


def _interests(connection: sqlite3.Connection) -> list[str]:
    """Name interests that are not what follows from the events."""
    wrong = []
    people = connection.execute("SELECT DISTINCT person_id FROM events UNION SELECT person_id FROM interests")
    for (person,) in people.fetchall():
        events = connection.execute("SELECT * FROM events WHERE person_id = ? ORDER BY id", (person,))
        should = replayed(events)
        query = "SELECT topic, weight, at FROM interests WHERE person_id = ?"
        kept = {row[0]: (row[1], row[2]) for row in connection.execute(query, (person,))}
        wrong += [
            f"{person} {topic}"
            for topic in should.keys() | kept.keys()
            if topic not in should
            or topic not in kept
            or abs(should[topic][0] - kept[topic][0]) > _CLOSE
            or should[topic][1] != kept[topic][1]
        ]
    return wrong


def _tallies(connection: sqlite3.Connection) -> list[str]:
    """Return up to five keys whose kept count of notes or goods differs from the tables."""
    rows = connection.execute(
        """SELECT category_id FROM (
               SELECT category_id, COUNT(*) AS n FROM visible_notes GROUP BY category_id
               UNION ALL SELECT category_id, -notes FROM note_tallies)
           GROUP BY category_id HAVING SUM(n) <> 0
           UNION ALL SELECT kind || ' ' || key FROM (
               SELECT 'category' AS kind, category_id AS key, 1 AS n FROM listed_products
               UNION ALL SELECT 'brand', brand_id, 1 FROM listed_products
               UNION ALL SELECT 'country', origin, 1 FROM listed_products
               UNION ALL SELECT kind, key, -goods FROM goods_tallies)
           GROUP BY kind, key HAVING SUM(n) <> 0"""
    )
    return [str(row[0]) for row in rows.fetchmany(5)]


def _heat(connection: sqlite3.Connection) -> list[str]:
    """Name goods whose heat is not what follows from applause and events; those that wait are no error."""
    heat = heat_of(connection)
    waiting = {row[0] for row in connection.execute("SELECT product_id FROM heat_changed")}
    kept = dict(connection.execute("SELECT product_id, heat FROM product_heat").fetchall())
    return [
        product
        for product in (heat.keys() | kept.keys()) - waiting
        if product not in heat or product not in kept or abs(heat[product] - kept[product]) > _CLOSE
    ]


CHECKS: dict[str, Check] = {
    "topics-of-notes": _topics,
    "interests-replayed": _interests,
    "tallies-counted": _tallies,
    "heat-replayed": _heat,
}
"""What to look at, a check a table: each names what does not agree."""
