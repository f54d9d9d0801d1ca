"""Compile the message catalogues: ``python -m tui.locales`` writes a ``.mo`` beside each ``.po`` that is newer.

The same ``.po`` always gives the same bytes, so that two builds of a wheel are equal.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

LOCALES = Path(__file__).parent
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def compile_stale() -> list[Path]:
    """Compile every catalogue changed since it was last compiled, drop what has lost its source.

    Returns the compiled files. When there is nothing to do this costs a look at each file's age.
    """
    for compiled in LOCALES.glob("*/LC_MESSAGES/*.mo"):
        if not compiled.with_suffix(".po").exists():
            compiled.unlink()
    sources = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
    return [_compile(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    """Write the ``.mo`` of a catalogue under another name first: an app may be reading the old one."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    return unfinished.replace(target)


if __name__ == "__main__":
    compile_stale()
