"""A recorder of shapes that becomes SVG text: rectangles, ellipses, polygons, paths, groups, shading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tui.art.colour import darker, lighter


class Canvas:
    """Records shapes in drawing units; fills are colours or shadings of this canvas (``url(#...)``)."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._shapes: list[str] = []
        self._shadings: dict[str, str] = {}

    # -- fills

    def round(self, colour: str) -> str:
        """Return the shading of a cylinder: dark edges, a light stripe at the left third."""
        stops = (
            (0, darker(colour, 0.3)),
            (0.3, lighter(colour, 0.38)),
            (0.5, colour),
            (1, darker(colour, 0.34)),
        )
        return self._shade(f"r{colour[1:]}", stops, "x2='1' y2='0'")

    def fall(self, top: str, bottom: str) -> str:
        """Return a shading from top to bottom."""
        return self._shade(f"f{top[1:]}{bottom[1:]}", ((0, top), (1, bottom)), "x2='0' y2='1'")

    def _shade(self, name: str, stops: Sequence[tuple[float, str]], direction: str) -> str:
        marks = "".join(f"<stop offset='{at}' stop-color='{colour}'/>" for at, colour in stops)
        self._shadings[name] = (
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
            f"stroke-linecap='round'{_see(op)}/>"
        )

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1.0, turn: float = 0.0) -> Iterator[None]:
        """Draw what follows moved to ``(x, y)``, scaled, and turned by degrees."""
        self._shapes.append(f"<g transform='translate({x:g} {y:g}) rotate({turn:g}) scale({scale:g})'>")
        try:
            yield
        finally:
            self._shapes.append("</g>")

    def svg(self) -> str:
        """Return everything as one SVG document."""
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {self.width:g} {self.height:g}'>"
            f"<defs>{''.join(self._shadings.values())}</defs>{''.join(self._shapes)}</svg>"
        )


def _see(opacity: float) -> str:
    return "" if opacity == 1 else f" opacity='{opacity:g}'"
