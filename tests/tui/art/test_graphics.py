"""Pixels for terminals that draw them: what is sent is decoded again and compared."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image

from store.pictures import PictureSpec
from tests.pictures.decoding import unsixel
from tui.art.draw import codes, image
from tui.art.graphics import KITTY_ID, kitty, kitty_gone, sixel

SPEC = PictureSpec(("suitcase", "sunglasses"), "duo", "sky", seed=9)


def test_sixel_draws_the_picture() -> None:
    png = image(SPEC, 64, 78)
    drawn, wanted = unsixel(sixel(png)), Image.open(io.BytesIO(png)).convert("RGB")
    assert drawn.size == wanted.size
    pairs = zip(drawn.tobytes(), wanted.tobytes(), strict=True)
    assert sum(abs(one - other) for one, other in pairs) / (64 * 78 * 3) < 6


def test_kitty_gets_the_png_in_pieces() -> None:
    png = image(SPEC, 320, 400)
    sent = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty(png, 40, 25))
    assert base64.b64decode("".join(part for _, part in sent)) == png
    assert len(sent) > 1
    assert all(len(part) <= 4096 for _, part in sent)
    assert [head.endswith("m=1") for head, _ in sent] == [True] * (len(sent) - 1) + [False]
    assert {"a=T", "f=100", "c=40", "r=25", f"i={KITTY_ID}", "C=1"} <= set(sent[0][0].split(","))
    assert f"i={KITTY_ID}" in kitty_gone()


@pytest.mark.parametrize("kind", ["kitty", "sixel"])
def test_a_huge_terminal_gets_no_huge_picture(kind: str) -> None:
    text = codes(SPEC, kind, 60, 20, (20, 40))
    if kind == "kitty":
        png = base64.b64decode("".join(re.findall(r"\x1b_G[^;]*;([^\x1b]*)\x1b", text)))
        assert Image.open(io.BytesIO(png)).size[0] * Image.open(io.BytesIO(png)).size[1] <= 1_030_000
    else:
        head = re.match(r'\x1bPq"1;1;(\d+);(\d+)', text)
        assert head
        assert (int(head[1]), int(head[2])) == (1200, 798)
