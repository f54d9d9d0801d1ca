"""A world with as many notes as wanted, copied from the story's in one statement."""

from __future__ import annotations

from pathlib import Path

from fixtures.world import open_world

COPIES = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :copies)
    INSERT INTO notes (id, kind, verdict, author_id, category_id, title_zh, title_en, body_zh, body_en,
        city_zh, city_en, cover, pictures, tags, adult, views, other_likes, other_saves, published_at, warmth)
    SELECT id || '-' || n, kind, verdict, author_id, category_id, title_zh || ' ' || n, title_en || ' ' || n,
        '', '', city_zh, city_en, cover, '[' || cover || ']', tags, adult, views, other_likes, other_saves,
        published_at - n, warmth - n
    FROM notes, numbers WHERE notes.id IN (SELECT id FROM notes ORDER BY id LIMIT 50)
"""


def world_of(path: Path, notes: int, now: int) -> None:
    """Make a world of about ``notes`` notes at ``path``."""
    store = open_world(path, now=now)
    with store.transaction() as connection:
        own = connection.execute("SELECT COUNT(*) FROM notes").fetchone()[0]
        connection.execute(COPIES, {"copies": max(1, notes // own - 1)})
    store.close()
