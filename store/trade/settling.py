"""What time decides about orders while nobody looks, written down in one place.

Unpaid orders lapse, late answers of the providers arrive, the platform decides disputes, returns go their
way, escrow is released after ten days, and what was lost is refunded. Nothing ticks: whoever reads orders,
or acts on what they hold back, settles first. Settling again changes nothing.
"""

from __future__ import annotations

from store.trade.disputes import DisputesRoom
from store.trade.losses import LossesRoom
from store.trade.payments import PaymentsRoom
from store.trade.receipts import ReceiptsRoom
from store.trade.reservations import Reservations
from store.trade.returns import ReturnsRoom


class SettlingRoom:
    """Brings the books up to the present."""

    def __init__(
        self,
        *,
        reservations: Reservations,
        payments: PaymentsRoom,
        disputes: DisputesRoom,
        returns: ReturnsRoom,
        receipts: ReceiptsRoom,
        losses: LossesRoom,
    ) -> None:
        self._reservations = reservations
        self._payments = payments
        self._disputes = disputes
        self._returns = returns
        self._receipts = receipts
        self._losses = losses

    def settle(self, buyer: str) -> None:
        """Write down all that has become due: of everybody what is cheap to find, of ``buyer`` the rest.

        An order that has lapsed gives stock, coupons and quota back before a late answer finds it; a
        return has gone as far as it will before its order's escrow is released.
        """
        self._reservations.lapse_due()
        self._payments.hear_due()
        self._disputes.decide_due()
        self._returns.settle_due(buyer)
        self._receipts.release_due(buyer)
        self._losses.settle_due(buyer)
