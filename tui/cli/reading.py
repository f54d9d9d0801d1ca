"""Commands that read: search, orders, one order."""

from __future__ import annotations

import click

from tui.cli.answering import answer
from tui.cli.options import Options, as_json


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 200), default=20)
@as_json
@click.pass_obj
def search(options: Options, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find notes, goods, brands, people and tags by words; brand: tag: from: price< narrow."""
    from tui.cli import plain

    answer(options, as_json, lambda store: plain.search(store, " ".join(words), limit), plain.show_search)


@click.command()
@as_json
@click.pass_obj
def orders(options: Options, as_json: bool) -> None:
    """List the buyer's orders."""
    from tui.cli import plain

    answer(options, as_json, plain.orders, plain.show_orders)


@click.command()
@click.argument("order_id")
@as_json
@click.pass_obj
def order(options: Options, order_id: str, as_json: bool) -> None:
    """Show one order: lines, money, parcel."""
    from tui.cli import plain

    answer(options, as_json, lambda store: plain.order(store, order_id), plain.show_order)
