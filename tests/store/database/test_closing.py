"""Closing a database while other threads still read: nothing breaks, and the log is brought home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from store import Store
from tests.terminal import ROOT

READERS = """
import sys, threading
from pathlib import Path
from store.database.base import Database

database, reading = Database(Path(sys.argv[1])), threading.Event()

def read():
    connection = database.read()
    while not done:
        connection.execute("SELECT count(*) FROM sqlite_master a, sqlite_master b").fetchone()
        reading.set()

for _ in range(40):
    done = []
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    reading.wait()
    database.close()
    done.append(True)
    for thread in threads:
        thread.join()
    reading.clear()
"""


def test_threads_that_still_read_do_not_end_the_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READERS, str(tmp_path / "world.db")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_was_written_stands_in_the_file_itself(store: Store) -> None:
    store.world.set("told", "yes")
    store.close()
    assert not Path(f"{store.database.path}-wal").exists()
