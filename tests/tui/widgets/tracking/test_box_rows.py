"""Slogans on boxes: enough of them, short enough, about what is inside, and seldom about the courier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.test_words import EN, ZH
from tui import i18n
from tui.text import cells
from tui.widgets.tracking.box_rows import COURIER_IN, slogan

KINDS = [one["id"] for one in json.loads(Path("fixtures/story/categories.json").read_text("utf-8"))]


@pytest.mark.parametrize("catalogue", [ZH, EN], ids=["zh", "en"])
def test_there_are_enough_for_every_kind_of_goods_and_they_fit(catalogue: dict[str, list[str]]) -> None:
    found = {key: texts[0] for key, texts in catalogue.items() if key.startswith("box.")}
    assert len(found) >= 60 and len(set(found.values())) == len(found)
    for kind in (*KINDS, "any", "courier"):
        assert sum(key.startswith(f"box.{kind}-") for key in found) >= 3, kind
    for key, text in found.items():
        lines = text.split("|")
        assert len(lines) <= 2 and all(cells(line) <= 18 for line in lines), key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_box_says_the_same_for_ever_and_speaks_of_its_goods(language: str) -> None:
    i18n.use(language)
    catalogue = ZH if language == "zh" else EN
    said = {number: "|".join(slogan(f"P{number}", "pets")).strip("|") for number in range(800)}
    assert said == {number: "|".join(slogan(f"P{number}", "pets")).strip("|") for number in range(800)}
    pets = {texts[0] for key, texts in catalogue.items() if key.startswith("box.pets-")}
    courier = {texts[0] for key, texts in catalogue.items() if key.startswith("box.courier-")}
    assert sum(text in pets for text in said.values()) > 600
    assert 0 < sum(text in courier for text in said.values()) < 800 // COURIER_IN * 3
    assert slogan("P1", "moon-rock")[0]
