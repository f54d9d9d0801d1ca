"""What notes are about: their tags, their shelf, and the goods they mention, with the leaf and brand of those.

Notes go by their numbers here. The index follows the tables by itself: whoever reads it brings it
up to date first (``catch_up``), however the notes came in.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from store.database.base import Database, both
from store.database.rows import insert, insert_many, upsert_many
from store.database.sqlite import among, listed
from store.feed.records import Topic, TopicKind
from store.words import Bilingual, fold

Numbers = array  # of unsigned 32-bit numbers

KEPT = 300
"""Notes kept for each topic, the warmest first (design: pools of 300 lose nothing)."""

WORTH: dict[TopicKind, float] = {"tag": 1.0, "goods": 1.0, "leaf": 0.8, "brand": 0.6, "shelf": 0.35}
"""What a shared topic says beside its rarity: a shelf is chosen by the app, a tag by a person."""

_MOST_REMEMBERED = 50_000
_MOST_WARM = 2**32 - 1
_GOODS = """
    SELECT notes.number AS note, products.id AS goods, products.title_zh AS goods_zh, products.title_en AS goods_en,
        brand_id AS brand, brands.name_zh AS brand_zh, brands.name_en AS brand_en,
        products.category_id AS leaf, categories.name_zh AS leaf_zh, categories.name_en AS leaf_en
    FROM visible_notes notes JOIN note_products ON note_id = notes.id JOIN products ON products.id = product_id
    JOIN brands ON brands.id = brand_id JOIN categories ON categories.id = products.category_id
    WHERE notes.number IN ({})
"""


@dataclass(frozen=True, slots=True)
class Described:
    """A topic as a note names it, before it has a number."""

    kind: TopicKind
    key: str
    name: Bilingual


def numbers(blob: bytes) -> Numbers[int]:
    """Return what a blob of the index holds."""
    return array("I", blob)


def rarity(kind: TopicKind, notes: int, whole: int) -> float:
    """Return how much a shared topic says: its inverse document frequency times what its kind is worth."""
    return WORTH[kind] * log(1 + whole / max(1, notes))


class TopicIndex:
    """The topics of notes, and the warmest notes of topics."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rarities: dict[int, tuple[TopicKind, float]] = {}

    # -- reading

    def of_note(self, note: int) -> Numbers[int]:
        """Return the topics of a note, by its number; none for a note that is gone."""
        query = "SELECT topics FROM note_topics WHERE note = ?"
        row = self._database.read().execute(query, (note,)).fetchone()
        return numbers(row[0]) if row else array("I")

    def number_of(self, note_id: str) -> int:
        """Return the number of a note, 0 when there is no such note."""
        row = (
            self._database.read()
            .execute("SELECT number FROM visible_notes WHERE id = ?", (note_id,))
            .fetchone()
        )
        return int(row[0]) if row else 0

    def warmest(self, topic: int, limit: int = KEPT) -> Numbers[int]:
        """Return the warmest notes of a topic."""
        query = "SELECT notes FROM topic_notes WHERE topic = ?"
        row = self._database.read().execute(query, (topic,)).fetchone()
        return numbers(row[0])[: 2 * limit : 2] if row else array("I")

    def named(self, topics: Iterable[int]) -> dict[int, Topic]:
        """Return topics by their numbers; unknown ones are left out."""
        query = f"SELECT * FROM topics WHERE id IN ({among()})"
        rows = self._database.read().execute(query, (listed(topics),))
        return {row["id"]: _topic(row) for row in rows}

    def rarities(self, topics: Iterable[int]) -> dict[int, tuple[TopicKind, float]]:
        """Return kind and rarity of topics by their numbers, remembered until notes come or change."""
        asked = list(topics)
        unknown = [topic for topic in asked if topic not in self._rarities]
        if unknown:
            if len(self._rarities) > _MOST_REMEMBERED:
                self._rarities, unknown = {}, asked
            whole = self.whole()
            query = f"SELECT id, kind, notes FROM topics WHERE id IN ({among()})"
            rows = self._database.bare().execute(query, (listed(unknown),))
            self._rarities.update((topic, (kind, rarity(kind, notes, whole))) for topic, kind, notes in rows)
        known = self._rarities
        return {topic: known[topic] for topic in asked if topic in known}

    def find(self, kind: TopicKind, key: str) -> Topic | None:
        """Return a topic by its key (a tag's folded name, else an id of the catalogue)."""
        query = "SELECT * FROM topics WHERE kind = ? AND key = ?"
        row = self._database.read().execute(query, (kind, key)).fetchone()
        return _topic(row) if row else None

    def beginning_with(self, words: str, limit: int = 4) -> tuple[Topic, ...]:
        """Return topics whose Chinese or English name begins with ``words`` (goods aside), the largest first."""
        end = words + "\U0010ffff"
        rows = self._database.read().execute(
            """SELECT * FROM (SELECT * FROM topics INDEXED BY topics_by_name_zh
                    WHERE kind <> 'goods' AND name_zh >= :words AND name_zh < :end LIMIT 40)
               UNION SELECT * FROM (SELECT * FROM topics INDEXED BY topics_by_name_en
                    WHERE kind <> 'goods' AND name_en >= :words COLLATE NOCASE
                        AND name_en < :end COLLATE NOCASE LIMIT 40)
               ORDER BY notes DESC, id LIMIT :limit""",
            {"words": words, "end": end, "limit": limit},
        )
        return tuple(map(_topic, rows))

    def largest(self, kind: TopicKind, limit: int) -> tuple[Topic, ...]:
        """Return the topics of a kind that most notes are about."""
        query = """SELECT * FROM topics WHERE kind = ? AND kind <> 'goods' AND notes > 0
            ORDER BY notes DESC, id LIMIT ?"""
        return tuple(map(_topic, self._database.read().execute(query, (kind, limit))))

    def whole(self) -> int:
        """Return how many notes there are."""
        return int(self._database.read().execute("SELECT TOTAL(notes) FROM note_tallies").fetchone()[0])

    # -- following the tables

    def behind(self) -> bool:
        """Tell whether notes came, changed or went since the index was brought up to date."""
        query = """SELECT EXISTS (SELECT 1 FROM notes_changed)
            OR COALESCE((SELECT MAX(number) FROM visible_notes), 0) > COALESCE((SELECT MAX(note) FROM note_topics), 0)"""
        return bool(self._database.read().execute(query).fetchone()[0])

    def catch_up(self, limit: int = 500) -> int:
        """Take in at most ``limit`` notes that are new or changed, in one transaction; return how many.

        Interrupted, it goes on where it stopped; readers see the index as it was before each step.
        """
        if not self.behind():
            return 0
        self._rarities = {}
        with self._database.write() as connection:
            return _Step(connection).take(limit)


def _topic(row: sqlite3.Row) -> Topic:
    return Topic(row["id"], row["kind"], both(row, "name"), row["notes"])


class _Step:
    """One step of following the tables: the lists of all its topics are read and written once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._come: dict[int, list[tuple[int, int]]] = {}
        self._gone: dict[int, set[int]] = {}
        self._known: dict[tuple[str, str], int] = {}

    def take(self, limit: int) -> int:
        """Take in changed notes, then new ones; return how many."""
        connection = self._connection
        last = connection.execute("SELECT COALESCE(MAX(note), 0) FROM note_topics").fetchone()[0]
        changed = [row[0] for row in connection.execute("SELECT note FROM notes_changed LIMIT ?", (limit,))]
        for note in changed:
            self._let_go(note)
        query = "SELECT number FROM visible_notes WHERE number > ? ORDER BY number LIMIT ?"
        new = [row[0] for row in connection.execute(query, (last, limit - len(changed)))]
        # A change of what was not taken in yet says nothing: the note comes in its turn, as it is then.
        known = [note for note in changed if note <= last]
        self._read(known + new)
        self._write()
        connection.executemany("DELETE FROM notes_changed WHERE note = ?", [(note,) for note in changed])
        return len(changed) + len(new)

    def _let_go(self, note: int) -> None:
        row = self._connection.execute("SELECT topics FROM note_topics WHERE note = ?", (note,)).fetchone()
        for topic in numbers(row[0]) if row else ():
            self._gone.setdefault(topic, set()).add(note)
        self._connection.execute("DELETE FROM note_topics WHERE note = ?", (note,))
        self._connection.execute("DELETE FROM note_neighbours WHERE note = ?", (note,))

    def _read(self, notes: list[int]) -> None:
        """Read the topics of changed notes, and note which lists of topics they enter."""
        chosen = listed(notes)
        within = among()
        goods: dict[int, list[sqlite3.Row]] = {}
        for row in self._connection.execute(_GOODS.format(within), (chosen,)):
            goods.setdefault(row["note"], []).append(row)
        rows = self._connection.execute(
            f"""SELECT number AS note, tags, category_id, author_id, warmth,
                    COALESCE(name_zh, category_id) AS shelf_zh, COALESCE(name_en, category_id) AS shelf_en
                FROM visible_notes LEFT JOIN categories ON categories.id = category_id
                WHERE number IN ({within})""",
            (chosen,),
        ).fetchall()
        entries = []
        for row in rows:
            topics = array("I", dict.fromkeys(map(self._number, described(row, goods.get(row["note"], ())))))
            warmth = min(_MOST_WARM, max(0, row["warmth"]))
            for topic in topics:
                self._come.setdefault(topic, []).append((warmth, row["note"]))
            entries.append((row["note"], row["author_id"], warmth, topics.tobytes()))
        insert_many(self._connection, "note_topics", ("note", "author_id", "warmth", "topics"), entries)

    def _number(self, topic: Described) -> int:
        """Return the number of a topic; a new one gets the next."""
        key = (topic.kind, topic.key)
        if key not in self._known:
            found = self._connection.execute(
                "SELECT id FROM topics WHERE kind = ? AND key = ?", key
            ).fetchone()
            if found is None:
                row = {
                    "kind": topic.kind,
                    "key": topic.key,
                    "name_zh": topic.name.zh,
                    "name_en": topic.name.en,
                    "notes": 0,
                }
                found = (insert(self._connection, "topics", row).lastrowid,)
            self._known[key] = found[0]
        return self._known[key]

    def _write(self) -> None:
        """Write the changed lists and counts of topics; notes in those lists lose their kept neighbours."""
        lists, counts, outdated = [], [], set[int]()
        for topic in self._come.keys() | self._gone.keys():
            come, gone = self._come.get(topic, []), self._gone.get(topic, set())
            query = "SELECT notes FROM topic_notes WHERE topic = ?"
            row = self._connection.execute(query, (topic,)).fetchone()
            kept = numbers(row[0]) if row else array("I")
            outdated.update(kept[::2])
            pairs = [pair for pair in zip(kept[1::2], kept[::2], strict=True) if pair[1] not in gone] + come
            pairs.sort(reverse=True)
            flat = array("I", [number for warmth, note in pairs[:KEPT] for number in (note, warmth)])
            lists.append((topic, flat.tobytes()))
            counts.append((len(come) - len(gone), topic))
        upsert_many(self._connection, "topic_notes", ("topic", "notes"), lists, key=("topic",))
        self._connection.executemany("UPDATE topics SET notes = notes + ? WHERE id = ?", counts)
        # What shares a topic with one of these notes may have a nearer neighbour now.
        self._connection.execute(
            f"DELETE FROM note_neighbours WHERE note IN ({among()})",
            (listed(outdated),),
        )


def described(note: sqlite3.Row, goods: Iterable[sqlite3.Row]) -> list[Described]:
    """Return the topics of a row of notes (with its shelf's name) and of the rows of its goods."""
    found = [
        Described("tag", fold(tag["zh"] or tag["en"]), Bilingual(tag["zh"], tag["en"]))
        for tag in json.loads(note["tags"])
        if fold(tag["zh"] or tag["en"])
    ]
    found.append(Described("shelf", note["category_id"], both(note, "shelf")))
    for row in goods:
        found += [
            Described("goods", row["goods"], both(row, "goods")),
            Described("leaf", row["leaf"], both(row, "leaf")),
            Described("brand", row["brand"], both(row, "brand")),
        ]
    return found
