"""How long things stay open in the trade: for payment, in escrow, for returns. One place for all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Periods:
    """What is open for how long: minutes to pay; days from delivery until escrow is released; days to
    return without a reason, and with a fault; days after customs release within which a return is asked
    for and is back, for its tax to come back too.
    """

    pay_minutes: int
    release_days: int
    no_reason_days: int
    fault_days: int
    tax_asked_days: int
    tax_back_days: int


PERIODS = Periods(
    pay_minutes=30,
    release_days=10,
    no_reason_days=7,
    fault_days=30,
    tax_asked_days=30,
    tax_back_days=45,
)
"""The periods that hold today; their sources are named where they are applied (``return_terms``)."""
