"""A priced parcel as the rows of an order: the snapshots of address, seller, lines and offers it keeps."""

from __future__ import annotations

import json

from store.offers.records import Verdict
from store.trade.periods import PERIODS
from store.trade.records import Address, CartGroup, CartLine, PaymentMethod

PAY_SECONDS = PERIODS.pay_minutes * 60


def order_row(
    order_id: str,
    buyer: str,
    intent: str,
    group: CartGroup,
    address: Address,
    method: PaymentMethod,
    now: int,
) -> dict[str, object]:
    """Return a parcel as the row of an order that is placed ``now`` (seconds UTC) and not yet paid."""
    goods, freight, tax = group.goods_fen, group.freight_fen, group.tax_fen
    return {
        "id": order_id,
        "intent": intent,
        "buyer_id": buyer,
        "state": "pending_payment",
        "payment": "created",
        "method": method,
        "merchant_id": group.merchant.id,
        "warehouse_id": group.warehouse.id,
        "address": _address_json(address),
        "goods_fen": goods,
        "freight_fen": freight,
        "tax_fen": tax,
        "total_fen": goods + freight + tax,
        "placed_at": now,
        "pay_until": now + PAY_SECONDS,
        "tender_fen": group.tender_fen,
        "service": group.service,
    }


def _address_json(address: Address) -> str:
    """Return an address as the snapshot an order keeps."""
    fields = {
        "id": address.id,
        "label": [address.label.zh, address.label.en],
        "recipient": address.recipient,
        "phone_masked": address.phone_masked,
        "region": [address.region.zh, address.region.en],
        "street": [address.street.zh, address.street.en],
        "lat": address.lat,
        "lon": address.lon,
        "region_code": address.region_code,
    }
    return json.dumps(fields, ensure_ascii=False)


def line_row(
    order_id: str, position: int, line: CartLine, verdicts: tuple[Verdict, ...]
) -> dict[str, object]:
    """Return a line as its row of ``order_lines``, its tenders by who pays for them."""
    product, sku, tax = line.product, line.sku, line.tax
    tenders = [verdict for verdict in verdicts if verdict.used and verdict.offer.effect == "tender"]
    return {
        "order_id": order_id,
        "position": position,
        "sku_id": sku.id,
        "product_id": product.id,
        "title_zh": product.title.zh,
        "title_en": product.title.en,
        "brand_zh": product.brand.name.zh,
        "brand_en": product.brand.name.en,
        "sku_zh": sku.name.zh,
        "sku_en": sku.name.en,
        "picture": product.picture.to_json(),
        "quantity": line.quantity,
        "price_fen": sku.price_fen,
        "goods_fen": line.goods_fen,
        "freight_fen": line.freight_fen,
        "tariff_fen": tax.tariff_fen,
        "consumption_fen": tax.consumption_fen,
        "vat_fen": tax.vat_fen,
        "consumption_rate": str(tax.consumption_rate),
        "vat_rate": str(tax.vat_rate),
        "cut_fen": line.cut_fen,
        "tender_fen": line.tender_fen,
        "merchant_tender_fen": sum(v.shares.get(sku.id, 0) for v in tenders if v.offer.merchant_id),
        "points_fen": sum(v.shares.get(sku.id, 0) for v in tenders if v.offer.kind == "points"),
        "return_rule": product.return_rule,
    }


def offer_rows(order_id: str, group: CartGroup, verdicts: tuple[Verdict, ...]) -> list[dict[str, object]]:
    """Return what of the offers used falls to one parcel, one row an offer."""
    skus = {line.sku.id for line in group.lines}
    rows: list[dict[str, object]] = []
    for verdict in verdicts:
        fen = sum(share for sku, share in verdict.shares.items() if sku in skus) if verdict.used else 0
        if fen:
            offer = verdict.offer
            rows.append(
                {
                    "order_id": order_id,
                    "position": len(rows),
                    "offer_id": offer.id,
                    "kind": offer.kind,
                    "name_zh": offer.name.zh,
                    "name_en": offer.name.en,
                    "effect": offer.effect,
                    "sponsor": "merchant" if offer.merchant_id else "platform",
                    "fen": fen,
                }
            )
    return rows


def seller_row(order_id: str, group: CartGroup) -> dict[str, object]:
    """Return merchant and warehouse as the snapshot an order keeps of its seller."""
    merchant, warehouse = group.merchant, group.warehouse
    return {
        "order_id": order_id,
        "merchant_zh": merchant.name.zh,
        "merchant_en": merchant.name.en,
        "kind": merchant.kind,
        "warehouse_zh": warehouse.name.zh,
        "warehouse_en": warehouse.name.en,
        "mode": warehouse.mode,
    }
