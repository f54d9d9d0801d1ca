"""Where every fen of a price comes from: the rules of the import tax with this line's own figures."""

from __future__ import annotations

from fractions import Fraction

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from store.catalogue.records import Product, Sku
from store.trade.tax_records import Channel, TaxedLine
from tui.i18n import amount, money, t
from tui.text import wrap
from tui.theme import palette_of
from tui.widgets.panel import Panel
from tui.widgets.rows import Row, Span, row

WIDTH = 64


def percent(rate: Fraction) -> str:
    """Write a rate as a percentage: ``13 %``."""
    return f"{float(rate * 100):g} %"


class ExplainScreen(ModalScreen[None]):
    """A price taken apart; amounts are fen."""

    CSS_PATH = "explain.tcss"
    BINDINGS = [
        Binding("escape,enter,e,f5,q", "dismiss_it", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(
        self,
        title: str,
        goods: int,
        freight: int,
        tax: TaxedLine,
        channel: Channel,
        product: Product,
        sku: Sku,
    ) -> None:
        super().__init__()
        self._heading = title
        self._goods, self._freight, self._tax, self._channel = goods, freight, tax, channel
        self._product, self._sku = product, sku

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
        palette, tax = palette_of(self.app), self._tax
        faint, muted = palette.faint, palette.muted
        share = Fraction(1) if self._channel == "cbec_full_tax" else Fraction(7, 10)

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

        base = self._goods + self._freight
        rows = [Row(()), row(width - 2, [Span(self._heading, bold=True)], indent=2), Row(())]
        rows += line(t("explain.goods"), amount(self._goods))
        rows += line(t("explain.freight"), amount(self._freight))
        rows += line(t("explain.base"), amount(base), t("explain.base-why"))
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
        total = base + tax.tax_fen
        rows += line(t("explain.total"), money(total), "", palette.price, bold=True)
        rate = Fraction(tax.tax_fen, base) if base else Fraction(0)
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
        rate = self._tax.consumption_rate
        if rate:
            return t("explain.consumption-why", rate=percent(rate), share=percent(share))
        if self._product.tax_class == "cosmetics":
            unit = self._tax.base_fen / float(
                self._sku.net_amount * max(1, self._goods // max(1, self._sku.price_fen))
            )
            return t(
                "explain.consumption-below",
                unit=amount(round(unit)),
                per=t(f"explain.unit-{self._sku.net_unit}"),
            )
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
