"""The feed, the picks and the trees on a broad world, and opening the app on it: ``python -m tests.bench.feed``.

An argument is the number of notes (a million when there is none), a second one a file to keep the world in.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fixtures.world import open_world
from store import Store
from store.feed.queue import FeedQueue
from tests.bench.broad import broad_world
from tests.bench.table import NOW, Report, p99
from tests.terminal import shop

READERS, EVENTS, PAGE = 50, 300, 20
RUNS, STARTS = 7, 5
A_CARD = "♡"


class Watch:
    """Times calls, by the wall and by the processor, in milliseconds."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def __call__(self, job: Callable[[], object]) -> None:
        """Time one call."""
        wall, cpu = time.perf_counter(), time.thread_time()
        job()
        self.cpu.append(1_000 * (time.thread_time() - cpu))
        self.wall.append(1_000 * (time.perf_counter() - wall))

    def tell(self, report: Report, what: str, goal: str = "") -> None:
        """Report the median and the worst hundredth."""
        report(f"{what}: p50", statistics.median(self.wall), "ms")
        report(f"{what}: p99", p99(self.wall), "ms", None, goal)
        report(f"{what}: CPU p50", statistics.median(self.cpu), "ms")
        report(f"{what}: CPU p99", p99(self.cpu), "ms", None, goal)


def readers(store: Store, report: Report) -> list[str]:
    """Let fifty people do three hundred things each, about some topics of their own; report what it costs."""
    chance, connection, watch = random.Random(3), store.database.read(), Watch()
    people = [
        row[0]
        for row in connection.execute("SELECT id FROM people WHERE role = 'reader' LIMIT ?", (READERS,))
    ]
    notes = connection.execute("SELECT MAX(rowid) FROM notes").fetchone()[0]
    topics = store.interests.topics
    for person in people:
        tastes = [topic for _ in range(12) for topic in topics.of_note(chance.randrange(1, notes))][:40]
        for _ in range(EVENTS):
            note = chance.choice(topics.warmest(chance.choice(tastes)))
            name = connection.execute("SELECT id FROM notes WHERE rowid = ?", (note,)).fetchone()[0]
            kind = chance.choice(("read", "read", "like", "save"))
            watch(partial(store.notes.react, person, name, kind, True))
    watch.tell(report, "an event, with the reaction it belongs to", "<= 3")
    return people


def from_queue(queue: FeedQueue, person: str, start: int) -> object:
    """Read a page's places from the newest queue."""
    return queue.places(person, queue.generation(person), start, PAGE)


def pages(store: Store, people: list[str], report: Report) -> None:
    """Report what a page of the feed costs: ranked anew, from its queue, and as cards."""
    queue, maker, feed = store.feed.queue, store.queue_maker, store.feed
    for person in people:
        maker.rank(person)  # neighbours of what was just liked are computed once
    live, refill, queued, cards = Watch(), Watch(), Watch(), Watch()
    for person in people:
        live(partial(maker.rank, person, PAGE))
        refill(partial(maker.prepare, person))
        for start in (0, PAGE, 2 * PAGE):
            queued(partial(from_queue, queue, person, start))
        cards(partial(feed.page, person, limit=PAGE))
    live.tell(report, f"{PAGE} places ranked live", "<= 5")
    refill.tell(report, "a queue of 80 made and kept")
    queued.tell(report, f"{PAGE} places from the queue", "<= 0.5")
    cards.tell(report, f"{PAGE} cards from the queue, with prices", "<= 5")


def shelves(store: Store, report: Report) -> None:
    """Report what the first page of the shop and the trees cost."""
    jobs: dict[str, Callable[[], object]] = {
        "eight picks with trends": lambda: store.picks.best(8),
        "84 countries": store.catalogue.countries,
        "16 shelves with their goods": store.catalogue.categories,
        "a shelf of 200 products": lambda: store.catalogue.products("skincare", limit=200),
        "the tree of categories": lambda: store.browse.tree("categories"),
        "the tree of brands": lambda: store.browse.tree("brands"),
        "what lies near a note": lambda: store.related.to("n77", "alan"),
        "channels": lambda: store.feed.channels("alan"),
        "a category's first page": lambda: store.feed.page("alan", "skincare", limit=36),
    }
    for name, job in jobs.items():
        watch = Watch()
        for _ in range(RUNS):
            watch(job)
        report(f"{name}: CPU p50", statistics.median(watch.cpu), "ms")
    tree, watch = store.browse.tree("brands"), Watch()
    for number in range(200):
        watch(partial(tree.matches, f"bra{number}"[: 1 + number % 6]))
    watch.tell(report, f"jumping by typing among {len(tree.nodes):,} names", "<= 16")


def opening(story: Path, broad: Path, report: Report) -> None:
    """Report how long the app takes to its first cards on the story and on the broad world."""

    def start(world: Path) -> float:
        terminal = shop(world)
        seconds = terminal.wait_for(A_CARD)
        terminal.settle(0.3)
        terminal.press("q")
        terminal.end()
        return 1_000 * seconds

    for world in (story, broad):
        start(world)
    few = statistics.median(start(story) for _ in range(STARTS))
    many = statistics.median(start(broad) for _ in range(STARTS))
    report("first cards, story world", few, "ms")
    report("first cards, broad world", many, "ms", few, "<= 1.1")


def main() -> None:
    """Measure everything and print the table."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        broad = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name) / "broad.db"
        if not broad.exists():
            started = time.perf_counter()
            broad_world(broad, notes, NOW)
            report(f"{notes:,} notes made and indexed", time.perf_counter() - started, "s")
        store = open_world(broad, now=NOW)
        people = readers(store, report)
        pages(store, people, report)
        shelves(store, report)
        store.close()
        story = Path(name) / "story.db"
        open_world(story, now=NOW).close()
        opening(story, broad, report)
    report.print()


if __name__ == "__main__":
    main()
