"""Parcels, their timeline, and the two promises."""
