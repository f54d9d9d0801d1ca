"""Compile the message catalogues: ``python -m tui.locales`` writes a ``.mo`` beside each ``.po``.

The same ``.po`` always gives the same bytes, so that compiling again changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Compile every catalogue of every language."""
    for source in sorted(Path(__file__).parent.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        catalogue.creation_date = catalogue.revision_date = SOME_DAY
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    main()
