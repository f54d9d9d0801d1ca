"""``xhs-tui verify``: where goods come from, checked event by event."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tui import i18n
from tui.cli import answering
from tui.cli.options import FAILED, Options, as_json


@click.command()
@click.argument("what", required=False, default="")
@click.option(
    "--keys", type=click.Path(path_type=Path), help="Trust the keys in this file (JSON), no others."
)
@click.option("--export", "export", type=click.Path(path_type=Path, dir_okay=False), help="Write the chains.")
@click.option("--all", "everything", is_flag=True, help="First record what nobody has looked at yet.")
@as_json
@click.pass_obj
def verify(
    options: Options, what: str, keys: Path | None, export: Path | None, everything: bool, as_json: bool
) -> None:
    """Verify provenance: a FILE, product/ID, order/ID, or all that is recorded."""
    from tui.cli import verifying

    kind = what.partition("/")[0]
    of_store = not what or (kind in ("product", "order") and not Path(what).exists())
    if (keys and of_store) or (export and (not what or not of_store)) or (everything and what):
        raise click.UsageError(i18n.t("cli.bad-verify"))
    if of_store:
        found = answering.found(
            options, as_json, lambda store: verifying.in_store(store, what, export, everything)
        )
    else:
        found = answering.refusable(as_json, lambda: verifying.in_file(Path(what), keys))
    if as_json:
        click.echo(json.dumps(found.answer(answering.SCHEMA), ensure_ascii=False, indent=2))
    else:
        verifying.show(found)
    if found.audit.failures:
        raise SystemExit(FAILED)
