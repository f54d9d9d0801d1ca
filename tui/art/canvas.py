"""A recorder of shapes that becomes SVG text: rectangles, ellipses, polygons, paths, groups, shading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tui.art.colour import darker, lighter
from tui.art.letters import written


class Canvas:
    """Records shapes in drawing units; fills are colours or shadings of this canvas (``url(#...)``).

    ``fine`` tells that the picture is drawn large: labels are written out, small things are added.
    """

    def __init__(self, width: float, height: float, fine: bool = False) -> None:
        self.width, self.height, self.fine = width, height, fine
        self._shapes: list[str] = []
        self._defined: dict[str, str] = {}

    @property
    def small(self) -> float:
        """The shorter side, which sizes everything that must not be stretched."""
        return min(self.width, self.height)

    # -- fills

    def round(self, colour: str) -> str:
        """Return the shading of a cylinder: dark edges, a light stripe at the left third."""
        stops = (
            (0, darker(colour, 0.3)),
            (0.14, darker(colour, 0.06)),
            (0.3, lighter(colour, 0.4)),
            (0.48, lighter(colour, 0.08)),
            (0.74, darker(colour, 0.08)),
            (1, darker(colour, 0.36)),
        )
        return self._shade(f"r{colour[1:]}", stops, "x2='1' y2='0'")

    def fall(self, top: str, bottom: str) -> str:
        """Return a shading from top to bottom."""
        return self._shade(f"f{top[1:]}{bottom[1:]}", ((0, top), (1, bottom)), "x2='0' y2='1'")

    def lit(self, colour: str) -> str:
        """Return a colour lit from above: a little lighter at the top, darker at the foot."""
        return self.fall(lighter(colour, 0.18), darker(colour, 0.16))

    def ball(self, colour: str) -> str:
        """Return the shading of a ball lit from the upper left."""
        name = f"b{colour[1:]}"
        self._defined[name] = (
            f"<radialGradient id='{name}' cx='.36' cy='.32' r='.75'>"
            f"<stop offset='0' stop-color='{lighter(colour, 0.5)}'/><stop offset='.5' stop-color='{colour}'/>"
            f"<stop offset='1' stop-color='{darker(colour, 0.32)}'/></radialGradient>"
        )
        return f"url(#{name})"

    def _shade(self, name: str, stops: Sequence[tuple[float, str]], direction: str) -> str:
        marks = "".join(f"<stop offset='{at}' stop-color='{colour}'/>" for at, colour in stops)
        self._defined[name] = (
            f"<linearGradient id='{name}' x1='0' y1='0' {direction}>{marks}</linearGradient>"
        )
        return f"url(#{name})"

    # -- shapes

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, r: float = 0, op: float = 1
    ) -> None:
        """Draw a rectangle with round corners of radius ``r``."""
        self._shapes.append(
            f"<rect x='{x:g}' y='{y:g}' width='{width:g}' height='{height:g}' rx='{r:g}' fill='{fill}'{_see(op)}/>"
        )

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, op: float = 1) -> None:
        """Draw an ellipse around ``(x, y)``."""
        self._shapes.append(
            f"<ellipse cx='{x:g}' cy='{y:g}' rx='{rx:g}' ry='{ry:g}' fill='{fill}'{_see(op)}/>"
        )

    def disc(self, x: float, y: float, r: float, fill: str, op: float = 1) -> None:
        """Draw a circle around ``(x, y)``."""
        self.oval(x, y, r, r, fill, op)

    def shape(self, points: Sequence[tuple[float, float]], fill: str, op: float = 1) -> None:
        """Draw a polygon."""
        text = " ".join(f"{x:g},{y:g}" for x, y in points)
        self._shapes.append(f"<polygon points='{text}' fill='{fill}'{_see(op)}/>")

    def path(self, data: str, fill: str, op: float = 1) -> None:
        """Draw a closed SVG path."""
        self._shapes.append(f"<path d='{data}' fill='{fill}'{_see(op)}/>")

    def line(self, data: str, colour: str, width: float, op: float = 1) -> None:
        """Draw an open SVG path as a line with round ends."""
        self._shapes.append(
            f"<path d='{data}' fill='none' stroke='{colour}' stroke-width='{width:g}' "
            f"stroke-linecap='round' stroke-linejoin='round'{_see(op)}/>"
        )

    def shadow(self, x: float, y: float, rx: float, ry: float, op: float = 0.34) -> None:
        """Lay the soft shadow of something that stands at ``(x, y)``."""
        self._defined["shadow"] = (
            "<radialGradient id='shadow'><stop offset='0' stop-color='#2A1526'/>"
            "<stop offset='.55' stop-color='#2A1526' stop-opacity='.62'/>"
            "<stop offset='1' stop-color='#2A1526' stop-opacity='0'/></radialGradient>"
        )
        self.oval(x, y, rx, ry, "url(#shadow)", op)

    def glow(self, x: float, y: float, r: float, colour: str, op: float = 0.6) -> None:
        """Lay light around ``(x, y)`` that fades outward."""
        name = f"g{colour[1:]}"
        self._defined[name] = (
            f"<radialGradient id='{name}'><stop offset='0' stop-color='{colour}'/>"
            f"<stop offset='1' stop-color='{colour}' stop-opacity='0'/></radialGradient>"
        )
        self.disc(x, y, r, f"url(#{name})", op)

    def write(self, text: str, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Write Latin letters centred at ``(x, y)`` into a box; in a small picture they are a bar."""
        if not text:
            return
        if not self.fine:
            self.box(
                x - width * 0.42, y - height * 0.3, width * 0.84, height * 0.6, colour, height * 0.2, 0.8
            )
            return
        data, wide = written(text)
        scale = min(height / 6, width / max(wide, 1))
        with self.at(x - wide * scale / 2, y - 3 * scale, scale):
            self.line(data, colour, 1.0)

    # -- where

    @contextmanager
    def at(
        self, x: float, y: float, scale: float = 1.0, turn: float = 0.0, flip: bool = False
    ) -> Iterator[None]:
        """Draw what follows moved to ``(x, y)``, scaled, turned by degrees, and mirrored."""
        wide = -scale if flip else scale
        self._shapes.append(
            f"<g transform='translate({x:g} {y:g}) rotate({turn:g}) scale({wide:g} {scale:g})'>"
        )
        try:
            yield
        finally:
            self._shapes.append("</g>")

    @contextmanager
    def within(self, x: float, y: float, width: float, height: float, r: float = 0) -> Iterator[None]:
        """Draw what follows only inside a rectangle."""
        name = f"c{len(self._defined)}"
        self._defined[name] = (
            f"<clipPath id='{name}'><rect x='{x:g}' y='{y:g}' width='{width:g}' height='{height:g}' rx='{r:g}'/></clipPath>"
        )
        self._shapes.append(f"<g clip-path='url(#{name})'>")
        try:
            yield
        finally:
            self._shapes.append("</g>")

    def tint(self, colour: str, op: float) -> None:
        """Cast a light over everything drawn so far."""
        self.box(0, 0, self.width, self.height, colour, 0, op)

    def svg(self) -> str:
        """Return everything as one SVG document."""
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {self.width:g} {self.height:g}'>"
            f"<defs>{''.join(self._defined.values())}</defs>{''.join(self._shapes)}</svg>"
        )


def _see(opacity: float) -> str:
    return "" if opacity == 1 else f" opacity='{opacity:g}'"
