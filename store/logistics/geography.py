"""Distances and points on the great circle (haversine and slerp on a sphere of 6,371 km)."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

from store.catalogue.records import Place

EARTH_KM = 6_371.0


def distance_km(one: Place, other: Place) -> float:
    """Return the great-circle distance between two places in kilometres."""
    return EARTH_KM * _angle(one, other)


def point_between(one: Place, other: Place, share: float) -> tuple[float, float]:
    """Return latitude and longitude ``share`` (0.0-1.0) of the way along the great circle."""
    angle = _angle(one, other)
    if angle < 1e-9:
        return one.lat, one.lon
    first, second = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x, y, z = (first * a + second * b for a, b in zip(_vector(one), _vector(other), strict=True))
    return degrees(atan2(z, sqrt(x * x + y * y))), degrees(atan2(y, x))


def _angle(one: Place, other: Place) -> float:
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * asin(min(1.0, sqrt(half)))


def _vector(place: Place) -> tuple[float, float, float]:
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
