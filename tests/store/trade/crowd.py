"""Eight processes that buy from the same stock as fast as they can, for tests and for the bench."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from store.offers.records import Offer
from store.words import Bilingual
from tests.small_world import NOW
from tests.terminal import PATIENCE

SKUS = ("sunscreen-30", "mask-7", "amp-1")
CHEAP = SKUS[:2]
CODE_USES = 5

LEAST_TRIES = 8
"""However slow the machine is, each buyer tries so often."""


def stock_up(store: Store, pieces: int) -> None:
    """Put pieces on the shelf, and plan a set of two goods and a code that few may use."""
    until = NOW + 86_400
    for sku in SKUS:
        if pieces:
            store.stock.move(sku, "receive", pieces, "crowd")
    parts = {"sunscreen-30": 1, "mask-7": 1}
    store.offers.add(Offer("duo", "bundle", Bilingual("双件", "Duo"), 0, until, off_fen=1_000, parts=parts))
    few = Offer(
        "few",
        "coupon",
        Bilingual("限量", "Few"),
        0,
        until,
        off_fen=500,
        audience="holders",
        code="FEW",
        uses=CODE_USES,
    )
    store.offers.add(few)


def _buy(
    path: Path,
    buyer: str,
    seed: int,
    seconds: float,
    keen: bool,
    answers: multiprocessing.Queue[Counter[str]],
) -> None:
    """Buy, pay, and sometimes cancel, until the time is up and enough was tried; answer what came of each try."""
    store, chance, said = Store.open(path, FixedClock(NOW)), random.Random(seed), Counter[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end or said.total() < LEAST_TRIES:
        try:
            said[_once(store, buyer, chance, keen)] += 1
        except StoreError as error:
            said[error.code] += 1
        except Exception as error:
            said[f"! {error}"] += 1
    store.close()
    answers.put(said)


def _once(store: Store, buyer: str, chance: random.Random, keen: bool) -> str:
    if chance.random() < 0.1:
        store.offers.redeem_code(buyer, "FEW")
    made = store.checkout.begin_now(buyer, chance.choice(CHEAP if keen else SKUS), chance.randint(1, 2))
    placed = store.checkout.place(buyer, made, made.addresses[0].id, "alipay")
    again = store.checkout.place(buyer, made, made.addresses[0].id, "alipay")
    assert [order.id for order in placed] == [order.id for order in again]
    if chance.random() < 0.7:
        store.payments.pay(buyer, [order.id for order in placed])
    if chance.random() < (0.9 if keen else 0.3):
        store.cancellations.cancel(buyer, placed[0].id)
    return "bought"


def run(path: Path, buyers: list[str], seconds: float, *, keen: bool = False) -> Counter[str]:
    """Let one process for each buyer loose on the world at ``path``; return what they were told.

    ``keen`` buyers take cheap goods and cancel most of them, so that no limit ever stops them.
    """
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[Counter[str]] = context.Queue()
    crowd = [
        context.Process(target=_buy, args=(path, buyer, number, seconds, keen, answers))
        for number, buyer in enumerate(buyers)
    ]
    for one in crowd:
        one.start()
    said = sum((answers.get(timeout=seconds + PATIENCE) for _ in crowd), Counter[str]())
    for one in crowd:
        one.join(30)
    return said
