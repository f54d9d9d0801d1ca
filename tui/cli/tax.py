"""``xhs-tui tax``: the import tax of a basket that is in no shop."""

from __future__ import annotations

import json

import click

from tui.cli.answering import refusable, say
from tui.cli.options import USAGE, as_json


def _read_json(file: str) -> object:
    """Read a JSON file, with or without a byte order mark; ``-`` is standard input."""
    from store.errors import StoreError

    try:
        with click.open_file(file, "rb") as opened:
            return json.loads(opened.read().decode("utf-8-sig"))
    except OSError:
        raise StoreError("basket_unreadable", file=file) from None
    except (ValueError, RecursionError):
        raise StoreError("bad_basket", field="JSON") from None


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@as_json
def tax(file: str, as_json: bool) -> None:
    """Work out the import tax of a basket: a JSON FILE, or - for standard input.

    \b
    {"date": "2026-11-22", "used_this_year": "0.00", "freight": "10.00",
     "open_cut": "0.00", "tender": "0.00",
     "lines": [{"name": "serum", "class": "cosmetics", "price": "300.00", "quantity": 1,
                "net_content": {"amount": "30", "unit": "ml"}}]}

    Amounts are strings in yuan. Classes: general, food_farm, supplement, infant_formula, cosmetics, wine,
    watch, electronics, apparel, pet_food, coffee_tea, baby_goods. Units: ml, g, sheet, piece. Only "lines"
    is needed, and net_content only of cosmetics; a line may bring its own tariff as "mfn": "0.06".
    """
    from store.clock import SystemClock
    from store.pricing.basket import answer
    from store.pricing.customs_tax import tax_day
    from tui.cli import plain

    data = refusable(as_json, lambda: answer(_read_json(file), tax_day(SystemClock().now())), USAGE)
    say(data, as_json, plain.show_tax)
