"""Working days of the Chinese calendar: weekends, public holidays, and the weekends worked instead.

The State Council names the days for each year in November of the year before; the ``holidays`` library
carries them, and knows only the fixed feasts of years not yet announced (``announced`` tells).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any

BEIJING = timezone(timedelta(hours=8))


def day_of(seconds: int) -> date:
    """Return the day in Beijing at ``seconds`` UTC."""
    return datetime.fromtimestamp(seconds, BEIJING).date()


def end_of(day: date) -> int:
    """Return the last second of a day in Beijing, in seconds UTC."""
    return int(datetime.combine(day, time(23, 59, 59), BEIJING).timestamp())


@lru_cache(maxsize=16)
def _year(year: int) -> Any:
    import holidays  # late: 60 ms that only a parcel needs

    return holidays.country_holidays("CN", years=year)


@lru_cache(maxsize=64)
def announced(year: int) -> bool:
    """Tell whether the State Council's table of a year is known: every one so far has weekends worked."""
    return any(day.year == year for day in _year(year).weekend_workdays)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Tell whether people work on a day in China, make-up workdays included."""
    return bool(_year(day.year).is_working_day(day))


@lru_cache(maxsize=4096)
def add_working_days(day: date, number: int) -> date:
    """Return the ``number``-th working day after ``day`` (which itself does not count)."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


@lru_cache(maxsize=4096)
def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after ``first``, up to ``last`` and with it."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
