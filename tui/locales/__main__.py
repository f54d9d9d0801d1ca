"""Compile every catalogue: ``python -m tui.locales``."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent


def compiled(source: Path) -> bytes:
    """Return the ``.mo`` content for one ``.po`` file."""
    import io

    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> None:
    """Write the ``.mo`` beside every ``.po``."""
    for source in sorted(HERE.glob("*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
