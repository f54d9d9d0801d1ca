"""The Chinese calendar against the table that the State Council published for 2026.

Source: General Office of the State Council, notice on the arrangement of some holidays of 2026
(Guobanfa mingdian [2025] No. 7), 4 November 2025, www.gov.cn.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.calendar import (
    BEIJING,
    add_working_days,
    announced,
    day_of,
    is_working_day,
    working_days_between,
)
from store.logistics.promises import delivery
from store.logistics.timeline import timeline
from tests.store.logistics.fates import plan

# First and last day of each holiday, and the weekends that are worked for it.
PUBLISHED = (
    ("New Year", (1, 1), (1, 3), ((1, 4),)),
    ("Spring Festival", (2, 15), (2, 23), ((2, 14), (2, 28))),
    ("Tomb Sweeping", (4, 4), (4, 6), ()),
    ("Labour Day", (5, 1), (5, 5), ((5, 9),)),
    ("Dragon Boat", (6, 19), (6, 21), ()),
    ("Mid-Autumn", (9, 25), (9, 27), ()),
    ("National Day", (10, 1), (10, 7), ((9, 20), (10, 10))),
)


def test_every_day_of_2026_is_what_was_published() -> None:
    off = {
        date(2026, *first) + timedelta(days=number)
        for _, first, last, _ in PUBLISHED
        for number in range((date(2026, *last) - date(2026, *first)).days + 1)
    }
    worked = {date(2026, *day) for *_, days in PUBLISHED for day in days}
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        works = day in worked or (day.weekday() < 5 and day not in off)
        assert is_working_day(day) is works, day


def paid(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING).timestamp())


@pytest.mark.parametrize(
    ("paid_on", "last"),
    [
        (date(2026, 9, 18), date(2026, 10, 14)),  # Sunday 09-20 worked; Mid-Autumn and National Day off
        (date(2026, 9, 30), date(2026, 10, 26)),  # Saturday 10-10 worked; 10-01 to 10-07 off
        (date(2026, 2, 13), date(2026, 3, 11)),  # Saturdays 02-14 and 02-28 worked; 02-15 to 02-23 off
        (date(2026, 2, 20), date(2026, 3, 12)),  # paid in the middle of the Spring Festival
        (date(2026, 11, 22), date(2026, 12, 10)),
    ],
)
def test_the_14_working_days_over_national_day_and_spring_festival(paid_on: date, last: date) -> None:
    promise = delivery(paid(paid_on), (("paid", paid(paid_on)),), paid(paid_on))
    assert day_of(promise.deadline) == last
    assert promise.certain
    counted = [paid_on + timedelta(days=n) for n in range(1, (last - paid_on).days + 1)]
    assert sum(map(is_working_day, counted)) == 14 and is_working_day(last)


def test_a_deadline_beyond_the_published_table_is_said_not_guessed() -> None:
    assert announced(2026)
    far = max(year for year in range(2026, 2040) if announced(year)) + 1
    sure = timeline(plan("sure", "bonded_1210", paid_at=paid(date(2026, 6, 1))), paid(date(2026, 6, 2)))
    beyond = timeline(
        plan("beyond", "bonded_1210", paid_at=paid(date(far - 1, 12, 25))), paid(date(far - 1, 12, 26))
    )
    assert sure.delivery.certain and not beyond.delivery.certain


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_working_days_count_back(day: date, number: int) -> None:
    end = add_working_days(day, number)
    assert is_working_day(end)
    assert working_days_between(day, end) == number
