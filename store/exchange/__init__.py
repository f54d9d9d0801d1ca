"""Bringing much in at once."""
