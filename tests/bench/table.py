"""The table the measurements are printed in."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

NOW = 1_795_333_320


class Report:
    """Collects lines; ``compared`` becomes a ratio, ``goal`` stands beside it."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, str, str]] = []

    def __call__(
        self, what: str, value: float, unit: str, compared: float | None = None, goal: str = ""
    ) -> None:
        """Keep one line."""
        ratio = f"{value / compared:.2f}" if compared else ""
        self._rows.append((what, f"{value:.2f}" if value < 1 else f"{value:.1f}", unit, ratio, goal))

    def print(self) -> None:
        """Print all lines."""
        table = Table("measured", "value", "unit", "ratio", "goal")
        for row in self._rows:
            table.add_row(*row)
        Console(width=110).print(table)


def p99(values: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return sorted(values)[min(len(values) - 1, round(len(values) * 0.99))]
