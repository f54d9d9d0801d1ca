"""What the checkout shows of its flow: the choices of a step, the breadcrumb's words, the payment page."""

from __future__ import annotations

from store.trade.providers import Embedded
from tui.i18n import pick, t
from tui.paint.rows import Row
from tui.screens.checkout_flow import CheckoutFlow, Step
from tui.theme import Palette
from tui.widgets.buying.changed_rows import changed_items
from tui.widgets.buying.checkout_rows import address_items, dock, identity_items, masked, method_items
from tui.widgets.buying.confirm_rows import confirm_items, short_number
from tui.widgets.buying.payment_rows import payment_rows, scan_rows, seconds_left, short_payment_rows
from tui.widgets.frame.sheet import Item

CODE_WIDTH = 45


def step_items(
    flow: CheckoutFlow, now: int, arrive_by: int | None, width: int, palette: Palette
) -> list[Item]:
    """Return what there is to choose or to read at the current step; ``now``, ``arrive_by`` in seconds UTC."""
    draft = flow.draft
    assert draft is not None
    if flow.step is Step.ADDRESS:
        return address_items(draft.addresses, width, palette)
    if flow.step is Step.IDENTITY:
        return identity_items(draft.identity, width, palette)
    if flow.step is Step.PAYMENT:
        return method_items(width, palette)
    changed = changed_items(flow.shown, draft, width, palette) if flow.shown else []
    return [*changed, *confirm_items(draft, now, arrive_by, width, palette)]


def chosen(flow: CheckoutFlow) -> tuple[str, str, str, str]:
    """Return what stands under each step of the breadcrumb."""
    address = flow.address if flow.draft else flow.orders[0].address
    identity = flow.draft.identity if flow.draft else None
    return (
        f"{pick(address.region)} {masked(address.recipient)}" if address else t("checkout.no-address"),
        f"{identity.name_masked} {short_number(identity.number_masked)}"
        if identity
        else t("checkout.verified"),
        t(f"checkout.method-{flow.method}"),
        t("checkout.placed", n=len(flow.orders)) if flow.orders else t("checkout.look-and-enter"),
    )


def link_of_payment(flow: CheckoutFlow) -> str:
    """Return where one pays: what the code on the screen holds."""
    return Embedded(flow.method).link(flow.orders[0].id)


def code_rows(flow: CheckoutFlow, palette: Palette) -> list[Row]:
    """Return the code to scan."""
    return scan_rows(link_of_payment(flow), flow.method, CODE_WIDTH, palette)


def wide_payment(flow: CheckoutFlow, now: int, width: int, palette: Palette) -> list[Row]:
    """Return what is paid and how long that is possible, beside the code."""
    return payment_rows(flow.orders, now, width - CODE_WIDTH - 7, flow.ready, flow.behaviour, palette)


def short_payment(flow: CheckoutFlow, now: int, width: int, palette: Palette) -> list[Row]:
    """Return the same where there is no room for a code."""
    return short_payment_rows(flow.orders, link_of_payment(flow), now, width - 3, flow.behaviour, palette)


def payment_dock(flow: CheckoutFlow, now: int, width: int, palette: Palette) -> list[Row]:
    """Return the sum and what enter does: pay, or put everything back once it is too late."""
    total = sum(order.payable_fen for order in flow.orders)
    action = t("checkout.i-paid") if seconds_left(flow.orders, now) else t("checkout.put-back")
    return dock(t("cart.to-pay"), total, action, width, palette, ready=flow.ready)
