"""How a reading command answers: its data as JSON or for the eye, a refusal as its code or its sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tui import i18n
from tui.cli.options import FAILED, Options, open_store

if TYPE_CHECKING:
    from store.errors import StoreError
    from store.shop import Store

T = TypeVar("T")
SCHEMA = 1


def answer(options: Options, as_json: bool, job: Callable[[Store], Any], show: Callable[[Any], None]) -> None:
    """Run a reading command on the world, and say what it found."""
    say(found(options, as_json, job), as_json, show)


def say(data: Any, as_json: bool, show: Callable[[Any], None]) -> None:
    """Print data as JSON, or let ``show`` print it for the eye."""
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": data}, ensure_ascii=False, indent=2))
    else:
        show(data)


def found(options: Options, as_json: bool, job: Callable[[Store], T]) -> T:
    """Return what ``job`` finds in the world; a refusal ends the program."""

    def run() -> T:
        store = open_store(options)
        try:
            return job(store)
        finally:
            store.close()

    return refusable(as_json, run)


def refusable(as_json: bool, job: Callable[[], T], status: int = FAILED) -> T:
    """Return what ``job`` returns; tell a refusal as its code or its sentence, and end with ``status``."""
    from store.errors import StoreError

    try:
        return job()
    except StoreError as error:
        if not as_json:
            refuse(error, status)
        refusal = {"code": error.code} | error.params
        click.echo(
            json.dumps({"ok": False, "schema": SCHEMA, "error": refusal}, ensure_ascii=False, default=str)
        )
        raise SystemExit(status) from None


def refuse(error: StoreError, status: int = FAILED) -> NoReturn:
    """Say why something cannot be done, and end the program."""
    click.echo(i18n.error_text(error), err=True)
    raise SystemExit(status) from None
