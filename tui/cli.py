"""The command line. The app is imported last, after everything that can go wrong has been told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from tui import config, i18n

if TYPE_CHECKING:
    from store.shop import Store

SCHEMA = 1
FINE, FAILED, USAGE = 0, 1, 2


@dataclass(slots=True)
class Options:
    """What was said before the command's name."""

    db: Path
    now: int | None
    speed: float
    fresh: bool
    settings: config.Config
    scenario: str = ""
    opens: tuple[str, str] | None = None


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """Read ``--now`` (ISO 8601; without a zone it is Beijing time) as seconds UTC."""
    if value is None:
        return None
    try:
        return _seconds(value)
    except ValueError:
        raise click.BadParameter(i18n.t("cli.bad-now", value=value)) from None


def _seconds(value: str) -> int:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(i18n.HOME_ZONE))
    return int(moment.timestamp())


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(path_type=Path), help="Where the world is kept (a file).")
@click.option("--lang", help="zh, en or auto.")
@click.option("--theme", help="xhs-dark, xhs-light, or any theme of Textual's.")
@click.option("--now", callback=_moment, help="World time at the start (ISO 8601), for demos and tests.")
@click.option(
    "--speed", type=click.FloatRange(min=0, max=100_000), default=1.0, help="World seconds a second."
)
@click.option("--pictures", type=click.Choice(config.PICTURES), help="How pictures are shown.")
@click.option("--fresh", is_flag=True, help="A throw-away world, gone when you leave.")
@click.option("--scenario", metavar="NAME", help="Begin in an interesting place (see `scenarios`).")
@click.version_option(package_name="xhs-tui")
@click.pass_context
def main(
    context: click.Context,
    db: Path | None,
    lang: str | None,
    theme: str | None,
    now: int | None,
    speed: float,
    pictures: str | None,
    fresh: bool,
    scenario: str | None,
) -> None:
    """The shop and the notes of a cross-border community, in a terminal."""
    settings = config.load()
    settings.language = lang or settings.language
    settings.theme = theme or settings.theme
    settings.pictures = pictures or settings.pictures
    if settings.language not in (*i18n.LANGUAGES, "auto"):
        i18n.use(i18n.detect())
        raise click.BadParameter(i18n.t("cli.unknown-language", value=settings.language), param_hint="--lang")
    i18n.use(i18n.detect() if settings.language == "auto" else settings.language)
    if theme and not _known_theme(theme):
        raise click.BadParameter(i18n.t("cli.unknown-theme", value=theme), param_hint="--theme")
    context.obj = Options(db or config.data_path(), now, speed, fresh, settings)
    if scenario:
        _begin_at(context.obj, scenario)
    if context.invoked_subcommand is None:
        _run(context.obj)


def _begin_at(options: Options, name: str) -> None:
    """Take a throw-away world at a scenario's moment."""
    from fixtures.scenarios import SCENARIOS

    if name not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        raise click.BadParameter(
            i18n.t("cli.unknown-scenario", value=name, known=known), param_hint="--scenario"
        )
    options.scenario, options.fresh = name, True
    if options.now is None:
        options.now = _seconds(SCENARIOS[name].now)


def _known_theme(name: str) -> bool:
    from tui.theme import DAY, NIGHT

    if name in (NIGHT, DAY):
        return True
    from textual.theme import BUILTIN_THEMES

    return name in BUILTIN_THEMES


def open_store(options: Options) -> Store:
    """Open the world, seeding it when it is new."""
    from fixtures.world import open_world

    if options.fresh:
        import tempfile

        options.db = Path(tempfile.mkdtemp(prefix="xhs-tui-")) / "world.db"
    store = open_world(options.db, now=options.now, speed=options.speed)
    if options.scenario:
        from fixtures.scenarios import SCENARIOS, begin

        options.opens = begin(store, SCENARIOS[options.scenario])
    return store


def _run(options: Options, start: tuple[str, str] | None = None) -> None:
    """Open the app on a terminal; anything else gets a clear answer."""
    from store.errors import StoreError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(i18n.t("cli.not-a-terminal"), err=True)
        raise SystemExit(USAGE)
    if os.environ.get("TERM", "") in ("", "dumb"):
        click.echo(i18n.t("cli.dumb-terminal", term=os.environ.get("TERM", "")), err=True)
        raise SystemExit(USAGE)
    import gc

    from tui import splash, terminal

    gc.disable()  # imports only make what stays: 20-55 ms of the start; the app turns it on again
    # With this keyboard protocol on, Textual loses what a Chinese input method commits.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    splash.show()
    try:
        store = open_store(options)
        from tui.app import ShopApp
        from tui.typing_ahead import quieten

        replies, typed = terminal.listen()
    except BaseException as error:
        splash.hide()
        if not isinstance(error, StoreError):
            raise
        click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None
    terminal.use(terminal.learned(replies, options.settings.pictures))
    quieten()
    app = ShopApp(store, options.settings, start or options.opens, typed)
    try:
        app.run()
    finally:
        app.upkeep.end()
        store.close()
        if options.fresh:
            import shutil

            shutil.rmtree(options.db.parent, ignore_errors=True)
    raise SystemExit(app.return_code or FINE)


def _answer(
    options: Options, as_json: bool, job: Callable[[Store], Any], show: Callable[[Any], None]
) -> None:
    """Run a reading command: its data as JSON or for the eye; a refusal as its code or its sentence."""
    from store.errors import StoreError

    try:
        store = open_store(options)
        try:
            data = job(store)
        finally:
            store.close()
    except StoreError as error:
        if as_json:
            refusal = {"code": error.code} | error.params
            click.echo(
                json.dumps({"ok": False, "schema": SCHEMA, "error": refusal}, ensure_ascii=False, default=str)
            )
        else:
            click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": data}, ensure_ascii=False, indent=2))
    else:
        show(data)


@main.command()
@click.option("--json", "as_json", is_flag=True)
def scenarios(as_json: bool) -> None:
    """List the places one can begin at with --scenario."""
    from fixtures.scenarios import SCENARIOS

    said = {name: i18n.t(f"cli.scenario-{name}") for name in SCENARIOS}
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": said}, ensure_ascii=False, indent=2))
        return
    for name, words in said.items():
        click.echo(f"{name:16} {words}")


@main.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def reset(options: Options, yes: bool) -> None:
    """Begin the world anew; the old one is kept beside it."""
    from store.errors import StoreError
    from store.set_aside import set_aside

    try:
        if options.db.exists() and options.db.stat().st_size:
            if not yes and not click.confirm(i18n.t("cli.reset-sure", path=str(options.db))):
                click.echo(i18n.t("cli.reset-kept"))
                raise SystemExit(FAILED)
            kept = set_aside(options.db)
            click.echo(i18n.t("cli.reset-backup", path=str(kept)))
        open_store(options).close()
    except StoreError as error:
        click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None
    click.echo(i18n.t("cli.reset-done", path=str(options.db)))


@main.command("open")
@click.argument("what")
@click.pass_obj
def open_command(options: Options, what: str) -> None:
    """Open the app at note/ID, product/ID or order/ID."""
    kind, slash, key = what.partition("/")
    if kind not in ("note", "product", "order") or not slash or not key:
        raise click.UsageError(i18n.t("cli.bad-target", value=what))
    _run(options, (kind, key))


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 200), default=20)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def search(options: Options, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find notes, goods, brands, people and tags by words; brand: tag: from: price< narrow."""
    from tui import plain

    _answer(options, as_json, lambda store: plain.search(store, " ".join(words), limit), plain.show_search)


@main.command()
@click.option("--scale", type=click.Choice(["10k", "100k", "1m"]), required=True, help="So many notes.")
@click.option("--db", type=click.Path(path_type=Path), help="The file to fill: a new one.")
@click.option("--seed", type=int, default=None, help="The same number makes the same world.")
@click.pass_obj
def seed(options: Options, scale: str, db: Path | None, seed: int | None) -> None:
    """Fill a new file with a big world; goes on where an interrupted seeding stopped."""
    from fixtures.scale.seeding import SEED, seed_scale
    from store.errors import StoreError
    from tui import plain

    path = db or options.db
    try:
        with plain.Steps() as steps:
            seed_scale(path, scale, steps.show, now=options.now, seed=SEED if seed is None else seed).close()
    except StoreError as error:
        click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None
    except KeyboardInterrupt:
        click.echo(i18n.t("cli.seed-interrupted"), err=True)
        raise SystemExit(FAILED) from None
    click.echo(i18n.t("cli.seed-done", path=str(path)))


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def orders(options: Options, as_json: bool) -> None:
    """List the buyer's orders."""
    from tui import plain

    _answer(options, as_json, plain.orders, plain.show_orders)


@main.command()
@click.argument("order_id")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def order(options: Options, order_id: str, as_json: bool) -> None:
    """Show one order: lines, money, parcel."""
    from tui import plain

    _answer(options, as_json, lambda store: plain.order(store, order_id), plain.show_order)


@main.command()
@click.argument("what")
@click.option("--width", type=click.IntRange(5, 400), default=64, help="Cells across.")
@click.option("--cells", type=click.Choice(config.CELL_MODES), help="How a picture becomes cells.")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Write a PNG instead.")
@click.pass_obj
def picture(options: Options, what: str, width: int, cells: str | None, png: Path | None) -> None:
    """Print the picture of a note, a product, or a JPEG, PNG or WebP file."""
    from store.errors import StoreError
    from tui import print_picture, terminal

    terminal.use(terminal.learned("", options.settings.pictures))
    try:
        store = open_store(options)
        try:
            spec = print_picture.found(store, what, store.world.buyer)
        finally:
            store.close()
        print_picture.show(spec, width, cells, png)
    except StoreError as error:
        click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--reindex", is_flag=True, help="Build the search index anew first, while others read on.")
@click.pass_obj
def doctor(options: Options, as_json: bool, reindex: bool) -> None:
    """Re-add ledgers and stock, compare the index with the tables, and say what does not agree."""
    from tui import plain

    healthy = True

    def examine(store: Store) -> dict[str, Any]:
        nonlocal healthy
        if reindex:
            with plain.Steps() as steps:
                store.search.rebuild(lambda done, whole: steps.show("index", done, whole))
        report = store.doctor()
        healthy = all(check["ok"] for check in report["checks"])
        return report

    _answer(options, as_json, examine, plain.show_doctor)
    if not healthy:
        raise SystemExit(FAILED)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True)
def tax(file: TextIO, as_json: bool) -> None:
    """Work out the import tax of a basket: a JSON FILE, or - for standard input."""
    from store.clock import SystemClock
    from store.errors import StoreError
    from store.trade.basket import answer
    from store.trade.customs_tax import tax_day
    from tui import plain

    try:
        try:
            basket = json.load(file)
        except ValueError:
            raise StoreError("bad_basket", field="JSON") from None
        data = answer(basket, tax_day(SystemClock().now()))
    except StoreError as error:
        if as_json:
            refusal = {"code": error.code} | error.params
            click.echo(json.dumps({"ok": False, "schema": SCHEMA, "error": refusal}, ensure_ascii=False))
        else:
            click.echo(i18n.error_text(error), err=True)
        raise SystemExit(USAGE) from None
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": data}, ensure_ascii=False, indent=2))
    else:
        plain.show_tax(data)
