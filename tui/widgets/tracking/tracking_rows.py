"""The tracking page laid out: roomy, of middle width, narrow."""

from __future__ import annotations

from store.pictures import PictureSpec
from store.trade.periods import PERIODS
from store.trade.records import Order
from store.trade.return_terms import deadline, delivered_at
from tui.i18n import day, money, pick, t
from tui.layout import Layout
from tui.paint.blocks import side_by_side
from tui.paint.keycaps import keyed, said
from tui.paint.rows import Action, Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.theme import Palette
from tui.widgets.tracking.box_rows import box_rows, small_box_rows
from tui.widgets.tracking.journey import Journey
from tui.widgets.tracking.journey_rows import carrier_words, fix_row, headline, timeline_rows, timeline_short
from tui.widgets.tracking.land import WORLD, View
from tui.widgets.tracking.paper_rows import PAPER_WIDTH, document_rows
from tui.widgets.tracking.promise_rows import promise_line, promise_rows
from tui.widgets.tracking.world_map import map_rows, stops_of, zoomed

LEFT, RIGHT_AT = 42, 46
BOX = 20
NEAR_KM = 2_500
"""Kilometres below which a way is shown in its own window first: on the world it would be a point."""


def page(journey: Journey, size: tuple[int, int], other_map: bool, palette: Palette) -> list[Row]:
    """Return the whole page for a screen of ``size``; ``other_map`` changes between the world and the way."""
    room, width = Layout(*size), size[0] - 3
    if room.wide:
        return _roomy(journey, width, size[1], other_map, palette)
    if not room.normal:
        return _narrow(journey, width, palette)
    return _middle(journey, width, size[1], other_map, palette)


def unpaid(order: Order, width: int, palette: Palette) -> list[Row]:
    """Return what there is to say of an order without a parcel."""
    state = t(f"world.order-{order.state.replace('_', '-')}")
    hint = "tracking.pay-first" if order.state == "pending_payment" else "tracking.no-parcel"
    return [
        *_goods(order, min(width, 60), palette),
        Row(()),
        row(width, [Span(state, palette.warning, bold=True)], indent=1),
        row(width, said(hint, palette.muted, minutes=PERIODS.pay_minutes), indent=1),
    ]


def _goods(order: Order, width: int, palette: Palette) -> list[Row]:
    """Return the first product with its picture, who sends it, and what was paid."""
    line = order.lines[0]
    pieces = f"{pick(line.sku_name)} × {line.quantity}"
    if len(order.lines) > 1:
        pieces += f"  {t('tracking.more-lines', n=len(order.lines) - 1)}"
    escrow = t(f"tracking.money-{order.payment.replace('_', '-')}")
    mode = t("world.mode-" + order.warehouse.mode.replace("_", "-"))
    texts = (
        [Span(f"{pick(line.brand)} {pick(line.title)}", bold=True)],
        [Span(pieces, palette.muted)],
        [Span(pick(order.merchant), palette.muted)],
        [Span(f"{pick(order.warehouse.name)} · {mode}", palette.muted)],
        [Span(money(order.payable_fen), palette.price, bold=True), Span(f"  {escrow}", palette.faint)],
    )
    strips = picture_cells(PictureSpec.from_json(line.picture_json), 10, 5)
    return [
        row(width, [*spans_of(strip), Span("  "), *spans], indent=0)
        for strip, spans in zip(strips, texts, strict=True)
    ]


def _head(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return the goods, who carries them, the other parcels of the purchase, and the way back."""
    rows = _goods(journey.order, width, palette)
    carried = t("journey.carried", who=carrier_words(journey.tracking))
    number = journey.tracking.tracking_number
    rows.append(
        row(
            width,
            [Span(carried, palette.muted)],
            [Span(f"{number[:2]}…{number[-4:]}", palette.faint, action=Action("copy_number"))],
        )
    )
    return [*rows, *_siblings(journey, width, palette), *_returns(journey, width, palette)]


def _siblings(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return which parcel of its purchase this is, and how many of them are there."""
    if len(journey.siblings) < 2:
        return []
    number = [one.order_id for one in journey.siblings].index(journey.order.id) + 1
    there = sum(one.stage == "delivered" for one in journey.siblings)
    words = t("journey.siblings", number=number, n=len(journey.siblings))
    return [
        row(
            width,
            keyed("next_parcel", words, palette, palette.way),
            [Span(t("journey.siblings-there", n=there), palette.muted)],
        )
    ]


def _returns(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return until when goods may come back, with the key, once they are there."""
    received = delivered_at(journey.tracking)
    if received is None:
        return []
    until = deadline(received, "no_reason")
    over = journey.now > until
    words = (
        t("tracking.return-over", days=PERIODS.fault_days) if over else t("returning.until", day=day(until))
    )
    return [row(width, keyed("return_goods", words, palette, palette.muted if over else palette.way))]


def _roomy(journey: Journey, width: int, height: int, other_map: bool, palette: Palette) -> list[Row]:
    """Return the page in two columns: timeline left; map, promises and documents right."""
    right = width - RIGHT_AT
    tall = max(10, min(28, height - 25))
    tracking = journey.tracking
    near = (tracking.distance_km < NEAR_KM) != other_map
    view = zoomed(stops_of(tracking), right, tall) if near else _world(right, tall)
    world = map_rows(tracking, journey.now, right, tall, palette, view)
    half = (right - 3) // 2
    promises = side_by_side(
        (0, half, promise_rows(tracking.dispatch, journey, half, palette), palette.surface),
        (half + 3, half, promise_rows(tracking.delivery, journey, half, palette), palette.surface),
    )
    papers = side_by_side(
        (0, PAPER_WIDTH, document_rows(journey, palette), ""),
        (right - BOX, BOX, box_rows(tracking, journey.kind), ""),
    )
    column = [headline(journey, right, palette), Row(()), *world, Row(()), *promises, Row(()), *papers]
    head = _head(journey, LEFT, palette)
    left = [*head, Row(()), *timeline_rows(journey, palette)]
    if len(left) > height - 3:  # as much as stands between the two bars
        left = [*head, Row(()), *timeline_rows(journey, palette, roomy=False)]
    return [Row(()), *side_by_side((1, LEFT, left, ""), (RIGHT_AT, right, column, ""))]


def _world(width: int, height: int) -> View:
    """Return the world as far as the window's proportion shows it whole; a low one loses the south."""
    tall = (WORLD.east - WORLD.west) / (width * 2) * 0.857 * height * 4
    return WORLD if tall >= WORLD.north - WORLD.south else WORLD._replace(south=WORLD.north - tall)


def _middle(journey: Journey, width: int, height: int, other_map: bool, palette: Palette) -> list[Row]:
    """Return the page with a short timeline beside the map, and the rest below."""
    events = timeline_short(journey, 36, palette)
    room, tall = width - 40, max(10, min(16, len(events), height - 12))
    tracking = journey.tracking
    view = WORLD if other_map else zoomed(stops_of(tracking), room, tall)
    world = map_rows(tracking, journey.now, room, tall, palette, view)
    half = (width - 4) // 2
    promises = side_by_side(
        (1, half, promise_line(tracking.dispatch, half, palette), ""),
        (half + 4, half, promise_line(tracking.delivery, half, palette), ""),
    )
    small = width < PAPER_WIDTH + BOX + 3
    box = small_box_rows(tracking, journey.kind) if small else box_rows(tracking, journey.kind)
    papers = side_by_side((1, PAPER_WIDTH, document_rows(journey, palette), ""), (width - BOX, BOX, box, ""))
    return [
        headline(journey, width, palette),
        *(fix_row(journey, width, palette) or [Row(())]),
        *side_by_side((1, 36, events, ""), (39, room, world, "")),
        Row(()),
        *promises,
        Row(()),
        *papers,
        Row(()),
        *_head(journey, width, palette),
    ]


def _narrow(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return the page in one column."""
    tracking, room = journey.tracking, width - 2
    view = zoomed(stops_of(tracking), room, 9)
    return [
        headline(journey, width - 1, palette),
        *(fix_row(journey, width - 1, palette) or [Row(())]),
        *timeline_short(journey, room, palette),
        Row(()),
        *promise_line(tracking.dispatch, room, palette),
        *promise_line(tracking.delivery, room, palette),
        Row(()),
        *map_rows(tracking, journey.now, room, 9, palette, view),
        Row(()),
        *_head(journey, width, palette),
    ]
