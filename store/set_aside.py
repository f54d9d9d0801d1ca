"""Setting a world aside: the file gets another name, so that a new one can begin."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from store.clock import SystemClock
from store.database.sqlite import bring_log_home, take_alone
from store.errors import StoreError

_BESIDE = ("", "-wal", "-shm")


def set_aside(path: Path) -> Path:
    """Rename the world at ``path`` and return its new name; a broken file is set aside as it is.

    Raises ``StoreError``: ``world_in_use`` while another program has it open, ``db_unwritable``.
    """
    _take_alone(path)
    moment = datetime.fromtimestamp(SystemClock().now())
    kept = path.with_name(f"{path.stem}-{moment:%Y%m%d-%H%M%S}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}-{moment:%Y%m%d-%H%M%S}-{number}{path.suffix}")
    try:
        for ending in _BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{path}{ending}").rename(f"{kept}{ending}")
    except OSError as error:
        raise StoreError("db_unwritable", path=str(path), reason=error.strerror or "") from error
    return kept


def _take_alone(path: Path) -> None:
    """Make sure nobody else has the file open, and bring its log home."""
    with closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as connection:
        try:
            take_alone(connection)
            bring_log_home(connection)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError("world_in_use", path=str(path)) from None
        except sqlite3.DatabaseError:
            return  # what is no database is set aside all the same
