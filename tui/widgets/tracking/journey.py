"""A parcel's journey as it is shown: what is known of it, what went wrong, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from store.logistics.customs import Declaration
from store.logistics.documents import held_for_identity
from store.logistics.records import Stage, Tracking
from store.trade.losses import Breach
from store.trade.records import Identity, Order
from tui.i18n import day, hour, money, t

HOME = "Asia/Shanghai"
ASTRAY: tuple[Stage, ...] = ("rejected", "damaged", "lost", "returning", "returned")
TROUBLED: tuple[Stage, ...] = (
    "held",
    "inspected",
    "attempt_failed",
    "pickup_ready",
    "partly_delivered",
    *ASTRAY,
)


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another parcel of the same purchase."""

    order_id: str
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class Journey:
    """An order with its parcel, as seen at ``now`` (seconds UTC); ``kind`` is the goods' category at the top."""

    order: Order
    tracking: Tracking
    identity: Identity | None
    now: int
    kind: str = "any"
    declared: Declaration | None = None
    breaches: tuple[Breach, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    playing: bool = False

    @property
    def held(self) -> bool:
        """Tell whether customs is holding the parcel for a document."""
        return held_for_identity(self.tracking)

    @property
    def late(self) -> bool:
        """Tell whether the promise of dispatch is broken and nothing was sent yet."""
        dispatch = self.tracking.dispatch
        return dispatch.state == "broken" and dispatch.met_at is None and not self.tracking.over


@dataclass(frozen=True, slots=True)
class Fix:
    """Something to do about the parcel now: a command, and the words beside its key."""

    command: str
    words: str


def fixes(journey: Journey) -> list[Fix]:
    """Return what can be done about a parcel now, the best thing first."""
    tracking, order = journey.tracking, journey.order
    if journey.playing or order.state not in ("paid", "completed"):
        return []
    found: list[Fix] = []
    if tracking.stage == "held" and tracking.waits_for_buyer:
        what = "photo" if tracking.trouble == "held_id_photo" else "payer"
        found += [Fix("answer", t(f"journey.fix-{what}")), Fix("withdraw_parcel", t("journey.fix-withdraw"))]
    if tracking.stage == "pickup_ready":
        found.append(Fix("answer", t("journey.fix-collect", code=pickup_code(tracking))))
    if owed := [breach for breach in journey.breaches if not breach.claimed]:
        found.append(Fix("claim", t("journey.claim", amount=money(sum(breach.fen for breach in owed)))))
    if journey.late:
        found.append(Fix("cancel_order", t("journey.fix-cancel")))
    if tracking.stage == "delivered":
        if order.state == "paid":
            found.append(Fix("confirm_receipt", t("journey.fix-confirm")))
        found += [
            Fix("review", t("journey.fix-review")),
            Fix("write_note", t("journey.fix-note")),
            Fix("reorder", t("journey.fix-again")),
        ]
    return found


def why(journey: Journey) -> str:
    """Return a sentence about the trouble a parcel is in, or nothing."""
    tracking = journey.tracking
    until = f"{day(tracking.gives_up_at)} {hour(tracking.gives_up_at)}" if tracking.gives_up_at else ""
    if tracking.stage == "held" and until:
        return t("journey.until-customs", until=until)
    if tracking.stage == "pickup_ready" and until:
        return t("journey.until-pickup", until=until)
    if tracking.stage == "partly_delivered":
        return t("journey.boxes", done=1, n=tracking.boxes)
    return ""


def pickup_code(tracking: Tracking) -> str:
    """Return the code a pickup point asks for."""
    number = sum(ord(letter) * 7**place for place, letter in enumerate(tracking.parcel_id)) % 10**6
    return f"{number // 10_000:02d}-{number % 10_000:04d}"
