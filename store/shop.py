"""The front door of the shop."""

from __future__ import annotations


class Store:
    """One world: the rooms of the shop over one database."""
