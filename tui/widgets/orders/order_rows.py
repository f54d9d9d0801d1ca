"""Orders as items: what needs the buyer first, then what is on its way, then what is done."""

from __future__ import annotations

from dataclasses import dataclass

from store.logistics.records import Tracking
from store.pictures import PictureSpec
from store.trade.records import Order
from tui.i18n import amount, day, hour, money, pick, t
from tui.layout import BROAD
from tui.paint.big_number import big
from tui.paint.keycaps import button
from tui.paint.rows import Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

GROUPS = ("todo", "moving", "done")
GONE = ("rejected", "damaged", "lost", "returning", "returned")


@dataclass(frozen=True, slots=True)
class TrackedOrder:
    """An order with its parcel (``None`` before payment)."""

    order: Order
    tracking: Tracking | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands: its group, a sign, a word's key, and the colour's name."""

    group: str
    sign: str
    key: str
    tone: str


def standing(tracked: TrackedOrder) -> Standing:
    """Return how an order stands, the most urgent thing first."""
    order, tracking = tracked.order, tracked.tracking
    if order.state == "pending_payment":
        return Standing("todo", "!", "pending", "brand")
    if order.state == "cancelled" and tracking is not None and tracking.stage in ("lost", "returned"):
        return Standing("done", "✗", f"gone-{tracking.stage}", "muted")
    if order.state in ("expired", "cancelled"):
        return Standing("done", "·", order.state, "faint")
    if order.state == "completed" or tracking is None:
        return Standing("done", "✓", "completed", "ok")
    if tracking.stage == "delivered":
        return Standing("todo", "!", "delivered", "ok")
    if tracking.stage == "held" and tracking.waits_for_buyer:
        return Standing("todo", "!", "held", "warning")
    if tracking.stage == "pickup_ready":
        return Standing("todo", "!", "pickup-ready", "ok")
    if tracking.stage in GONE:
        return Standing("moving", "✗", f"stage-{tracking.stage.replace('_', '-')}", "warning")
    if tracking.dispatch.state == "broken" and tracking.dispatch.met_at is None:
        return Standing("todo", "✗", "late", "brand")
    return Standing("moving", " ", f"stage-{tracking.stage.replace('_', '-')}", "way")


def order_items(
    orders: list[TrackedOrder], wanted: str, now: int, width: int, palette: Palette
) -> list[Item]:
    """Return the orders of a group (``all`` for every one), two rows each."""
    items: list[Item] = []
    heads = {"todo": palette.brand, "moving": palette.way, "done": palette.muted}
    for group in GROUPS:
        members = [tracked for tracked in orders if standing(tracked).group == group]
        if not members or wanted not in ("all", group):
            continue
        heading = [
            Span(t(f"orders.group-{group}"), heads[group], bold=True),
            Span(f" {len(members)}", palette.faint),
        ]
        items.append(Item("", (row(width, heading, indent=1),)))
        items += [Item(tracked.order.id, _order(tracked, now, width, palette)) for tracked in members]
        items.append(Item("", (Row(()),)))
    return items


def _order(tracked: TrackedOrder, now: int, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return an order's rows: one column where it is narrow, else goods left and state right."""
    order, stands = tracked.order, standing(tracked)
    line = order.lines[0]
    tone = getattr(palette, stands.tone)
    faded = stands.tone == "faint"
    pieces = f" ×{line.quantity}" if line.quantity > 1 else ""
    more = f" +{len(order.lines) - 1}" if len(order.lines) > 1 else ""
    name = Span(
        f"{pick(line.brand)} {pick(line.title)} {pick(line.sku_name)}{pieces}{more}",
        palette.faint if faded else palette.text,
        bold=not faded,
    )
    shop = Span(
        f"{pick(order.merchant)} · {t('world.mode-short-' + order.warehouse.mode.replace('_', '-'))}",
        palette.faint,
    )
    state = f"{stands.sign} {t('orders.state-' + stands.key)}"
    if width < BROAD:
        return (
            row(
                width,
                [Span(f"{state}  ", tone, bold=True), name],
                [Span(money(order.payable_fen), palette.price), Span(" ")],
                indent=1,
            ),
            row(width, [Span(f"  {detail(tracked, now)}", palette.muted)], indent=1),
        )
    thumb = picture_cells(PictureSpec.from_json(line.picture_json), 5, 2)
    middle = max(38, width // 2)
    track = _track(tracked, palette)
    rows = []
    for number, strip in enumerate(thumb):
        left = row(middle - 2, [*spans_of(strip), Span(" "), name if number == 0 else shop], indent=1)
        first = number == 0
        words = Span(state, tone, bold=True) if first else Span(f"  {detail(tracked, now)}", palette.muted)
        right = [
            Span(money(order.payable_fen), palette.faint if faded else palette.price, bold=not faded),
            Span(" "),
        ]
        rest = row(width - middle, [words], right if first else [*track, Span(" ")])
        rows.append(Row((*left.placed, *((middle + x, span) for x, span in rest.placed))))
    return tuple(rows)


def _track(tracked: TrackedOrder, palette: Palette) -> list[Span]:
    """Return the steps of a parcel as dots: those behind, where it is, those to come."""
    if tracked.tracking is None or standing(tracked).group == "done":
        return []
    events = tracked.tracking.events
    behind = sum(event.status == "past" for event in events)
    return [
        Span("⣶" * behind, palette.way),
        Span("⣿", palette.brand if tracked.tracking.stage == "out_for_delivery" else palette.way),
        Span("⣀" * (len(events) - behind - 1), palette.faint),
    ]


def detail(tracked: TrackedOrder, now: int) -> str:
    """Return the one fact under an order's state."""
    order, tracking = tracked.order, tracked.tracking
    if order.state == "pending_payment":
        left = max(0, order.pay_until - now)
        return t("orders.lapses-in", time=f"{left // 60:02d}:{left % 60:02d}")
    if order.state in ("expired", "cancelled"):
        return t("orders.given-back")
    if tracking is None:
        return ""
    if tracking.stage in GONE:
        return t("journey.no-eta")
    if tracking.waits_for_buyer and tracking.gives_up_at:
        words = "journey.until-customs" if tracking.stage == "held" else "journey.until-pickup"
        return t(words, until=day(tracking.gives_up_at))
    if tracking.over:
        return t("orders.arrived", day=day(tracking.eta_to))
    if tracking.dispatch.state == "broken" and tracking.dispatch.met_at is None:
        promise = tracking.dispatch
        return t("orders.over-dispatch", n=promise.used - promise.limit, hours=promise.limit)
    return t("orders.eta", first=day(tracking.eta_from), last=day(tracking.eta_to))


def order_panel(tracked: TrackedOrder, now: int, width: int, palette: Palette) -> list[Row]:
    """Return the selected order: its picture, the number that matters, its price, its next action."""
    order, stands = tracked.order, standing(tracked)
    line = order.lines[0]
    rows = [
        place(*((x, span) for x, span in _shifted(spans_of(strip))))
        for strip in picture_cells(PictureSpec.from_json(line.picture_json), width, 12)
    ]
    rows += [
        Row(()),
        row(
            width,
            [Span(f"{pick(line.brand)} {pick(line.title)}", bold=True)],
            [Span(f"× {line.quantity}", palette.muted)],
        ),
        row(width, [Span(f"{pick(order.merchant)} · {pick(order.warehouse.name)}", palette.muted)]),
        row(width, [Span(order.id, palette.faint)]),
        Row(()),
        *_number(tracked, now, width, palette),
        Row(()),
        _pair(width, t("cart.goods"), amount(order.goods_fen), palette),
        _pair(width, t("cart.freight"), amount(order.freight_fen), palette),
        _pair(width, t("cart.import-tax"), amount(order.tax_fen), palette),
        *(
            [_pair(width, t("cart.tenders"), f"−{amount(order.tender_fen)}", palette)]
            if order.tender_fen
            else []
        ),
        place((0, Span("─" * width, palette.line))),
        row(
            width,
            [Span(t("world.landed"), bold=True)],
            [Span(money(order.payable_fen), palette.price, bold=True)],
        ),
        Row(()),
    ]
    if order.state == "pending_payment":
        rows += button(width, "pay", t("orders.pay", amount=money(order.payable_fen)), palette)
    elif stands.key == "delivered":
        rows += button(width, "open_order", t("orders.look-and-confirm"), palette)
    elif tracked.tracking is not None:
        rows += button(width, "open_order", t("orders.follow"), palette, quiet=True)
    return rows


def _number(tracked: TrackedOrder, now: int, width: int, palette: Palette) -> list[Row]:
    """Return the large figure of an order: minutes left to pay, or days until it arrives."""
    order, tracking = tracked.order, tracked.tracking
    if order.state == "pending_payment":
        left = max(0, order.pay_until - now)
        figure, words, below, tone = (
            big(f"{left // 60:02d}:{left % 60:02d}"),
            t("orders.until-lapse"),
            hour(order.pay_until),
            palette.brand,
        )
    elif tracking is not None and not tracking.over and tracking.stage not in GONE:
        days = max(0, (tracking.eta_to - now) // 86_400)
        figure, words, below, tone = big(str(days)), t("orders.days-left"), day(tracking.eta_to), palette.way
    else:
        return []
    at = len(figure[0]) + 2
    return [
        place((0, Span(figure[0], tone)), (at, Span(words, bold=True))),
        place((0, Span(figure[1], tone)), (at, Span(below, palette.muted))),
    ]


def _pair(width: int, label: str, value: str, palette: Palette) -> Row:
    return row(width, [Span(label, palette.muted)], [Span(value)])


def _shifted(spans: list[Span]) -> list[tuple[int, Span]]:
    """Return spans one after another, each with its column."""
    placed: list[tuple[int, Span]] = []
    column = 0
    for span in spans:
        placed.append((column, span))
        column += len(span.text)
    return placed
