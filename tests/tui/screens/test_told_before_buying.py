"""What a buyer has to know before anything is in the cart: where goods are delivered, and what stays."""

from __future__ import annotations

import pytest

from store import Store
from tests.tui.driving import running
from tui import i18n


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 50)])
async def test_the_delivery_area_and_what_cannot_come_back_stand_on_the_product_page(
    store: Store, size: tuple[int, int], language: str
) -> None:
    i18n.use(language)
    async with running(store, size, ("product", "sunscreen")) as driver:
        assert i18n.t("product.there-within", days=14) in driver.text
        assert i18n.t("product.return-unopened", days=7) in driver.text
        assert {"zh": "大陆", "en": "mainland"}[language] in i18n.t("product.there-within", days=14)
