"""The checkout's steps without a screen: what is chosen, what a key does next, what an answer of the store changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto

from store.errors import StoreError
from store.trade.providers import BEHAVIOURS, Behaviour
from store.trade.records import Address, CheckoutDraft, Identity, Order, PaymentMethod

CHANGED = ("cart_changed", "offer_gone")
"""Refusals after which new prices are shown beside the old ones."""
GONE = ("out_of_stock", "not_sellable")
"""Refusals after which a cart goes on without what is gone."""


class Step(IntEnum):
    """The steps of the checkout."""

    ADDRESS = 0
    IDENTITY = 1
    PAYMENT = 2
    CONFIRM = 3
    PAYING = 4


class Wanted(Enum):
    """What has to be done before the checkout goes on; ``PRICES``: price the draft anew, without comparing."""

    NOTHING = auto()
    ADDRESS_FORM = auto()
    IDENTITY_FORM = auto()
    PRICES = auto()
    CHECK = auto()
    PLACE = auto()
    PAY = auto()
    PUT_BACK = auto()


@dataclass(slots=True)
class CheckoutFlow:
    """A draft on its way to paid orders.

    ``shown`` is the draft whose prices stand beside the new ones; ``busy`` says that the store is asked and
    keys have to wait; ``ready`` that the payment page listens.
    """

    draft: CheckoutDraft | None = None
    orders: tuple[Order, ...] = ()
    shown: CheckoutDraft | None = None
    step: Step = field(init=False)
    address: Address | None = field(init=False)
    method: PaymentMethod = field(init=False)
    behaviour: Behaviour = "succeeds"
    busy: bool = False
    ready: bool = True

    def __post_init__(self) -> None:
        """Begin with the address; with orders that wait for their payment, at the payment page."""
        self.step = Step.PAYING if self.orders else Step.ADDRESS
        self.address = self.draft.addresses[0] if self.draft and self.draft.addresses else None
        self.method = self.orders[0].method if self.orders else "alipay"

    # -- what keys do

    def forward(self, *, in_time: bool = True) -> Wanted:
        """Go on, or say what has to be done first; ``in_time``: placed orders can still be paid."""
        if self.busy or not self.ready:
            return Wanted.NOTHING
        if self.step is Step.PAYING:
            return self._ask(Wanted.PAY if in_time else Wanted.PUT_BACK)
        if self.step is Step.CONFIRM:
            able = self.draft is not None and self.address is not None
            return self._ask(Wanted.PLACE) if able else Wanted.NOTHING
        if self.step is Step.ADDRESS and self.address is None:
            return Wanted.ADDRESS_FORM
        if self.step is Step.IDENTITY:
            has_one = self.draft is not None and self.draft.identity is not None
            return self._ask(Wanted.CHECK) if has_one else Wanted.IDENTITY_FORM
        return self._go(Step(self.step + 1))

    def back(self) -> Wanted:
        """Go one step back; an order that is placed stays placed."""
        return self.back_to(self.step - 1)

    def back_to(self, number: int) -> Wanted:
        """Go back to the step of that number, if it is done; an order that is placed stays placed."""
        if self.busy or not Step.ADDRESS <= number < self.step < Step.PAYING:
            return Wanted.NOTHING
        return self._go(Step(number))

    def choose(self, kind: str, key: str) -> None:
        """Take an address (by its number) or a payment method."""
        if kind == "address" and self.draft:
            self.address = next(one for one in self.draft.addresses if str(one.id) == key)
        elif kind == "method":
            self.method = key  # type: ignore[assignment]

    def next_behaviour(self) -> None:
        """Let the embedded provider answer in another way next."""
        self.behaviour = BEHAVIOURS[(BEHAVIOURS.index(self.behaviour) + 1) % len(BEHAVIOURS)]

    def _ask(self, wanted: Wanted) -> Wanted:
        self.busy = True
        return wanted

    def _go(self, step: Step) -> Wanted:
        """Go to a step; say that prices are wanted where the address has changed since they were asked for."""
        self.step, self.shown = step, None
        draft = self.draft
        if draft and draft.address_id and self.address and draft.address_id != self.address.id:
            self.draft = replace(draft, address_id=self.address.id)
            return Wanted.PRICES  # the way is another one, and so may be its price
        return Wanted.NOTHING

    # -- what the store answered

    def filled_in(self, addresses: tuple[Address, ...], identity: Identity | None) -> None:
        """Take what the buyer typed into a form."""
        if self.draft is not None:
            self.draft = replace(self.draft, addresses=addresses, identity=identity)
            if self.step is Step.ADDRESS:
                self.address = addresses[-1]

    def removed(self, addresses: tuple[Address, ...]) -> None:
        """Take the addresses that are left once one was removed, or is back."""
        if self.draft is not None:
            self.draft = replace(self.draft, addresses=addresses)
            self.address = addresses[0] if addresses else None

    def checked(self) -> Wanted:
        """Go on: the card holds today and its owner may buy what is in the draft."""
        self.busy = False
        return self._go(Step.PAYMENT)

    def placed(self, orders: tuple[Order, ...], *, ready: bool) -> None:
        """Go to the payment page; it may be deaf at first (not ``ready``), so that a second enter pays nothing."""
        self.busy, self.orders, self.ready = False, orders, ready
        self._go(Step.PAYING)

    def listen(self) -> None:
        """Hear keys on the payment page."""
        self.ready = True

    def answered(self) -> None:
        """Hear keys again: the provider has answered."""
        self.busy = False

    def refused(self, error: Exception) -> bool:
        """Hear keys again; return whether what was refused can be shown anew at today's prices."""
        self.busy = False
        if self.step is not Step.CONFIRM or not isinstance(error, StoreError):
            return False
        from_cart = self.draft is not None and self.draft.from_cart
        return error.code in CHANGED or (from_cart and error.code in GONE)

    def priced(self, draft: CheckoutDraft, beside: CheckoutDraft | None = None) -> None:
        """Take a draft at today's prices; those of ``beside`` stand beside them."""
        self.draft, self.shown = draft, beside

    # -- what can be told

    @property
    def wants_adult(self) -> bool:
        """Whether only an adult may buy what is in the draft."""
        groups = self.draft.groups if self.draft else ()
        return any(line.product.adult for group in groups for line in group.lines)

    @property
    def waiting_for_payment(self) -> bool:
        """Whether the payment page is shown but still deaf to keys."""
        return self.step is Step.PAYING and not self.ready
