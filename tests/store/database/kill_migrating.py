"""``python -m tests.store.database.kill_migrating FOLDER``: open a released file, killed in mid-migration.

The process has one thread, so that it may fork: each child opens its own copy of ``FOLDER/released.db`` and is
killed with SIGKILL right before its n-th statement. Prints one line of JSON for each n.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.database import sqlite
from tests.small_world import NOW

EVERY = 9


def dump(path: Path) -> str:
    """Return everything the file holds, read by SQLite alone."""
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    said = "\n".join([str(version), *connection.iterdump()])
    connection.close()
    return said


def attempt(path: Path, step: int) -> bool:
    """Open the file in a child that is killed at its ``step``-th statement; tell whether it came to its end."""
    child = os.fork()
    if not child:
        seen, connect = 0, sqlite.connect

        def count(_statement: str) -> None:
            nonlocal seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def traced(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            connection.set_trace_callback(count)
            return connection

        sqlite.connect = traced
        Store.open(path, FixedClock(NOW)).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.WEXITSTATUS(status) == 0, f"opening failed at step {step}"
    return True


def main(folder: Path) -> None:
    """Kill at every ninth statement until the opening comes to its end."""
    start, world = folder / "released.db", folder / "world.db"
    before = dump(start)
    for step in range(1, 10_000, EVERY):
        for file in folder.glob("world.db*"):
            file.unlink()
        shutil.copy(start, world)
        if attempt(world, step):
            return
        untouched = dump(world) == before
        store = Store.open(world, FixedClock(NOW))
        sick = [check for check in store.doctor()["checks"] if not check["ok"]]
        store.close()
        print(json.dumps({"step": step, "untouched": untouched, "sick": sick}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
