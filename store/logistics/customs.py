"""The declaration of a parcel: what it holds, and its way through customs as a machine of few states.

Assembled from order, payment and waybill (GACC notice 194/2018, article 4); nothing of it is stored: it
follows from the parcel's events and from what its buyer did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import SupplyMode
from store.logistics.course import ANSWERS, actual_stages
from store.logistics.declared import Declarant, Purchase
from store.logistics.plan import HOUR, MINUTE
from store.logistics.records import Act, ParcelPlan, Stage, Tracking
from store.logistics.timeline import reached_at

CustomsState = Literal[
    "collecting",
    "matching",
    "mismatch",
    "matched",
    "submitted",
    "inspected",
    "released",
    "rejected",
    "withdrawn",
]
MOVES: Mapping[CustomsState, tuple[CustomsState, ...]] = {
    "collecting": ("matching",),
    "matching": ("matched", "mismatch"),
    "mismatch": ("matching", "withdrawn"),
    "matched": ("submitted",),
    "submitted": ("released", "inspected", "rejected"),
    "inspected": ("released", "rejected"),
    "released": (),
    "rejected": (),
    "withdrawn": (),
}
_MATCHING, _SUBMITTING = 20 * MINUTE, 45 * MINUTE


@dataclass(frozen=True, slots=True)
class CustomsStep:
    """A state of the declaration, and since when (seconds UTC)."""

    state: CustomsState
    at: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared of a parcel: one order, one payment, one waybill (so one list of goods).

    ``goods`` are pieces by SKU, ``value_fen`` the dutiable value, ``tax_fen`` the import tax; the buyer is
    masked. ``steps`` end with the state it is in.
    """

    number: str
    mode: SupplyMode
    order_id: str
    waybill: str
    buyer: str
    buyer_number: str
    goods: tuple[tuple[str, int], ...]
    value_fen: int
    tax_fen: int
    steps: tuple[CustomsStep, ...]

    @property
    def state(self) -> CustomsState:
        """The state it is in."""
        return self.steps[-1].state


def steps(plan: ParcelPlan, acts: Iterable[Act], now: int) -> tuple[CustomsStep, ...]:
    """Return the states a declaration has gone through by ``now``, each with its moment."""
    done = tuple(act for act in acts if act.at <= now)
    stages = actual_stages(plan, done)
    passed = dict(stages[: reached_at(stages, now) + 1])
    found = [CustomsStep("collecting", plan.paid_at)]
    begins = passed.get("packed") if plan.mode == "bonded_1210" else passed.get("arrived_port")
    if begins is None:
        return tuple(found)
    found.append(CustomsStep("matching", begins))
    if "held" in passed:
        found += _answered(plan, passed, done)
        if found[-1].state in ("mismatch", "withdrawn"):
            return tuple(found)
    begins = found[-1].at
    found += _decided(passed, begins)
    return tuple(step for step in found if step.at <= now)


def _answered(plan: ParcelPlan, passed: Mapping[Stage, int], done: tuple[Act, ...]) -> list[CustomsStep]:
    """Return the mismatch of a held parcel and what its buyer did about it; silence withdraws it."""
    found = [CustomsStep("mismatch", passed["held"])]
    answers = {act.kind: act.at for act in done}
    if "withdraw" in answers:
        return [*found, CustomsStep("withdrawn", answers["withdraw"])]
    if ANSWERS[plan.trouble] in answers:
        return [*found, CustomsStep("matching", max(passed["held"], answers[ANSWERS[plan.trouble]]))]
    if "rejected" in passed:
        return [*found, CustomsStep("withdrawn", passed["rejected"])]
    return found


def _decided(passed: Mapping[Stage, int], begins: int) -> list[CustomsStep]:
    """Return match, submission, inspection and decision; never later than the decision itself."""
    ends = min(
        (passed[stage] for stage in ("inspected", "released", "rejected") if stage in passed),
        default=begins + HOUR * 24 * 365,
    )
    found = [
        CustomsStep("matched", min(begins + _MATCHING, ends)),
        CustomsStep("submitted", min(begins + _SUBMITTING, ends)),
    ]
    order: tuple[tuple[Stage, CustomsState], ...] = (
        ("inspected", "inspected"),
        ("released", "released"),
        ("rejected", "rejected"),
    )
    return found + [CustomsStep(state, passed[stage]) for stage, state in order if stage in passed]


def declare(
    order: Purchase, identity: Declarant | None, plan: ParcelPlan, acts: Iterable[Act], now: int
) -> Declaration:
    """Assemble an order's declaration as it stands at ``now``; cancelled pieces are not in it."""
    left = [line for line in order.lines if line.remaining]
    seed = sum(ord(letter) * 31**place for place, letter in enumerate(order.id))
    office = (plan.port or plan.origin).code or "2900"
    return Declaration(
        number=f"{office[:4].upper()}{order.placed_at % 10**6:06d}I{seed % 10**9:09d}",
        mode=plan.mode,
        order_id=order.id,
        waybill=plan.tracking_number,
        buyer=identity.name_masked if identity else "",
        buyer_number=identity.number_masked if identity else "",
        goods=tuple((line.sku_id, line.remaining) for line in left),
        value_fen=sum((line.goods_fen + line.freight_fen) * line.remaining // line.quantity for line in left),
        tax_fen=sum(line.tax.tax_fen * line.remaining // line.quantity for line in left),
        steps=steps(plan, acts, now),
    )


def is_open(tracking: Tracking | None) -> bool:
    """Tell whether customs holds a parcel: its escrow is not released meanwhile (invariant 13)."""
    return tracking is not None and tracking.stage in ("held", "inspected")
