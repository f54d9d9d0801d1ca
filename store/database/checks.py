"""What the doctor asks of a world: a check names what is wrong, and says nothing of what is healthy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from store.database.sqlite import BROKEN_REFERENCES, faults

Check = Callable[[sqlite3.Connection], Iterable[str]]


def rows(query: str) -> Check:
    """Return the check that names the first column of all that ``query`` finds."""

    def look(connection: sqlite3.Connection) -> Iterator[str]:
        return (str(row[0]) for row in connection.execute(query))

    return look


CHECKS: dict[str, Check] = {
    "database-whole": faults,
    "foreign-keys": rows(BROKEN_REFERENCES),
}
