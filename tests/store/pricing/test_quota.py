"""The year's limit: what is reserved and freed, by whom and in which year."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.pricing.quota import Quota

YEAR_LIMIT = 2_600_000
UNTIL_2027 = 40 * 86_400


@pytest.fixture
def quota(store: Store) -> Quota:
    return Quota(store.database, store.clock)


def test_the_year_is_full_at_its_limit_and_not_before(quota: Quota) -> None:
    quota.reserve("alan", "one", YEAR_LIMIT - 5)
    with pytest.raises(StoreError, match="over_annual_limit") as caught:
        quota.reserve("alan", "two", 6)
    assert caught.value.params == {"used_fen": YEAR_LIMIT - 5, "left_fen": 5, "limit_fen": YEAR_LIMIT}
    quota.reserve("alan", "two", 5)
    assert quota.used("alan") == YEAR_LIMIT
    assert quota.used("xiaoman") == 0


def test_what_is_freed_is_freed_once_a_reason(quota: Quota) -> None:
    quota.reserve("alan", "order", 1_000)
    for reason, fen, left in (
        ("cancel", 300, 700), ("cancel", 300, 700), ("return", 200, 500), ("nothing", 0, 500),
        ("nothing", 100, 400),
    ):  # fmt: skip
        quota.free("order", reason, fen)
        assert quota.used("alan") == left
    quota.free("never reserved", "cancel", 9)
    assert quota.used("alan") == 400


def test_each_year_has_its_own_and_what_is_freed_goes_back_to_it(store: Store, quota: Quota) -> None:
    quota.reserve("alan", "old", 700)
    store.world.advance(UNTIL_2027)
    assert quota.used("alan") == 0
    quota.reserve("alan", "new", 50)
    quota.free("old", "return", 600)
    assert quota.used("alan") == 50


def test_the_limit_is_a_persons_and_not_an_accounts(store: Store, quota: Quota) -> None:
    quota.reserve("ali", "before", 10)  # nobody has shown a card yet: the account counts
    store.buyers.keep_identity("ali", "*岚", "3101**********204X", "secret of alan")
    quota.reserve("alan", "one", 1_000)
    assert quota.used("ali") == quota.used("alan") == 1_000
