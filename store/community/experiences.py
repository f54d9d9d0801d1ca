"""What buyers tell of what has arrived: a review with pictures, or a note that is half written already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.community.notes import NotesRoom
from store.community.opinions import OpinionsRoom
from store.community.people import PeopleRoom
from store.database.base import Database
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.pictures import PictureSpec
from store.trade.cart import CartRoom
from store.trade.orders import OrdersRoom
from store.trade.records import CartSummary, Order
from store.words import NOTHING, Bilingual, clean

LONGEST_REVIEW, LONGEST_TITLE, LONGEST_NOTE, MOST_PICTURES = 500, 40, 2_000, 9
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known of a purchase when somebody tells of it: days on its way, and whether it was late."""

    days: int
    late: bool


class ExperiencesRoom:
    """Reviews and notes of those who have bought."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        parcels: ParcelsRoom,
        cart: CartRoom,
        catalogue: CatalogueRoom,
        people: PeopleRoom,
        notes: NotesRoom,
        opinions: OpinionsRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._parcels = parcels
        self._cart = cart
        self._catalogue = catalogue
        self._people = people
        self._notes = notes
        self._opinions = opinions

    def of_order(self, buyer: str, order_id: str) -> Experience:
        """Return what is known; raises ``StoreError``: ``unknown_order``, ``review_too_early``."""
        order = self._orders.of_buyer(buyer, order_id)
        tracking = self._parcels.of_order(order_id)
        received = tracking.reached("delivered") if tracking else None
        if tracking is None or received is None or order.paid_at is None:
            raise StoreError("review_too_early")
        days = max(1, -(-(received - order.paid_at) // _DAY))
        return Experience(days, tracking.delivery.state == "broken")

    def review(
        self, buyer: str, order_id: str, stars: int, text: str, pictures: Sequence[PictureSpec] = ()
    ) -> int:
        """Review the first product of an order, once; return the review's id.

        Raises ``StoreError``: ``unknown_order``, ``review_too_early``, ``bad_stars``, ``empty_review``,
        ``comment_too_long(length=, most=)``, ``already_reviewed``.
        """
        self.of_order(buyer, order_id)
        words = _words(text, LONGEST_REVIEW)
        if not 1 <= stars <= 5:
            raise StoreError("bad_stars")
        with self._database.write() as connection:
            product = self._orders.get(order_id).lines[0].product_id
            known = "SELECT 1 FROM reviews WHERE order_id = ? AND product_id = ?"
            if connection.execute(known, (order_id, product)).fetchone():
                raise StoreError("already_reviewed")
            now = self._clock.now()
            key = self._opinions.add_review(product, buyer, stars, Bilingual.same(words), now)
            connection.execute(
                "UPDATE reviews SET pictures = ?, order_id = ? WHERE id = ?",
                (_json(pictures), order_id, key),
            )
            return key

    def again(self, buyer: str, order_id: str) -> tuple[CartSummary, int]:
        """Put what an order held into the cart again; return the cart and how many kinds there were left.

        Raises ``StoreError``: ``unknown_order``, and what the cart says when nothing of it can be had.
        """
        order, kinds, refused = self._orders.of_buyer(buyer, order_id), 0, None
        with self._database.write():
            for line in order.lines:
                try:
                    self._cart.add(buyer, line.sku_id, line.quantity)
                    kinds += 1
                except StoreError as error:
                    refused = error
        if not kinds and refused is not None:
            raise refused
        return self._cart.summary(buyer), kinds

    def note(
        self,
        buyer: str,
        order_id: str,
        stars: int,
        title: str,
        text: str,
        pictures: Sequence[PictureSpec] = (),
    ) -> str:
        """Publish a note about the goods of an order and return its id; ``stars`` say its verdict.

        Raises ``StoreError``: ``unknown_order``, ``review_too_early``, ``bad_stars``, ``empty_review``,
        ``comment_too_long``.
        """
        self.of_order(buyer, order_id)
        if not 1 <= stars <= 5:
            raise StoreError("bad_stars")
        order = self._orders.get(order_id)
        heading, words = _words(title, LONGEST_TITLE), _words(text, LONGEST_NOTE)
        product = self._catalogue.product(order.lines[0].product_id)
        now = self._clock.now()
        key = f"mine-{hashlib.sha256(f'{order_id}/{heading}/{words}'.encode()).hexdigest()[:10]}"
        with self._database.write() as connection:
            if not connection.execute("SELECT 1 FROM notes WHERE id = ?", (key,)).fetchone():
                self._notes.add(
                    note_id=key,
                    kind="review",
                    verdict="recommend" if stars > 3 else "mixed" if stars == 3 else "against",
                    author_id=buyer,
                    category_id=product.category.id.partition("/")[0],
                    title=Bilingual.same(heading),
                    body=Bilingual.same(words),
                    city=self._people.get(buyer).city,
                    pictures=list(pictures) or [unboxed(order)],
                    tags=[],
                    product_ids=list(dict.fromkeys(line.product_id for line in order.lines)),
                    published_at=now,
                    adult=product.adult,
                )
        return key


def unboxed(order: Order) -> PictureSpec:
    """Return a picture of the goods as their buyer would take it: another side, another light."""
    spec = PictureSpec.from_json(order.lines[0].picture_json)
    seed = int(hashlib.sha256(order.id.encode()).hexdigest()[:6], 16)
    return replace(spec, seed=seed, time="night" if seed % 2 else "day", headline=NOTHING)


def _words(text: str, most: int) -> str:
    """Return a cleaned text; raises ``StoreError`` where it is empty or too long."""
    words = clean(text).strip()
    if not words:
        raise StoreError("empty_review")
    if len(words) > most:
        raise StoreError("comment_too_long", length=len(words), most=most)
    return words


def _json(pictures: Sequence[PictureSpec]) -> str:
    specs = [json.loads(spec.to_json()) for spec in pictures[:MOST_PICTURES]]
    return json.dumps(specs, ensure_ascii=False, separators=(",", ":"))
