"""What results can be narrowed by: a document's facts as one whole number, and counting them.

A document keeps all its facts in 62 bits, so that those of a thousand documents are read and counted in a
millisecond. The same facts are tokens of the index, so that a choice narrows everything and not only the
documents that were looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from store.search.tokens import mark

KINDS = ("review", "howto", "travel", "compare", "haul", "list", "daily", "warning")
VERDICTS = ("recommend", "mixed", "against")
SELLERS = ("own", "flagship", "third_party")
MODES = ("bonded_1210", "direct_9610", "overseas_9610")
PRICES = (5_000, 10_000, 20_000, 50_000)
"""Prices to the door at which the next range begins, in fen."""
SKINS = ("oily", "dry", "combination", "sensitive")
EXPERIENCES = ("again", "emptied", "lasting", "gift", "beginner", "little")

_HINTS = {
    "oily": "油皮 油性 大油田 oily",
    "dry": "干皮 干性 沙漠皮 dry-skin dry_skin",
    "combination": "混油 混干 混合皮 combination",
    "sensitive": "敏感肌 敏感皮 敏皮 泛红 sensitive",
    "again": "回购 还会买 再买 无限回 buy_again buy_it_again buying_again repurchas reorder",
    "emptied": "空瓶 用完 见底 空了 emptied finished_the finished_my used_up",
    "lasting": "半年 一年 half_a_year",
    "gift": "送礼 送妈 送爸 送人 礼物 gift present_for",
    "beginner": "新手 小白 入门 第一次 beginner first_time for_starters",
    "little": "平价 学生党 百元 性价比 budget cheap worth_the_money",
}
_SAID = {name: tuple(one.replace("_", " ") for one in words.split()) for name, words in _HINTS.items()}
_LONG = re.compile(r"(?:[6-9]\d|[1-9]\d\d) ?(?:天|days)")

# Where each fact lies in the number: the bit it begins at, and how many bits it has.
_PLACES = {
    "category": (0, 14), "brand": (14, 17), "country": (31, 8), "price": (39, 3), "seller": (42, 2),
    "mode": (44, 2), "kind": (46, 4), "verdict": (50, 2), "skin": (52, 4), "experience": (56, 6),
}  # fmt: skip
_LISTS = {
    "seller": SELLERS, "mode": MODES, "kind": KINDS, "verdict": VERDICTS, "skin": SKINS,
    "experience": EXPERIENCES, "price": ("0", "1", "2", "3", "4"),
}  # fmt: skip
_FEW = 39
FLAGS = ("skin", "experience")
NAMED = ("category", "brand", "country")
_LETTER = {
    "category": "c", "brand": "b", "country": "n", "price": "p", "seller": "s", "mode": "w", "kind": "k",
    "verdict": "v", "skin": "y", "experience": "e", "author": "a", "tag": "t", "week": "d", "likes": "l",
    "cost": "f",
}  # fmt: skip


def token(facet: str, value: object) -> str:
    """Return the token of the index that stands for a value of a facet."""
    return mark(_LETTER[facet], value)


def hints(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of skin and the experiences that a folded text speaks of."""
    said = {name for name, words in _SAID.items() if any(word in text for word in words)}
    if _LONG.search(text):
        said.add("lasting")
    return tuple(n for n in SKINS if n in said), tuple(n for n in EXPERIENCES if n in said)


def price_range(fen: int) -> str:
    """Return the range a price to the door lies in, ``"0"`` (the lowest) to ``"4"``."""
    return str(sum(fen >= edge for edge in PRICES))


def packed(**facts: int | str | tuple[str, ...]) -> int:
    """Return facts as one number: numbers of names, codes of lists, several codes where there are flags.

    0 in a place means that there is no such fact; codes are kept as their position plus one.
    """
    whole = 0
    for facet, value in facts.items():
        start, bits = _PLACES[facet]
        if isinstance(value, tuple):
            part = sum(1 << _LISTS[facet].index(one) for one in value)
        elif isinstance(value, str):
            part = _LISTS[facet].index(value) + 1
        else:
            part = value
        whole |= (part if part >> bits == 0 else 0) << start
    return whole


def part(whole: int, facet: str) -> int:
    """Return the number of one fact in ``packed`` facts."""
    start, bits = _PLACES[facet]
    return whole >> start & ((1 << bits) - 1)


def counted(documents: Iterable[int], facet: str) -> Counter[int]:
    """Return how many documents have each number of a fact; those without it are left out."""
    start, bits = _PLACES[facet]
    most = (1 << bits) - 1
    found = Counter([whole >> start & most for whole in documents])
    del found[0]
    return found


def few(documents: Iterable[int]) -> Counter[int]:
    """Return the facts that have few values, counted together: many documents are alike in all of them."""
    return Counter([whole >> _FEW << _FEW for whole in documents])


def counted_few(found: Counter[int], facet: str) -> Counter[int]:
    """Return the same as ``counted`` for one of the facts in ``few``."""
    start, bits = _PLACES[facet]
    most = (1 << bits) - 1
    said: Counter[int] = Counter()
    for whole, times in found.items():
        said[whole >> start & most] += times
    del said[0]
    return said


def codes(found: Counter[int], facet: str) -> Counter[str]:
    """Return counts by the codes of a list; of flags every one counts for itself."""
    names = _LISTS[facet]
    if facet not in FLAGS:
        return Counter({names[number - 1]: times for number, times in found.items()})
    said: Counter[str] = Counter()
    for flags, times in found.items():
        for place, name in enumerate(names):
            if flags >> place & 1:
                said[name] += times
    return said


def order_of(facet: str) -> tuple[str, ...]:
    """Return the codes of a facet in the order in which they are shown."""
    return _LISTS[facet]
