"""A file as the last release left it: its schema from the steps of then, its rows put in by SQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.database import migrations, sqlite
from tests.small_world import open_small, plan_offers

RELEASED = "m0023_order_sellers"
"""The last step of the release."""

FOLLOWING = ("goods_tallies", "note_tallies", "product_mentions", "search_changes", "notes_changed")
"""Tables that triggers have filled already when their rows come."""


def released_steps() -> tuple[str, ...]:
    """Return the steps that the release had."""
    return tuple(name for name in migrations.steps() if name <= RELEASED)


def empty(path: Path) -> None:
    """Make a file of the released schema without rows."""
    connection = sqlite.connect(path)
    sqlite.set_up(connection)
    connection.execute("BEGIN IMMEDIATE")
    migrations.bring_up_to_date(connection, released_steps())
    connection.execute("COMMIT")
    connection.close()


def lived_in(path: Path, folder: Path) -> None:
    """Make a file of the released schema in which people have read, talked, bought and got parcels."""
    today = folder / "today.db"
    _live(today)
    empty(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ATTACH ? AS today", (str(today),))
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT GLOB '_sqlite*' AND name NOT GLOB 'sqlite*'"
        )
    ]
    for table in sorted(tables, key=lambda table: table in FOLLOWING):
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        number = ("rowid, ", "number, ") if table == "notes" else ("", "")
        connection.execute(
            f"INSERT OR REPLACE INTO main.{table} ({number[0]}{columns}) SELECT {number[1]}{columns} FROM today.{table}"
        )
    connection.execute(
        "DELETE FROM main.world WHERE key = 'search/version'"
    )  # the index is made when it is asked for
    connection.execute("DETACH today")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _live(path: Path) -> None:
    """Let one buyer do a little of everything."""
    store = open_small(path)
    plan_offers(store)
    for sku, number in (("sunscreen-30", 2), ("mask-7", 2)):
        store.cart.add("alan", sku, number)
    made = store.checkout.begin("alan", intent="then")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    store.people.follow("alan", "ali", True)
    for note, reaction in (("note-0", "read"), ("note-0", "save"), ("note-3", "like")):
        store.notes.react("alan", note, reaction, True)  # type: ignore[arg-type]
    store.interests.drop("alan", "note-4", True)
    said = store.notes.comment("alan", "note-0", "好用")
    store.notes.like_comment("xiaoman", said.id, True)
    store.picks.applaud("note-1", store.clock.now(), 40, 20, 10)
    store.searches.save("alan", "防晒")
    store.feed.page("alan")
    store.close()
