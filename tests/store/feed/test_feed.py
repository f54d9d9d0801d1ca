"""The wall's pages."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError


@pytest.mark.parametrize("channel", ["for-you", "skincare", "following"])
def test_pages_of_any_size_hold_every_note_once(store: Store, channel: str) -> None:
    store.people.follow("alan", "ali", True)
    store.people.follow("alan", "mum", True)
    whole = [card.id for card in store.feed.page("alan", channel).cards]
    assert len(whole) == 6
    for size in (1, 2, 4):
        seen, after = list[str](), None
        while True:
            page = store.feed.page("alan", channel, after, size)
            assert page.total == 6
            seen += [card.id for card in page.cards]
            after = page.after
            if after is None:
                break
        assert seen == whole


def test_new_applause_does_not_disturb_the_next_page(store: Store) -> None:
    first = store.feed.page("alan", "for-you", limit=2)
    for person in ("alan", "xiaoman"):
        store.notes.react(person, "note-5", "like", True)
    rest = store.feed.page("alan", "for-you", first.after)
    assert not {card.id for card in first.cards} & {card.id for card in rest.cards}


def test_a_foreign_key_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="unknown_page"):
        store.feed.page("alan", after="yesterday")


def test_a_card_with_one_product_knows_its_price_to_the_door(store: Store) -> None:
    cards = {card.id: card for card in store.feed.page("alan").cards}
    assert cards["note-0"].landed_fen == 9_710  # 79.00 + 10.00 freight + 9.1 % tax
    assert cards["note-1"].landed_fen is None
    assert cards["note-1"].goods == 2
