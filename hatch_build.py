"""Build hook of the wheel, editable or not: compiles the message catalogues that go into it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface[Any]):
    """Runs what ``make messages`` runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a ``.mo`` beside each ``.po`` before the files are gathered."""
        runpy.run_path(str(Path(self.root, "tui", "locales", "__main__.py")), run_name="__main__")
