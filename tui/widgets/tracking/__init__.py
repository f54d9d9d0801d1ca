"""Parcels on their way: timeline, map, promises, documents."""
