"""Working days of the Chinese calendar: weekends, public holidays, and the weekends worked instead.

The State Council names the days for each year in November of the year before; the ``holidays`` library
carries them, and knows only the fixed feasts of years not yet announced (``announced`` tells).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

BEIJING = timezone(timedelta(hours=8))


def day_of(seconds: int) -> date:
    """Return the day in Beijing at ``seconds`` UTC."""
    return datetime.fromtimestamp(seconds, BEIJING).date()


def end_of(day: date) -> int:
    """Return the last second of a day in Beijing, in seconds UTC."""
    return int(datetime.combine(day, time(23, 59, 59), BEIJING).timestamp())


@cache
def _china() -> Any:
    """Return the library's table of China, read from its own file.

    Late, for only a parcel needs it; and alone, for the package it lies in imports every country: 260 modules
    and 190 ms of processor time instead of 90.
    """
    import holidays

    file = Path(holidays.__file__).with_name("countries") / "china.py"
    spec = spec_from_file_location("holidays_of_china", file)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.China


@lru_cache(maxsize=16)
def _year(year: int) -> Any:
    return _china()(years=year)


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
