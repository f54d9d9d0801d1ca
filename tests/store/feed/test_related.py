"""What leads on from a note: its like, what several people saved together, what others bought after it."""

from __future__ import annotations

from store import Store
from store.words import Bilingual
from tests.small_world import HOUR, NOW
from tests.store.feed.test_topics import publish


def test_notes_with_rare_things_in_common_are_near(store: Store) -> None:
    publish(store, "tube", ("极光",), ("sunscreen",))
    publish(store, "light", ("极光",), ())
    near = [card.id for card in store.related.to("light", "alan").near]
    assert near[0] == "tube"
    assert "light" not in near


def test_saved_together_counts_people_but_not_the_reader(store: Store) -> None:
    for person in ("alan", "xiaoman", "ali"):
        for note in ("note-1", "note-3"):
            store.notes.react(person, note, "save", True)
    store.notes.react("mum", "note-1", "save", True)
    (saved,) = store.related.to("note-1", "mum").together
    assert (saved.card.id, saved.people) == ("note-3", 3)
    assert [one.people for one in store.related.to("note-1", "alan").together] == [2]
    store.notes.react("ali", "note-3", "save", False)
    assert store.related.to("note-1", "alan").together == ()


def test_what_others_bought_after_it(store: Store) -> None:
    store.notes.react("xiaoman", "note-0", "like", True)
    assert store.related.to("note-0", "alan").bought == ()
    store.cart.add("xiaoman", "mask-7")
    draft = store.checkout.begin("xiaoman")
    orders = store.checkout.place("xiaoman", draft, draft.addresses[0].id, "alipay")
    assert store.related.to("note-0", "alan").bought == ()
    store.payments.pay("xiaoman", [order.id for order in orders])
    (bought,) = store.related.to("note-0", "alan").bought
    assert (bought.card.id, bought.people) == ("mask", 1)
    assert store.related.to("note-0", "xiaoman").bought == ()
    # A commenter who reviews later has bought too; who reviewed before has not bought because of the note.
    store.opinions.add_review("mask", "mum", 5, Bilingual.same("good"), NOW)
    store.opinions.add_review("amp", "mum", 5, Bilingual.same("good"), NOW - 2 * HOUR)
    assert [(one.card.id, one.people) for one in store.related.to("note-0", "alan").bought] == [("mask", 2)]


def test_what_was_sent_away_is_not_related(store: Store) -> None:
    near = store.related.to("note-0", "alan").near
    store.interests.drop("alan", near[0].id, True)
    assert near[0].id not in {card.id for card in store.related.to("note-0", "alan").near}
