"""Provenance: how goods came here, event by event, each signed, and verified while one looks."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.errors import StoreError
from store.pictures import PictureSpec
from store.provenance.records import Chain
from store.words import Bilingual
from tui.commands import bindings_for
from tui.config import data_path
from tui.i18n import error_text, t
from tui.layout import MEDIUM
from tui.paint.blocks import side_by_side
from tui.paint.rows import Row, Span, row
from tui.screens.base import BaseScreen
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.provenance.chain_rows import chain_items
from tui.widgets.provenance.side import (
    goods_rows,
    key_items,
    meaning_rows,
    merkle_rows,
    short_rows,
    verdict_rows,
)
from tui.widgets.provenance.view import ProvenanceView

SIDE, PICTURE_ROWS, AIRY_ROWS = 33, 11, 4
Found = tuple[Chain, PictureSpec, Bilingual]


class ProvenanceScreen(BaseScreen):
    """The chain of a product's batch, or of what an order got."""

    SCOPE = "provenance"
    CSS_PATH = "provenance.tcss"
    BINDINGS = bindings_for("provenance")

    def __init__(self, *, product_id: str = "", order_id: str = "", sku_id: str = "") -> None:
        super().__init__()
        self._product_id = product_id
        self._order_id = order_id
        self._sku_id = sku_id
        self._found: tuple[Found, ...] = ()
        self._number = 0
        self._view: ProvenanceView | None = None
        self._opened = 0
        self._keys: tuple[bytes, ...] = ()
        self._refusal: StoreError | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the goods and the verdict beside the chain, and the day's root below it."""
        with Horizontal():
            yield Panel(id="goods", ground="bg")
            with Vertical():
                yield Panel(id="heading", ground="bg")
                yield Panel(id="short", ground="bg")
                yield Sheet()
                yield Panel(id="merkle", ground="bg")

    def on_mount(self) -> None:
        """Read the chains."""
        self.query_one(Sheet).focus()
        self.lay_out()
        self._read()

    def on_screen_resume(self) -> None:
        """Read again: a parcel may have come further."""
        super().on_screen_resume()
        if self._found and not (self._view and self._view.changed):
            self._read()

    # -- reading

    def _read(self) -> None:
        """Read the chains in a worker; a refusal is shown on the page instead of a toast."""
        self.fetch("provenance", self._look_up, self._arrive, self._cannot)

    def _look_up(self) -> tuple[tuple[Found, ...], ProvenanceView]:
        found = self._of_order() if self._order_id else self._of_product()
        number = min(self._number, len(found) - 1)
        return found, self._verified(found, number, found[number][0])

    def _of_order(self) -> tuple[Found, ...]:
        """Return the chain, picture and name of each line of the order."""
        order = self.store.orders.get(self._order_id)
        chains = self.store.provenance.of_order(self._order_id)
        return tuple(
            (
                chain,
                PictureSpec.from_json(line.picture_json),
                _joined(line.title, line.sku_name),
            )
            for chain, line in zip(chains, order.lines, strict=True)
        )

    def _of_product(self) -> tuple[Found, ...]:
        """Return the chains of the sizes, the one that was chosen first."""
        product = self.store.catalogue.product(self._product_id)
        chains = self.store.provenance.of_product(self._product_id)
        found: list[Found] = []
        for chain in chains:
            statement = chain.events[0].statement if chain.events else None
            sku_id = statement.sku if statement else ""
            name = next((sku.name for sku in product.skus if sku.id == sku_id), Bilingual("", ""))
            found.insert(
                0 if sku_id == self._sku_id else len(found),
                (chain, product.picture, _joined(product.title, name)),
            )
        return tuple(found)

    def _verified(self, found: tuple[Found, ...], number: int, shown: Chain) -> ProvenanceView:
        """Verify what is to be shown: the chain that is kept, or a copy in which a byte was changed."""
        kept, picture, title = found[number]
        verdict = self.store.provenance.verify(shown)
        return ProvenanceView(shown, kept, verdict, picture, title, number, len(found))

    def _cannot(self, error: Exception) -> None:
        """Say on the page why there is no chain."""
        if isinstance(error, StoreError):
            self._refusal = error
            self.lay_out()
        else:
            self.app.report(error)

    def _arrive(self, arrived: tuple[tuple[Found, ...], ProvenanceView]) -> None:
        """Show what was read, or why there is none."""
        self._found, view = arrived
        self._show(view)

    def _show(self, view: ProvenanceView) -> None:
        self._view = view
        self._number = view.number
        self.lay_out()
        if view.failed:
            self.query_one(Sheet).select(str(min(view.failed, len(view.shown.events))))

    # -- layout

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        view, palette = self._view, self.palette
        if view is None:
            words = error_text(self._refusal) if self._refusal else t("provenance.reading")
            tone = palette.warning if self._refusal else palette.faint
            self.query_one(Sheet).show([Item("", (Row(()), row(60, [Span(words, tone)], indent=1)))])
            return
        room = self.room
        side = room.wide
        width = room.width - (SIDE + 5 if side else 0) - 1
        self.query_one("#goods", Panel).show(self._side(view) if side else [])
        self.query_one("#short", Panel).show(short_rows(view, width - 1, palette))
        heading = row(
            width - 1,
            [Span(t("provenance.title"), bold=True), Span(f"  {t('provenance.subtitle')}", palette.muted)],
            [Span(t("provenance.signers", n=len(view.parties)), palette.muted)],
            indent=1,
        )
        self.query_one("#heading", Panel).show([heading])
        sheet = self.query_one(Sheet)
        airy = room.height - 12 >= AIRY_ROWS * len(view.shown.events)
        if self._keys:
            sheet.show(key_items(view.parties, self._keys, width, palette))
        else:
            sheet.show(chain_items(view, width, palette, self._opened, airy))
        self.query_one("#merkle").display = room.usual and width >= MEDIUM
        self.query_one("#merkle").styles.height = 7 if room.high else 6 if room.tall else 5
        self._paint_merkle()

    def _side(self, view: ProvenanceView) -> list[Row]:
        palette = self.palette
        picture = PICTURE_ROWS if self.room.high else 6 if self.room.tall else 0
        verdict = side_by_side((0, SIDE, verdict_rows(view, SIDE, palette), palette.surface))
        goods = goods_rows(view, SIDE, picture, palette)
        return [*goods, Row(()), *verdict, Row(()), *meaning_rows(view, SIDE, palette)]

    def _paint_merkle(self) -> None:
        """Show the way from the selected event to the root of its day."""
        view, sequence = self._view, self._selected()
        if view is None:
            return
        width = self.room.width - (SIDE + 5 if self.room.wide else 0) - 2
        self.query_one("#merkle", Panel).show(
            merkle_rows(view, sequence, width, self.palette, self.room.high)
        )

    def _selected(self) -> int:
        """Return the sequence of the selected event; without one that of the first that fails, or the first."""
        selected = self.query_one(Sheet).selected
        if selected.isdigit():
            return int(selected)
        return (self._view.failed if self._view else 0) or 1

    def on_sheet_highlighted(self, _event: Sheet.Highlighted) -> None:
        """Follow the selection with the Merkle path."""
        self._paint_merkle()

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Open or close an event's own text."""
        if event.item_id.isdigit():
            self._opened = 0 if self._opened == int(event.item_id) else int(event.item_id)
            self.lay_out()

    # -- what one can do

    def action_open_event(self) -> None:
        """Open the first event's own text, when none is selected yet."""
        self.query_one(Sheet).action_step(1)

    def action_verify(self) -> None:
        """Verify again what is shown; the chain that is kept is read anew."""
        view = self._view
        if view is None:
            return
        number, shown = view.number, view.shown

        def verified(again: ProvenanceView) -> None:
            self._show(again)
            key = "provenance.verified" if again.verdict.failure is None else "provenance.verified-broken"
            self.app.toast(key, good=again.verdict.trusted, whole=len(again.shown.events), at=again.failed)

        if view.changed:
            self.fetch("provenance", lambda: self._verified(self._found, number, shown), verified)
        else:
            self.fetch("provenance", lambda: self._look_up()[1], verified)

    def action_public_keys(self) -> None:
        """Show the public keys of the parties, or the chain again."""
        if view := self._view:
            if self._keys:
                self._show_keys(())
                return
            provenance, parties = self.store.provenance, tuple(view.parties)
            self.fetch("keys", lambda: provenance.public_keys(parties), self._show_keys)

    def _show_keys(self, keys: tuple[bytes, ...]) -> None:
        self._keys = keys
        self.query_one(Sheet).start_over()
        self.lay_out()

    def action_next_chain(self) -> None:
        """Show the chain of the next size, or of the next goods of the order."""
        if len(self._found) < 2:
            self.app.toast("provenance.only-chain")
            return
        self._number = (self._number + 1) % len(self._found)
        self._opened = 0
        self.query_one(Sheet).start_over()
        self._read()

    def action_tamper(self) -> None:
        """Change a byte of a copy and verify that; again, and the chain that is kept is back."""
        if self._view is None:
            return
        number, kept = self._view.number, self._view.kept
        shown = kept if self._view.changed else self.store.provenance.tampered(kept)
        if shown is kept and not self._view.changed:
            self.app.toast("provenance.nothing-to-change")
            return
        self._keys = ()
        self.fetch("provenance", lambda: self._verified(self._found, number, shown), self._show)

    def action_export_chain(self) -> None:
        """Write the chain as it is shown to a file beside the world."""
        if self._view is None:
            return
        shown = self._view.shown
        name = f"provenance-{shown.id.replace('/', '-')}.jsonl"
        path = data_path().parent / name

        def job() -> str:
            data = self.store.provenance.export((shown,))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return str(path)

        self.fetch("export", job, lambda written: self.app.toast("provenance.exported", path=written))

    def action_copy_fingerprint(self) -> None:
        """Copy the whole hash of the selected event."""
        sequence = self._selected()
        if self._view and (event := self._view.event(sequence)):
            digest = event.hash.hex()
            self.put_on_clipboard(digest, "provenance.copied", start=digest[:8], number=sequence)


def _joined(title: Bilingual, name: Bilingual) -> Bilingual:
    return Bilingual(f"{title.zh} {name.zh}", f"{title.en} {name.en}")
