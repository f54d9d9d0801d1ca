"""What a person has chosen: a TOML file in the platform's configuration folder, ``XHS_TUI_*`` above it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CELL_MODES = ("octant", "sextant", "quadrant", "half", "words")
PICTURES = ("auto", "lite", "kitty", "sixel", *CELL_MODES)
"""How pictures may be shown: by what the terminal can do, with fewer bytes, or in one way only."""


@dataclass(slots=True)
class Config:
    """The choices that outlive a session; ``keys`` maps a command id to the key that replaces its own.

    ``big`` is never saved: it belongs to a projector, not to the person.
    """

    language: str = "auto"
    theme: str = "xhs-dark"
    pictures: str = "auto"
    big: bool = False
    keys: dict[str, str] = field(default_factory=dict)


def config_path() -> Path:
    """Return where the configuration file lies (``XHS_TUI_CONFIG`` overrides)."""
    if override := os.environ.get("XHS_TUI_CONFIG"):
        return Path(override)
    from platformdirs import user_config_path

    return user_config_path("xhs-tui") / "config.toml"


def data_path() -> Path:
    """Return where the database lies (``XHS_TUI_DB`` overrides)."""
    if override := os.environ.get("XHS_TUI_DB"):
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("xhs-tui") / "world.db"


def load() -> Config:
    """Read the configuration; a broken file counts as an empty one, so that the shop always opens."""
    config, stored = Config(), _stored()
    for name in ("language", "theme", "pictures"):
        if isinstance(stored.get(name), str):
            setattr(config, name, stored[name])
    if isinstance(stored.get("keys"), dict):
        config.keys = {str(key): str(value) for key, value in stored["keys"].items()}
    config.language = os.environ.get("XHS_TUI_LANG", config.language)
    config.theme = os.environ.get("XHS_TUI_THEME", config.theme)
    config.pictures = os.environ.get("XHS_TUI_PICTURES", config.pictures)
    if config.pictures not in PICTURES:
        config.pictures = "auto"
    return config


def _stored() -> dict[str, Any]:
    """Return what the file says; without a file nothing is imported to read it."""
    try:
        text = config_path().read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def save(config: Config) -> None:
    """Write the configuration; a folder that cannot be written is ignored."""
    import tomli_w

    path = config_path()
    content = {
        "language": config.language,
        "theme": config.theme,
        "pictures": config.pictures,
        "keys": config.keys,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(content), "utf-8")
    except OSError:
        return
