"""The shop without a screen: data and rules.

``from store import Store`` is the front door; nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.shop import Store as Store

__all__ = ["Store"]


def __getattr__(name: str) -> Any:
    """Load the shop only when somebody asks for it (start-up is counted in milliseconds)."""
    if name == "Store":
        from store.shop import Store

        return Store
    raise AttributeError(name)
