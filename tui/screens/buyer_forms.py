"""The two things a buyer types in: an address, and an identity card."""

from __future__ import annotations

from store import Store
from store.logistics.regions import REGIONS
from tui.i18n import pick, t
from tui.screens.form import Field, FormScreen


def address_form(store: Store, buyer: str) -> FormScreen:
    """Return the form of a new address."""
    regions = tuple(pick(region.name) for region in REGIONS)
    return FormScreen(
        t("form.address"),
        t("form.address-why"),
        [
            Field("recipient", t("form.recipient"), t("form.recipient-hint")),
            Field("phone", t("form.phone"), "138 0000 0000"),
            Field("region", t("form.region"), t("form.region-hint"), choices=regions),
            Field("street", t("form.street"), t("form.street-hint")),
            Field("label", t("form.label"), t("form.label-hint")),
        ],
        lambda typed: store.buyers.write_address(buyer, **typed),
    )


def identity_form(store: Store, buyer: str) -> FormScreen:
    """Return the form of an identity card; the number is hidden while it is typed."""
    return FormScreen(
        t("form.identity"),
        t("form.identity-why"),
        [
            Field("name", t("form.name"), t("form.name-hint")),
            Field("number", t("form.number"), t("form.number-hint"), secret=True),
            Field("valid_until", t("form.until"), t("form.until-hint")),
        ],
        lambda typed: store.buyers.verify(buyer, **typed),
    )
