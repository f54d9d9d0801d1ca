"""Measurements in a real terminal, printed as one table: ``make bench``."""
