"""Where every fen of a price comes from: the rules of the import tax with this line's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from store.catalogue.records import Product, Sku
from store.money import half_up
from store.trade.tax_records import Channel, TaxedLine
from tui.i18n import amount, money, pick, t
from tui.text import wrap
from tui.theme import palette_of
from tui.widgets.panel import Panel
from tui.widgets.rows import Row, Span, row

WIDTH = 64


def percent(rate: Fraction) -> str:
    """Write a rate as a percentage: ``13 %``."""
    return f"{float(rate * 100):g} %"


@dataclass(frozen=True, slots=True)
class Explained:
    """A price to be taken apart, in fen: so many pieces after ``cut``, their freight, their tax, and tender."""

    product: Product
    sku: Sku
    quantity: int
    freight: int
    tax: TaxedLine
    channel: Channel
    cut: int = 0
    tender: int = 0

    @property
    def title(self) -> str:
        """What it is the price of."""
        return f"{pick(self.product.brand.name)} {pick(self.product.title)} {pick(self.sku.name)}"


class ExplainScreen(ModalScreen[None]):
    """A price taken apart; amounts are fen."""

    CSS_PATH = "explain.tcss"
    BINDINGS = [
        Binding("escape,enter,e,f5,q", "dismiss_it", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, explained: Explained) -> None:
        super().__init__()
        self._what = explained

    def compose(self) -> ComposeResult:
        """One panel in the middle."""
        yield Panel(id="explanation", ground="raised")

    def on_mount(self) -> None:
        """Write the explanation."""
        width = min(WIDTH, self.app.size.width)
        rows = self._rows(width)
        panel = self.query_one(Panel)
        panel.styles.width, panel.styles.height = width, min(len(rows), self.app.size.height)
        panel.show(rows)

    def _rows(self, width: int) -> list[Row]:
        palette, what, tax = palette_of(self.app), self._what, self._what.tax
        faint, muted = palette.faint, palette.muted
        share = Fraction(1) if what.channel == "cbec_full_tax" else Fraction(7, 10)

        def line(label: str, value: str, why: str = "", tone: str = "", bold: bool = False) -> list[Row]:
            rows = [
                row(
                    width - 2,
                    [Span(label, muted if not bold else "", bold=bold)],
                    [Span(value, tone, bold=bold)],
                    indent=2,
                )
            ]
            if why:
                rows += [row(width - 2, [Span(part, faint)], indent=4) for part in wrap(why, width - 6)]
            return rows

        whole = what.sku.price_fen * what.quantity
        times = (
            t("money.times", price=amount(what.sku.price_fen), n=what.quantity) if what.quantity > 1 else ""
        )
        rows = [Row(()), row(width - 2, [Span(what.title, bold=True)], indent=2), Row(())]
        rows += line(t("explain.goods"), amount(whole), times)
        if what.cut:
            rows += line(t("explain.cut"), f"−{amount(what.cut)}", t("explain.cut-why"), palette.ok)
        rows += line(t("explain.freight"), amount(what.freight))
        rows += line(t("explain.base"), amount(tax.base_fen), t("explain.base-why"))
        rows += line(
            t("explain.tariff"),
            amount(tax.tariff_fen),
            t("explain.tariff-full" if tax.tariff_fen else "explain.tariff-none"),
        )
        rows += line(
            t("explain.consumption"),
            amount(tax.consumption_fen),
            self._consumption_why(share),
            palette.rose if tax.consumption_fen else "",
        )
        rows += line(
            t("explain.vat"),
            amount(tax.vat_fen),
            t("explain.vat-why", rate=percent(tax.vat_rate), share=percent(share)),
        )
        rows.append(row(width - 2, [Span("─" * (width - 4), palette.line)], indent=2))
        total = tax.base_fen + tax.tax_fen
        if what.tender:
            rows += line(t("explain.tender"), f"−{amount(what.tender)}", t("explain.tender-why"), palette.ok)
        rows += line(t("explain.total"), money(total - what.tender), "", palette.price, bold=True)
        rate = Fraction(tax.tax_fen, tax.base_fen) if tax.base_fen else Fraction(0)
        rows += line(t("explain.rate"), percent(round(rate * 10_000) * Fraction(1, 10_000)))
        rows += [Row(()), row(width - 2, [Span(t("explain.rules"), faint)], indent=2)]
        rows += [
            row(
                width - 2,
                [
                    Span(" esc ", "", palette.chip, bold=True),
                    Span(f" {t('explain.close')}   ", muted),
                    Span(" y ", "", palette.chip, bold=True),
                    Span(f" {t('explain.copy')}", muted),
                ],
                indent=2,
            ),
            Row(()),
        ]
        return rows

    def _consumption_why(self, share: Fraction) -> str:
        what = self._what
        rate = what.tax.consumption_rate
        if rate:
            return t("explain.consumption-why", rate=percent(rate), share=percent(share))
        if what.product.tax_class == "cosmetics":
            unit = half_up(what.tax.base_fen / (what.sku.net_amount * what.quantity))
            per = t(f"explain.unit-{what.sku.net_unit}")
            return t("explain.consumption-below", unit=amount(unit), per=per)
        return t("explain.consumption-none")

    def action_dismiss_it(self) -> None:
        """Close the explanation."""
        self.dismiss(None)

    def action_copy(self) -> None:
        """Copy the explanation as text."""
        rows = self._rows(WIDTH)
        text = "\n".join("  ".join(span.text for _, span in content.placed).rstrip() for content in rows)
        self.app.copy_to_clipboard(text.strip())
        self.app.notify(t("explain.copied"), markup=False)
