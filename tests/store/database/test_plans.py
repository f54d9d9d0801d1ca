"""Gates cost nothing: SQLite looks through them into the tables' own indexes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from store import Store

JOBS: dict[str, Callable[[Store], object]] = {
    "wall": lambda store: store.feed.page("alan", limit=2),
    "wall, further down": lambda store: store.feed.page("alan", after=store.feed.page("alan", limit=2).after),
    "channel": lambda store: store.feed.page("alan", "skincare", limit=2),
    "nearby": lambda store: store.feed.page("alan", "nearby"),
    "following": lambda store: store.feed.page("alan", "following"),
    "queue": lambda store: store.queue_maker.prepare("alan"),
    "note": lambda store: (store.notes.get("note-0", "alan"), store.notes.comments("note-0", "alan")),
    "author": lambda store: (store.people.get("ali"), store.notes.of_author("ali", "alan")),
    "product": lambda store: (store.catalogue.cards(("mask",)), store.notes.verdicts("mask")),
    "related": lambda store: store.related.to("note-0", "alan"),
    "search": lambda store: store.search.find("防晒", "alan"),
    "picks": lambda store: store.picks.best(),
    "behind": lambda store: store.interests.topics.behind(),
}
WHOLE = re.compile(r"^SCAN (notes|comments|products|visible_\w+|listed_\w+)(?! USING)")
LAST = "MAX(number)"  # the last row ends the scan
GATE = re.compile(r"(MATERIALIZE|CO-ROUTINE) (notes|comments|products|visible_\w+|listed_\w+)$")


def plans(store: Store, job: Callable[[Store], object]) -> dict[str, list[str]]:
    """Return how SQLite goes about each query of a job that is done for the second time."""
    job(store)
    connection, asked = store.database.read(), list[str]()
    connection.set_trace_callback(asked.append)
    job(store)
    connection.set_trace_callback(None)
    queries = [one for one in asked if one.lstrip().startswith(("SELECT", "WITH")) and "IN ()" not in one]
    return {query: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")] for query in queries}


@pytest.mark.parametrize("job", JOBS)
def test_no_gate_is_filled_and_no_table_read_through(store: Store, job: str) -> None:
    store.people.follow("alan", "ali", True)
    store.search.prepare()
    found = plans(store, JOBS[job])
    assert found
    bad = {
        query: steps
        for query, steps in found.items()
        if any(GATE.search(step) or (WHOLE.search(step) and LAST not in query) for step in steps)
    }
    assert bad == {}


def test_pages_come_in_the_order_of_their_index(store: Store) -> None:
    store.people.follow("alan", "ali", True)
    for channel, index in (
        ("for-you", "notes_by_warmth"),
        ("skincare", "notes_by_category"),
        ("nearby", "notes_by_city"),
    ):
        found = plans(store, lambda store, channel=channel: store.feed.page("alan", channel))  # type: ignore[misc]
        pages = [
            steps
            for query, steps in found.items()
            if "ORDER BY" in query and "notes.number" in query and index in str(steps)
        ]
        assert pages, channel
        assert not [step for steps in pages for step in steps if "TEMP B-TREE" in step]


def test_what_is_visible_is_counted_without_looking_at_a_note(store: Store) -> None:
    query = "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM visible_notes notes WHERE {}"
    for where, index in (("city_zh = '武汉'", "notes_by_city"), ("author_id = 'ali'", "notes_by_author")):
        (step,) = [row[3] for row in store.database.read().execute(query.format(where))]
        assert "COVERING INDEX " + index in step
