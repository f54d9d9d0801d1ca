"""The shop's colours: a dark and a light theme of our own, and their tokens for code that paints cells."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of one theme as hex colours; the names are also Textual CSS variables (``$raised``)."""

    bg: str
    surface: str
    raised: str
    chip: str
    line: str
    text: str
    muted: str
    faint: str
    brand: str
    price: str
    ok: str
    way: str
    warning: str
    rose: str
    on_brand: str = "#FFFFFF"
    dark: bool = True


DARK = Palette(
    bg="#14110F",
    surface="#1D1917",
    raised="#2E2722",
    chip="#3A322C",
    line="#3B332E",
    text="#F3ECE6",
    muted="#B0A49A",
    faint="#8C8178",
    brand="#FF2442",
    price="#F0B24A",
    ok="#57C38A",
    way="#74A9FF",
    warning="#F2A33A",
    rose="#E5738D",
)

LIGHT = Palette(
    bg="#F8F2ED",
    surface="#FFFFFF",
    raised="#FBE9E4",
    chip="#EFE5DD",
    line="#E3D6CC",
    text="#231C18",
    muted="#685D54",
    faint="#7F746B",
    brand="#E8173A",
    price="#A85F08",
    ok="#1A7F4E",
    way="#2763C9",
    warning="#A86400",
    rose="#B5415F",
    dark=False,
)

CONTRAST = Palette(
    bg="#000000",
    surface="#101010",
    raised="#262626",
    chip="#3C3C3C",
    line="#8A8A8A",
    text="#FFFFFF",
    muted="#E4E4E4",
    faint="#CFCFCF",
    brand="#FF8296",
    price="#FFD866",
    ok="#6BFFB0",
    way="#A8CCFF",
    warning="#FFC75F",
    rose="#FFA6BC",
    on_brand="#000000",
)
"""For projectors in bright rooms and for tired eyes: every text at least 7:1 on its ground (WCAG 2.2, AAA)."""

NIGHT, DAY, STARK = "xhs-dark", "xhs-light", "xhs-contrast"
OURS = {NIGHT: DARK, DAY: LIGHT, STARK: CONTRAST}
"""Our themes, in the order in which the key goes through them."""


def our_themes() -> list[Theme]:
    """Return the themes of the shop for ``App.register_theme``."""
    from textual.theme import Theme

    return [_theme(Theme, name, palette) for name, palette in OURS.items()]


def theme_word(name: str, dark: bool) -> str:
    """Return what kind of theme one is: ``dark``, ``light`` or ``contrast``."""
    return name.removeprefix("xhs-") if name in OURS else "dark" if dark else "light"


def next_theme(name: str) -> str:
    """Return the theme that comes after one, beginning again with the first."""
    names = [*OURS]
    return names[(names.index(name) + 1) % len(names)] if name in names else NIGHT


def tokens(palette: Palette) -> dict[str, str]:
    """Return the colours of a palette by name, as Textual CSS variables want them."""
    return {key: value for key, value in asdict(palette).items() if isinstance(value, str)}


def _theme(kind: type[Theme], name: str, palette: Palette) -> Theme:
    """Return a palette as a Textual theme."""
    return kind(
        name=name,
        primary=palette.brand,
        secondary=palette.way,
        accent=palette.price,
        foreground=palette.text,
        background=palette.bg,
        surface=palette.surface,
        panel=palette.raised,
        success=palette.ok,
        warning=palette.warning,
        error=palette.brand,
        dark=palette.dark,
        variables=tokens(palette)
        | {
            "input-cursor-background": palette.brand,
            "input-selection-background": f"{palette.brand} 35%",
            "scrollbar": palette.line,
            "scrollbar-background": palette.bg,
            "scrollbar-hover": palette.faint,
            "scrollbar-active": palette.muted,
        },
    )


def palette_of(app: App[Any]) -> Palette:
    """Return the tokens of the app's theme; themes that are not ours are mapped onto them."""
    if app.theme in OURS:
        return OURS[app.theme]
    variables = app.theme_variables
    base = DARK if app.current_theme.dark else LIGHT
    found = {
        "bg": variables.get("background"),
        "surface": variables.get("surface"),
        "raised": variables.get("panel"),
        "text": variables.get("foreground"),
        "brand": variables.get("error"),
        "price": variables.get("accent"),
        "ok": variables.get("success"),
        "way": variables.get("secondary"),
        "warning": variables.get("warning"),
    }
    hexes = {
        key: value for key, value in found.items() if value and value.startswith("#") and len(value) == 7
    }
    return Palette(**(asdict(base) | hexes))
