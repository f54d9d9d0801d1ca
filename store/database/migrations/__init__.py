"""The steps from an empty file to today's schema, one file a step, in the order of their names.

A step is ``upgrade(connection)``; it never changes once it has been released. The number of steps
done is kept in ``PRAGMA user_version``, so that an up-to-date database opens without the library.
"""

from __future__ import annotations

import pkgutil
import sqlite3
from importlib import import_module

from store.database.sqlite import set_schema_version


def steps() -> tuple[str, ...]:
    """Return the names of all steps, oldest first."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__)))


def bring_up_to_date(connection: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Apply the steps that this database has not seen yet, each with its own record in the database."""
    # 92 ms to import: only ever paid by a database that has something to be done.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("xhs-tui")
    for name in names:
        upgrade = import_module(f"{__name__}.{name}").upgrade
        migrations(name=name)(lambda database, upgrade=upgrade: upgrade(database.conn))
    migrations.apply(Database(connection))
    set_schema_version(connection, len(names))
