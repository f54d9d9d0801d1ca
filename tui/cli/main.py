"""The command line. The app is imported last, after every error that can be found before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui import config, i18n

if TYPE_CHECKING:
    from store.shop import Store
    from tui.app import ShopApp

T = TypeVar("T")
SCHEMA = 1
FINE, FAILED, USAGE = 0, 1, 2


@dataclass(slots=True)
class Options:
    """The options before the command's name."""

    db: Path
    now: int | None
    speed: float
    fresh: bool
    settings: config.Config
    seed: int | None = None
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
    """Return an ISO time as seconds UTC; without a zone it is Beijing time."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(i18n.HOME_ZONE))
    return int(moment.timestamp())


def _iso(moment: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(moment, UTC).isoformat()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(path_type=Path), help="Where the world is kept (a file).")
@click.option("--lang", help="zh, en or auto.")
@click.option("--theme", help="xhs-dark, xhs-light, xhs-contrast, or any theme of Textual's.")
@click.option("--now", callback=_moment, help="World time at the start (ISO 8601), for demos and tests.")
@click.option(
    "--speed", type=click.FloatRange(min=0, max=100_000), default=1.0, help="World seconds a second."
)
@click.option("--seed", type=int, help="Let chance fall the same way every time, for demos and tests.")
@click.option("--pictures", type=click.Choice(config.PICTURES), help="How pictures are shown.")
@click.option("--big", is_flag=True, help="For projectors: bold letters, bigger pictures, wider gaps.")
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
    seed: int | None,
    pictures: str | None,
    big: bool,
    fresh: bool,
    scenario: str | None,
) -> None:
    """The shop and the notes of a cross-border community, in a terminal."""
    settings = config.load()
    settings.language = lang or settings.language
    settings.theme = theme or settings.theme
    settings.pictures = pictures or settings.pictures
    settings.big = big or settings.big
    if settings.language not in (*i18n.LANGUAGES, "auto"):
        i18n.use(i18n.detect())
        raise click.BadParameter(i18n.t("cli.unknown-language", value=settings.language), param_hint="--lang")
    i18n.use(i18n.detect() if settings.language == "auto" else settings.language)
    if theme and not _known_theme(theme):
        raise click.BadParameter(i18n.t("cli.unknown-theme", value=theme), param_hint="--theme")
    context.obj = Options(db or config.data_path(), now, speed, fresh, settings, seed)
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
    """Tell whether a theme exists; Textual's own are imported only when it is none of ours."""
    from tui.theme import OURS

    if name in OURS:
        return True
    from textual.theme import BUILTIN_THEMES

    return name in BUILTIN_THEMES


def open_store(options: Options) -> Store:
    """Open the world; a new one is seeded."""
    from fixtures.world import open_world

    if options.fresh:
        import tempfile

        options.db = Path(tempfile.mkdtemp(prefix="xhs-tui-")) / "world.db"
    store = open_world(options.db, now=options.now, speed=options.speed, seed=options.seed)
    if options.scenario:
        from fixtures.scenarios import SCENARIOS, begin

        options.opens = begin(store, SCENARIOS[options.scenario])
    return store


def _run(options: Options, start: tuple[str, str] | None = None) -> None:
    """Open the app on a terminal."""
    from tui.running import run

    def make() -> Callable[[str], ShopApp]:
        store = open_store(options)
        from tui.app import ShopApp

        return lambda typed: ShopApp(store, options.settings, start or options.opens, typed)

    try:
        app = run(options.settings, make)
    finally:
        if options.fresh:
            import shutil

            shutil.rmtree(options.db.parent, ignore_errors=True)
    raise SystemExit(app.return_code or FINE)


def _answer(
    options: Options, as_json: bool, job: Callable[[Store], Any], show: Callable[[Any], None]
) -> None:
    """Run a reading command: print its data as JSON or as text; a refusal as its code or its sentence."""
    data = _found(options, as_json, job)
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": data}, ensure_ascii=False, indent=2))
    else:
        show(data)


def _found(options: Options, as_json: bool, job: Callable[[Store], T]) -> T:
    """Return what ``job`` finds in the world; a refusal ends the program."""

    def run() -> T:
        store = open_store(options)
        try:
            return job(store)
        finally:
            store.close()

    return _refusable(as_json, run)


def _refusable(as_json: bool, job: Callable[[], T], status: int = FAILED) -> T:
    """Return what ``job`` returns; tell a refusal as its code or its sentence, and end with ``status``."""
    from store.errors import StoreError

    try:
        return job()
    except StoreError as error:
        if as_json:
            refusal = {"code": error.code} | error.params
            click.echo(
                json.dumps({"ok": False, "schema": SCHEMA, "error": refusal}, ensure_ascii=False, default=str)
            )
        else:
            click.echo(i18n.error_text(error), err=True)
        raise SystemExit(status) from None


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


@main.command()
@click.argument("name", default="tour")
@click.option("--list", "as_list", is_flag=True, help="List the tours there are.")
@click.option("--chapter", type=click.IntRange(min=1), default=1, help="Begin at this chapter.")
@click.option("--pace", type=click.FloatRange(0.1, 20), default=1.0, help="How fast it is played.")
@click.option(
    "--record", type=click.Path(path_type=Path, dir_okay=False), help="Write an asciinema recording."
)
@click.option(
    "--svg", type=click.Path(path_type=Path, file_okay=False), help="Write a picture a chapter here."
)
@click.option("--size", default="120x40", help="How large a recording is (cells).")
@click.option("--notes", is_flag=True, help="Follow a tour in another terminal with the presenter's notes.")
@click.pass_obj
def demo(
    options: Options,
    name: str,
    as_list: bool,
    chapter: int,
    pace: float,
    record: Path | None,
    svg: Path | None,
    size: str,
    notes: bool,
) -> None:
    """Let the app show itself: one of its own tours, or one of yours (a YAML file)."""
    from tui.demo import command

    if as_list:
        command.show_list()
    elif notes:
        command.show_notes()
    elif record or svg:
        command.record(options, name, record, svg, size)
    else:
        command.play(options, name, chapter - 1, pace)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True)
@click.option(
    "--sessions", type=click.IntRange(1, 500), default=20, show_default=True, help="At most so many at once."
)
@click.option(
    "--idle",
    type=click.FloatRange(0.01, 1_440),
    default=15,
    show_default=True,
    help="Minutes until an idle one ends.",
)
@click.option("--token", help="What visitors must know (made up where others can reach the port).")
@click.option("--demo", "tour", help="Show a tour instead of the open app.")
@click.pass_obj
def serve(
    options: Options, host: str, port: int, sessions: int, idle: float, token: str | None, tour: str | None
) -> None:
    """Show the app in a browser; every visitor has a throw-away world of their own."""
    try:
        from tui.web import serving
        from tui.web.template import Template
    except ImportError:
        click.echo(i18n.t("web.not-installed"), err=True)
        raise SystemExit(FAILED) from None
    arguments = ["--lang", i18n.language(), "--theme", options.settings.theme]
    arguments += ["--big"] if options.settings.big else []
    arguments += ["--seed", str(options.seed)] if options.seed is not None else []
    arguments += ["--now", _iso(options.now)] if options.now is not None else []
    template = None
    if tour:
        arguments += ["demo", tour]
    elif options.scenario:
        arguments += ["--scenario", options.scenario]
    else:
        template = Template(options.now, options.seed)
    terms = serving.terms_for(host, sessions, idle * 60, token)
    try:
        serving.serve(serving.app_command(*arguments), host, port, terms, template)
    except OSError as error:
        click.echo(i18n.t("web.port", host=host, port=port, reason=error.strerror or ""), err=True)
        raise SystemExit(FAILED) from None


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
    from tui.cli import plain

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
    from tui.cli import plain

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
    from tui.cli import plain

    _answer(options, as_json, plain.orders, plain.show_orders)


@main.command()
@click.argument("order_id")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def order(options: Options, order_id: str, as_json: bool) -> None:
    """Show one order: lines, money, parcel."""
    from tui.cli import plain

    _answer(options, as_json, lambda store: plain.order(store, order_id), plain.show_order)


@main.command()
@click.argument("number", required=False)
@click.option(
    "--import", "feed", type=click.Path(path_type=Path), help="Take a carrier's tracking events (JSON)."
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def track(options: Options, number: str | None, feed: Path | None, as_json: bool) -> None:
    """Show where a parcel is (by its NUMBER or order), or all of them; --import takes a carrier's events."""
    from tui.cli import plain_tracking

    if feed is not None:
        _answer(
            options, as_json, lambda store: plain_tracking.imported(store, feed), plain_tracking.show_imported
        )
    elif number is not None:
        _answer(
            options, as_json, lambda store: plain_tracking.parcel(store, number), plain_tracking.show_parcel
        )
    else:
        _answer(options, as_json, plain_tracking.parcels, plain_tracking.show_parcels)


@main.command()
@click.argument("what")
@click.option("--width", type=click.IntRange(5, 400), default=64, help="Cells across.")
@click.option("--cells", type=click.Choice(config.CELL_MODES), help="How a picture becomes cells.")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Write a PNG instead.")
@click.pass_obj
def picture(options: Options, what: str, width: int, cells: str | None, png: Path | None) -> None:
    """Print the picture of a note, a product, or a JPEG, PNG or WebP file."""
    from store.errors import StoreError
    from tui import terminal
    from tui.cli import print_picture

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
    from tui.cli import plain

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


@main.command()
@click.argument("what", required=False, default="")
@click.option(
    "--keys", type=click.Path(path_type=Path), help="Trust the keys in this file (JSON), no others."
)
@click.option("--export", "export", type=click.Path(path_type=Path, dir_okay=False), help="Write the chains.")
@click.option("--all", "everything", is_flag=True, help="First record what nobody has looked at yet.")
@click.option("--json", "as_json", is_flag=True)
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
        found = _found(options, as_json, lambda store: verifying.in_store(store, what, export, everything))
    else:
        found = _refusable(as_json, lambda: verifying.in_file(Path(what), keys))
    if as_json:
        click.echo(json.dumps(found.answer(SCHEMA), ensure_ascii=False, indent=2))
    else:
        verifying.show(found)
    if found.audit.failures:
        raise SystemExit(FAILED)


@main.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True)
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

    data = _refusable(as_json, lambda: answer(_read_json(file), tax_day(SystemClock().now())), USAGE)
    if as_json:
        click.echo(json.dumps({"ok": True, "schema": SCHEMA, "data": data}, ensure_ascii=False, indent=2))
    else:
        plain.show_tax(data)
