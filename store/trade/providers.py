"""Payment providers: what the shop asks of one, what it may answer, and three that live in this program.

No money moves anywhere: the embedded providers answer as real ones do, on good days and on bad ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from store.trade.records import PaymentMethod

Outcome = Literal["succeeded", "declined"]
Behaviour = Literal["succeeds", "declines", "times_out", "twice", "late", "wrong_amount", "other_payer"]
BEHAVIOURS: tuple[Behaviour, ...] = (
    "succeeds",
    "declines",
    "times_out",
    "twice",
    "late",
    "wrong_amount",
    "other_payer",
)
LATE_SECONDS = 60
"""How long after the orders have lapsed a late answer arrives."""


@dataclass(frozen=True, slots=True)
class Request:
    """One payment asked of a provider for some orders; unpaid it lapses at ``until`` (seconds UTC)."""

    id: str
    method: PaymentMethod
    amount_fen: int
    order_ids: tuple[str, ...]
    until: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says of a payment; ``reference`` is its own and never used twice.

    ``payer`` is the masked name of somebody else who paid ("" when it was the buyer).
    """

    reference: str
    payment_id: str
    outcome: Outcome
    amount_fen: int
    payer: str = ""


class Provider(Protocol):
    """A payment provider."""

    @property
    def method(self) -> PaymentMethod:
        """The way to pay it stands for."""
        ...

    def link(self, order_id: str) -> str:
        """Return where the buyer pays: what the code on the screen holds."""
        ...

    def answers(self, request: Request, attempt: int, now: int) -> tuple[tuple[int, Answer], ...]:
        """Return when (seconds UTC) the provider says what; nothing at all when it times out."""
        ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """A simulated provider that answers as ``behaviour`` says."""

    method: PaymentMethod
    behaviour: Behaviour = "succeeds"

    def link(self, order_id: str) -> str:
        """Return a link that names the simulation, so that nobody takes it for money."""
        return f"xhs-tui://simulated/{self.method}/{order_id}"

    def answers(self, request: Request, attempt: int, now: int) -> tuple[tuple[int, Answer], ...]:
        """Answer as ``behaviour`` says; ``attempt`` keeps the references of several tries apart."""

        def answer(number: int, outcome: Outcome, fen: int = request.amount_fen, payer: str = "") -> Answer:
            reference = f"{self.method}/{request.id}/{attempt}.{number}"
            return Answer(reference, request.id, outcome, fen, payer)

        match self.behaviour:
            case "succeeds":
                return ((now, answer(1, "succeeded")),)
            case "declines":
                return ((now, answer(1, "declined")),)
            case "times_out":
                return ()
            case "twice":
                return (now, answer(1, "succeeded")), (now, answer(2, "succeeded"))
            case "late":
                return ((request.until + LATE_SECONDS, answer(1, "succeeded")),)
            case "wrong_amount":
                return ((now, answer(1, "succeeded", request.amount_fen - 1)),)
            case "other_payer":
                return ((now, answer(1, "succeeded", payer="*邻")),)
