"""Ranking: everything at most once, two of twenty by an author, exploration in its places, greedy as promised."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.feed import ranking
from store.feed.ranking import ALIKE, AUTHOR_MOST, BLOCK, EXPLORE_AT, Candidate, Scored, Signals, ranked

DAY = 86_400
RARITIES = {topic: 1.0 + topic % 5 for topic in range(1, 30)}
NOTES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 100), st.sets(st.integers(1, 29), max_size=5)),
    max_size=60,
).map(
    lambda rows: [
        Candidate(number, author, warmth, tuple(topics)) for number, (author, warmth, topics) in enumerate(rows)
    ]
)  # fmt: skip
WANTED = st.dictionaries(st.integers(1, 15), st.integers(-50, 50).map(lambda tenths: tenths / 10), max_size=8)


def naive(scored: list[Scored]) -> list[int]:
    """Choose greedily the plain way: compare every note with all above it, each time."""
    worth = (1 - ALIKE) / max((one.total for one in scored if one.total > 1e-9), default=1.0)
    left, shown, authors = list(scored), list[Scored](), Counter[str]()

    def likeness(one: Scored) -> float:
        bag = set(one.candidate.topics)
        sizes = [sum(RARITIES[t] for t in other.candidate.topics) or 1.0 for other in shown]
        own = sum(RARITIES[t] for t in bag) or 1.0
        return max(
            (
                sum(RARITIES[t] for t in bag & set(other.candidate.topics)) / min(own, size)
                for other, size in zip(shown, sizes, strict=True)
            ),
            default=0.0,
        )

    while left:
        if len(shown) % BLOCK == 0:
            authors.clear()
        free = [one for one in left if authors[one.candidate.author] < AUTHOR_MOST]
        if not free:
            authors.clear()
            continue
        best = min(free, key=lambda one: (ALIKE * likeness(one) - worth * one.total, scored.index(one)))
        left.remove(best)
        shown.append(best)
        authors[best.candidate.author] += 1
    return [one.candidate.note for one in shown]


@settings(max_examples=60, deadline=None)
@given(NOTES, WANTED)
def test_the_quick_way_chooses_what_the_plain_way_chooses(
    notes: list[Candidate], wanted: dict[int, float]
) -> None:
    scored = ranking._scored(notes, Signals(wanted, RARITIES, now=0))
    quick = [one.candidate.note for one in ranking._diverse(scored, RARITIES)]
    assert quick == naive(scored)


@settings(max_examples=60, deadline=None)
@given(NOTES, WANTED, st.integers(1, 40))
def test_every_note_stands_at_most_once(
    notes: list[Candidate], wanted: dict[int, float], length: int
) -> None:
    signals = Signals(wanted, RARITIES, explorable=frozenset(range(16, 30)))
    shown = [one.candidate.note for one in ranked(notes, signals, length)]
    assert len(set(shown)) == len(shown) == min(length, len(notes))


def many(authors: int) -> list[Candidate]:
    """Return notes about topic 1, every third also about 20."""
    return [Candidate(n, str(n % authors), n, (1, 20) if n % 3 == 0 else (1,)) for n in range(1, 80)]


def test_an_author_has_two_of_twenty() -> None:
    shown = ranked(many(30), Signals({1: 5.0}, RARITIES), 60)
    for start in range(0, 60, BLOCK):
        authors = Counter(one.candidate.author for one in shown[start : start + BLOCK])
        assert max(authors.values()) <= AUTHOR_MOST


def test_two_places_of_twenty_explore() -> None:
    signals = Signals({1: 5.0}, RARITIES, explorable=frozenset({20, 21}))
    notes = [*many(30), *(Candidate(100 + n, f"x{n}", 0, (1, 21)) for n in range(9))]
    shown = ranked(notes, signals, 20)
    assert [place for place, one in enumerate(shown) if one.explores] == list(EXPLORE_AT)
    for place in EXPLORE_AT:
        assert shown[place].explores in shown[place].candidate.topics
        assert shown[place].topic == 1


def test_the_reason_is_the_channel_that_gave_most() -> None:
    notes = [Candidate(1, "a", 0, (1,)), Candidate(2, "b", 0, (2,)), Candidate(3, "c", 0, (3,))]
    signals = Signals({1: 9.0}, RARITIES, near={2: (4.0, 77)}, followed=frozenset("c"))
    shown = {one.candidate.note: one for one in ranked(notes, signals)}
    assert (shown[1].channel, shown[1].topic) == (ranking.TOPICS, 1)
    assert (shown[2].channel, shown[2].near) == (ranking.NEAR, 77)
    assert shown[3].channel == ranking.FOLLOWED


def test_unwanted_topics_keep_away() -> None:
    notes = [Candidate(1, "a", 0, (1, 2)), Candidate(2, "b", 0, (1,))]
    signals = Signals({1: 1.0}, RARITIES, near={1: (9.0, 7)}, unwanted=frozenset({2}))
    assert [one.candidate.note for one in ranked(notes, signals)] == [2]


def test_what_was_passed_over_sinks() -> None:
    notes = [Candidate(1, "a", 0, (1,)), Candidate(2, "b", 0, (1, 2))]
    assert [one.candidate.note for one in ranked(notes, Signals({1: 1.0}, RARITIES))] == [1, 2]
    passed = Signals({1: 1.0}, RARITIES, passed=frozenset({1}))
    assert [one.candidate.note for one in ranked(notes, passed)] == [2, 1]


def test_each_channel_gives_its_share_of_the_pools_best() -> None:
    notes = [
        Candidate(1, "a", 0, (1,)),
        Candidate(2, "b", 0, (1, 2, 3, 4)),
        Candidate(3, "c", 0, ()),
        Candidate(4, "d", 16 * DAY, (5,)),
    ]
    signals = Signals(
        {1: 4.0, 5: -1.0}, RARITIES, near={2: (6.0, 9), 3: (3.0, 8)}, followed=frozenset("c"), now=10 * DAY
    )
    one, two, three, four = ranking._scored(notes, signals)
    assert one.parts == (1.0, 0.0, 0.0, 0.0)
    assert two.parts == pytest.approx((0.5, 0.8, 0.0, 0.0))  # a fourth of its topics: by the root of four
    assert three.parts == pytest.approx((0.0, 0.4, 0.6, 0.0))
    assert four.parts == pytest.approx((-0.25, 0.0, 0.0, 0.15))
    assert [scored.total for scored in (one, two, three, four)] == pytest.approx([1.0, 1.3, 1.0, -0.1])
    assert [(scored.topic, scored.near) for scored in (one, two, three, four)] == [
        (1, 0),
        (1, 9),
        (0, 8),
        (0, 0),
    ]
    passed = Signals({1: 4.0}, RARITIES, passed=frozenset({1}), now=10 * DAY)
    assert ranking._scored(notes[:1], passed)[0].parts == (0.5, 0.0, 0.0, 0.0)


def test_where_peoples_saves_are_known_nearness_counts_more_and_topics_less() -> None:
    notes = [Candidate(1, "a", 0, (1,)), Candidate(2, "b", 0, (2,))]
    for people, topics, near in ((0.0, 1.0, 0.8), (0.5, 0.65, 0.9), (1.0, 0.3, 1.0)):
        one, two = ranking._scored(notes, Signals({1: 3.0}, RARITIES, near={2: (5.0, 1)}, people=people))
        assert (one.parts[0], two.parts[1]) == pytest.approx((topics, near))


def test_warmth_is_a_share_from_ten_days_past_to_six_ahead() -> None:
    now = 100 * DAY
    for warmth, share in ((now - 11 * DAY, 0.0), (now - 10 * DAY, 0.0), (now - 2 * DAY, 0.5), (now + 6 * DAY, 1.0), (now + 7 * DAY, 1.0)):  # fmt: skip
        assert ranking._warm(warmth, now) == pytest.approx(share)


def test_only_a_topic_of_two_notes_is_explored_and_by_the_one_furthest_from_the_persons_own() -> None:
    notes = [
        Candidate(1, "a", 1, (1, 20)),
        Candidate(2, "b", 9, (1, 2, 20)),
        Candidate(3, "c", 2, (1, 21)),
        Candidate(4, "d", 3, (2, 22)),
        Candidate(5, "e", 3, (2, 22)),
    ]
    signals = Signals({1: 5.0}, RARITIES, explorable=frozenset({20, 21, 22}))
    (found,) = ranking._unknown(ranking._scored(notes, signals), signals)
    assert (found.candidate.note, found.explores, found.topic) == (2, 20, 1)
    again = Candidate(6, "f", 99, (1, 2, 20))  # as far, and warmer
    (found,) = ranking._unknown(ranking._scored([*notes, again], signals), signals)
    assert found.candidate.note == 6


def test_what_is_only_unwanted_counts_against_as_it_weighs() -> None:
    (one,) = ranking._scored([Candidate(1, "a", 0, (1,))], Signals({1: -4.0}, RARITIES, now=100 * DAY))
    assert one.parts == (-4.0, 0.0, 0.0, 0.0)


def test_the_channel_is_the_one_that_gave_most() -> None:
    nobody = Candidate(1, "a", 0, ())
    for place, channel in enumerate(ranking.CHANNELS):
        parts = tuple(2.0 if at == place else 1.0 for at in range(4))
        assert Scored(nobody, parts, sum(parts)).channel == channel  # type: ignore[arg-type]


def test_being_like_a_note_above_costs_a_quarter_of_the_best_score() -> None:
    def order(third: float) -> list[int]:
        scored = [
            Scored(Candidate(note, str(note), 0, (topic,)), (total, 0.0, 0.0, 0.0), total)
            for note, topic, total in ((1, 1, 10.0), (2, 1, 9.0), (3, 2, third))
        ]
        return [one.candidate.note for one in ranking._diverse(scored, RARITIES)]

    assert order(6.6) == [1, 3, 2]  # 9.0 less 2.5: what is alike has 6.5 left
    assert order(6.4) == [1, 2, 3]
