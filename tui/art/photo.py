"""Photos from files: checked before they are decoded, and reduced while decoding where possible."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 40_000_000
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 30_000
FORMATS = ("JPEG", "PNG", "WEBP")


class PhotoError(Exception):
    """A file that is not shown; ``code`` is one of ``missing``, ``too-big``, ``not-a-picture``, ``broken``."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


def opened(path: str, width: int, height: int) -> Image.Image:
    """Return a photo as RGB filling ``width`` x ``height`` pixels, its sides cropped; raises ``PhotoError``.

    Looks at the content, not at the name; of an animation takes the first picture; a JPEG is decoded
    at an eighth of its size where that is enough.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    _weighed(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(path, formats=FORMATS) as image:
                wide, high = image.size
                if max(wide, high) > LONGEST_SIDE or wide * high > MOST_PIXELS:
                    raise PhotoError("too-big", path)
                image.draft("RGB", (width, height))
                image.seek(0)
                plain = _plain(ImageOps.exif_transpose(image) or image)
                return ImageOps.fit(plain, (width, height), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        bomb = isinstance(error, Image.DecompressionBombError)
        raise PhotoError("too-big" if bomb else "not-a-picture", path) from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise PhotoError("broken", path) from None


def _weighed(path: str) -> None:
    """Refuse a path that is no file or too large before anything is decoded; raises ``PhotoError``."""
    try:
        size = Path(path).stat().st_size
    except (OSError, ValueError):
        raise PhotoError("missing", path) from None
    if not Path(path).is_file():
        raise PhotoError("missing", path)
    if size > MOST_BYTES:
        raise PhotoError("too-big", path)


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in 8-bit RGB, on white where it is transparent."""
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a channel and more
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGB", image.size, "#FFFFFF")
        above = image.convert("RGBA")
        ground.paste(above, mask=above.getchannel("A"))
        return ground
    return image.convert("RGB")
