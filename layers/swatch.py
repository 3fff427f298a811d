"""The legend's glyphs: a small SVG of each mark, the same that the map draws."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from layers.icons import SIZE
from layers.schema.marks import BAR_REACH

if TYPE_CHECKING:
    from layers.schema.marks import LegendEntry

WIDTH, HEIGHT = 26, 18
WIDEST = 38  # of a class whose symbol keeps its size
NAMESPACE = "http://www.w3.org/2000/svg"


def swatch_svg(mark: LegendEntry) -> str:
    """Draw a resolved mark (:meth:`layers.schema.marks.Mark.resolve`) as a 26 by 18 px SVG document."""
    if mark.get("scale") and mark["shape"] == "dot":
        return _sized(mark)
    draw = {"area": _area, "line": _line, "dot": _dot, "pin": _pin}[mark["shape"]]
    return (
        f'<svg xmlns="{NAMESPACE}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{draw(mark)}</svg>'
    )


def swatch_inline(mark: LegendEntry) -> Markup:
    """Return the swatch as an element of a page: a browser draws it with the page, not as a picture apart.

    A mark's values are written as its layer declares them; none is a text of the data.
    """
    return _inline(swatch_svg(mark))


@lru_cache(maxsize=1024)
def _inline(svg: str) -> Markup:
    element = svg.replace(f'<svg xmlns="{NAMESPACE}"', '<svg class="swatch" aria-hidden="true"', 1)
    return Markup(element)  # noqa: S704 - drawn here, of declared colours and shapes


def swatch_uri(mark: LegendEntry) -> str:
    """Return the swatch as a ``data:`` address."""
    return _data_uri(swatch_svg(mark))


@lru_cache(maxsize=1024)
def _data_uri(svg: str) -> str:
    """Quote a drawing; every page of every reader shows the same few hundred."""
    return "data:image/svg+xml," + quote(svg, safe="")


def _dash(mark: LegendEntry) -> str:
    return f' stroke-dasharray="{mark["dash"]}"' if mark["dash"] else ""


def _area(mark: LegendEntry) -> str:
    if mark.get("hatch"):
        return _hatched(mark)
    return (
        f'<rect x="2" y="2" width="22" height="14" rx="2" fill="{mark["color"]}" '
        f'fill-opacity="{mark["fill"]}" stroke="{mark["stroke"]}" '
        f'stroke-width="{max(mark["width"], 0.5)}"{_dash(mark)}/>'
    )


def _hatched(mark: LegendEntry) -> str:
    lines = "".join(f"M{x} 14L{x + 14} 0" for x in range(-10, 20, 5))
    return (
        f'<svg x="2" y="2" width="22" height="14">'
        f'<path d="{lines}" stroke="{mark["color"]}" stroke-width="1.6"/></svg>'
        f'<rect x="2" y="2" width="22" height="14" rx="2" fill="none" stroke="{mark["stroke"]}" '
        f'stroke-width="{max(mark["width"], 0.5)}"{_dash(mark)}/>'
    )


def _line(mark: LegendEntry) -> str:
    return (
        f'<path d="M2 9H24" stroke="{mark["stroke"]}" stroke-width="{max(mark["width"], 1)}"{_dash(mark)}/>'
    )


def _dot(mark: LegendEntry) -> str:
    radius = min(mark["radius"], 8)
    return (
        f'<circle cx="13" cy="9" r="{radius}" fill="{mark["color"]}" fill-opacity="{mark["fill"]}" '
        f'stroke="{mark["stroke"]}" stroke-width="{mark["width"]}"/>'
    )


def _sized(mark: LegendEntry) -> str:
    """The symbol of a class at its own size, on a drawing as high as it needs."""
    radius, edge = mark["radius"], mark["width"]
    width, height = WIDEST, max(HEIGHT, round(2 * (radius + edge)))
    return (
        f'<svg xmlns="{NAMESPACE}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<circle cx="{width / 2:g}" cy="{height / 2:g}" r="{radius:g}" fill="{mark["color"]}" '
        f'fill-opacity="{mark["fill"]}" stroke="{mark["stroke"]}" stroke-width="{edge}"/></svg>'
    )


def _pin(mark: LegendEntry) -> str:
    hollow = mark["fill"] < 0.5
    disc, ink = ("#FFFFFF", mark["color"]) if hollow else (mark["color"], "#FFFFFF")
    scale = 10 / SIZE
    icon = mark.get("icon", "")
    radius = min(mark["radius"], 8) if mark.get("together") else 8
    scale *= radius / 8
    corner = f"{13 - SIZE * scale / 2:.3g} {9 - SIZE * scale / 2:.3g}"
    return (
        f'<circle cx="13" cy="9" r="{radius:g}" fill="{disc}" stroke="{mark["color"]}" stroke-width="1.5"/>'
        f'<path transform="translate({corner}) scale({scale:.3f})" fill="{ink}" d="{icon}"/>'
        f"{_bar(mark, radius)}"
    )


def _bar(mark: LegendEntry, radius: float) -> str:
    """The bar across a pin of what was called off, with a white edge on the icon."""
    if not mark.get("struck"):
        return ""
    reach = radius * BAR_REACH
    line = f"M{13 - reach:.3g} {9 + reach:.3g}L{13 + reach:.3g} {9 - reach:.3g}"
    return (
        f'<path d="{line}" stroke="#FFFFFF" stroke-width="4"/>'
        f'<path d="{line}" stroke="{mark["color"]}" stroke-width="1.8"/>'
    )
