"""Real pictures, and files that only say they are: shown, reduced, or refused with a reason."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from store.pictures import PictureSpec
from tests.terminal import ROOT
from tui.art import draw, photo
from tui.art.photo import PhotoError, opened
from tui.pictures.studio import Studio
from tui.pictures.workshop import PictureError, Workshop

RED, BLUE = (220, 30, 40), (30, 60, 200)


def halves(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Return a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def _near(pixel: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.jpg", "RGB"),
        ("b.jpg", "CMYK"),
        ("c.jpg", "L"),
        ("d.png", "RGBA"),
        ("e.png", "P"),
        ("f.webp", "RGB"),
        ("g.png", "1"),
    ],
)
def test_pictures_of_all_kinds_are_shown(tmp_path: Path, name: str, mode: str) -> None:
    path = tmp_path / name
    halves(mode).save(path)
    image = opened(str(path), 20, 12)
    assert (image.mode, image.size) == ("RGB", (20, 12))
    if mode not in ("L", "1"):
        assert _near(image.getpixel((3, 6)), RED)  # type: ignore[arg-type]
        assert _near(image.getpixel((16, 6)), BLUE)  # type: ignore[arg-type]


def test_16_bits_a_channel_are_reduced(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    deep = Image.new("I;16", (40, 40), 0x8000)
    deep.save(path)
    assert _near(opened(str(path), 8, 8).getpixel((4, 4)), (128, 128, 128))  # type: ignore[arg-type]


def test_of_an_animation_the_first_picture_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "moves.webp"
    first, second = Image.new("RGB", (30, 30), RED), Image.new("RGB", (30, 30), BLUE)
    first.save(path, save_all=True, append_images=[second], duration=100, lossless=True)
    assert _near(opened(str(path), 6, 6).getpixel((3, 3)), RED)  # type: ignore[arg-type]


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really-a-png.jpg"
    halves().save(path, "PNG")
    assert opened(str(path), 10, 10).size == (10, 10)


def test_what_is_see_through_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(path)
    assert opened(str(path), 4, 4).getpixel((2, 2)) == (255, 255, 255)


def _png_of(width: int, height: int, body: bytes = b"") -> bytes:
    """Return a PNG that claims a size; its pixels are another matter."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-picture"),
        (b"just some words", "not-a-picture"),
        (b"GIF89a" + b"\0" * 40, "not-a-picture"),
        (_png_of(30_001, 4), "too-big"),
        (_png_of(20_000, 20_000, zlib.compress(b"\0" * 100_000)), "too-big"),
        (_png_of(50, 50, zlib.compress(b"\0" * 40)), "broken"),
        (_png_of(50, 50, b"no zlib at all"), "broken"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with pytest.raises(PhotoError) as refused:
        opened(str(path), 20, 20)
    assert refused.value.code == code


def test_a_cut_off_photo_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.jpg"
    halves(size=(600, 600)).save(path)
    path.write_bytes(path.read_bytes()[:2_000])
    with pytest.raises(PhotoError, match="broken"):
        opened(str(path), 20, 20)


def test_a_file_that_weighs_too_much_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "heavy.png"
    halves().save(path)
    monkeypatch.setattr(photo, "MOST_BYTES", 100)
    with pytest.raises(PhotoError, match="too-big"):
        opened(str(path), 20, 20)


@pytest.mark.parametrize("path", ["/nowhere/at/all.jpg", "/tmp", "bad\0name.png"])
def test_what_is_not_there_is_missing(path: str) -> None:
    with pytest.raises(PhotoError, match="missing"):
        opened(path, 20, 20)


def test_a_photo_becomes_cells_in_the_process(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    halves(size=(800, 600)).save(path, quality=95)
    workshop = Workshop()
    try:
        picture = workshop.cells(PictureSpec(file=str(path)), 20, 8, "sextant", "true")
        left, right = picture[4][2], picture[4][17]
        assert _near((left.bg >> 16, left.bg >> 8 & 255, left.bg & 255), RED)
        assert _near((right.bg >> 16, right.bg >> 8 & 255, right.bg & 255), BLUE)
        with pytest.raises(PictureError, match="missing"):
            workshop.cells(PictureSpec(file=str(tmp_path / "gone.jpg")), 20, 8, "sextant", "true")
    finally:
        workshop.close()


def test_a_photo_that_cannot_be_shown_leaves_a_picture_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    studio = Studio()
    key = (PictureSpec(file=str(path)), 20, 8)
    studio.raster(key)
    studio.draw_next()
    assert studio.raster(key) == draw.cells(PictureSpec(comp="nothing-found"), 20, 8)
    studio.close()


WATCHED = """
import asyncio, json, resource, sys
from pathlib import Path
from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual
from tests.small_world import NOW, open_small
from tui.app import ShopApp
from tui.pictures.studio import studio
from tui.references import NoteRef
store = open_small(Path(sys.argv[1]) / "world.db")
photo = PictureSpec(file=sys.argv[2], alt=Bilingual.same("a photo"), rows=12)
store.notes.add(
    note_id="with-photo", kind="daily", verdict="recommend", author_id="ali", category_id="skincare",
    title=Bilingual.same("a photo"), body=Bilingual.same("of mine"), city=NOTHING, pictures=[photo],
    tags=[], product_ids=[], published_at=NOW - 60, adult=False, views=1, likes=1, saves=1,
)

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def is_drawn():
    return any(key[0].file and key[1] > 40 for key in studio._drawn)

async def main():
    app = ShopApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open(NoteRef("with-photo"))
        while not is_drawn():
            await pilot.pause(0.01)
        print(json.dumps([most(), "tui.art.photo" in sys.modules]))
    studio.close()

asyncio.run(main())
"""


def test_a_photo_of_60_megapixels_is_opened_in_a_process_of_its_own(tmp_path: Path) -> None:
    """In the app it would take 180 MB for the pixels alone, and two seconds of the interpreter."""
    path = tmp_path / "large.png"
    rows = zlib.compressobj(1)
    body = b"".join(rows.compress(b"\0" + b"\xdc\x1e\x28" * 10_000) for _ in range(6_000)) + rows.flush()
    path.write_bytes(_png_of(10_000, 6_000, body))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path), str(path)],
        cwd=ROOT,
        env=os.environ | {"XHS_TUI_CACHE": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    megabytes, opened_here = json.loads(done.stdout.splitlines()[-1])
    assert megabytes < 220
    assert not opened_here
