"""Records that are read often and change rarely: kept until anything in the file has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from store.database.base import Database

Record = TypeVar("Record")


class Remembered(Generic[Record]):
    """Records by id; a change by anybody, in this process or in another, has them read again."""

    def __init__(self, database: Database, read: Callable[[str], Record]) -> None:
        """``read`` makes the record of an id from the database, or raises."""
        self._database = database
        self._read = read
        self._local = threading.local()

    def of(self, key: str) -> Record:
        """Return the record of an id as it is now; raises what reading it raises."""
        moment = self._database.moment()
        if getattr(self._local, "moment", None) != moment:
            self._local.moment, self._local.records = moment, {}
        records: dict[str, Record] = self._local.records
        if key not in records:
            records[key] = self._read(key)
        return records[key]
