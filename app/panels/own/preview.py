"""A small map of where a table's rows lie, before it is added: found, known by their unit, and still open."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from dash import html

from app.page.templating import render
from app.words.own import own_word
from geodata.tables import kept_by_tables
from layers.words import number

if TYPE_CHECKING:
    from geodata.own.match import Matched
    from geodata.tables import Tables
    from geodata.text import Lang

#: Degrees west, south, east and north of the picture, and its width, px.
_WEST, _SOUTH, _EAST, _NORTH = -12.6, 9.9, 4.6, 25.3
_WIDTH: Final = 420
_SCALE: Final = _WIDTH / (_EAST - _WEST)
_TALLER: Final = 1 / math.cos(math.radians((_SOUTH + _NORTH) / 2))
_HEIGHT: Final = round((_NORTH - _SOUTH) * _SCALE * _TALLER)
#: The picture's limits are drawn no finer, degrees.
_FINENESS: Final = 0.03
#: What a row is in the picture, the last on top.
KINDS: Final = ("open", "unit", "found")
_UNITS: Final = frozenset({"commune", "cercle", "region", "sector", "zone", "country"})


def preview(matched: Matched, lang: Lang) -> Any:  # noqa: ANN401 - a component of Dash
    """Return the picture with its legend; rows outside it are counted."""
    marks, counts, beyond = _marks(matched)
    picture = render(
        "own_preview.svg",
        lang,
        width=_WIDTH,
        height=_HEIGHT,
        paths=_ground(matched.register.tables),
        marks=marks,
    )
    source = f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
    told = {f"preview_{kind}": counts[kind] for kind in reversed(KINDS)} | {"preview_beyond": beyond}
    shown = {key: count for key, count in told.items() if count}
    words = "; ".join(f"{own_word(key, lang)}: {number(count, lang)}" for key, count in shown.items())
    legend = [
        html.Li(f"{own_word(key, lang)} ({number(count, lang)})", className=f"own-{key.partition('_')[2]}")
        for key, count in shown.items()
    ]
    image = html.Img(src=source, alt=f"{own_word('preview', lang)} – {words}", width=_WIDTH, height=_HEIGHT)
    return html.Figure([image, html.Figcaption(html.Ul(legend))], className="own-preview")


def _marks(matched: Matched) -> tuple[list[tuple[str, float, float]], dict[str, int], int]:
    """Return a mark for each spot, half a pixel fine, how many rows are of each kind, and how many off it."""
    lon, lat = matched.lon.astype(float).copy(), matched.lat.astype(float).copy()
    kinds = np.array(["unit" if how in _UNITS else "found" for how in matched.precision], dtype=object)
    for n in np.flatnonzero(np.isnan(lon)).tolist():
        found = matched.found[n]
        offered = found.suggestion if found.suggestion >= 0 else next(iter(found.candidates), -1)
        kinds[n] = "open" if found.rule not in {"total", "ignored"} else ""
        if offered >= 0 and kinds[n]:
            lon[n], lat[n] = matched.register.places[offered].lon, matched.register.places[offered].lat
    counts = {kind: int((kinds == kind).sum()) for kind in KINDS}
    x, y = (lon - _WEST) * _SCALE, (_NORTH - lat) * _SCALE * _TALLER
    with np.errstate(invalid="ignore"):
        inside = (x >= 0) & (x <= _WIDTH) & (y >= 0) & (y <= _HEIGHT)
    beyond = int((~inside & ~np.isnan(lon)).sum())
    spots = {
        (KINDS.index(kind), round(across * 2) / 2, round(down * 2) / 2)
        for kind, across, down in zip(kinds[inside], x[inside], y[inside], strict=True)
        if kind
    }
    return [(KINDS[kind], across, down) for kind, across, down in sorted(spots)], counts, beyond


@kept_by_tables(1)
def _ground(tables: Tables) -> tuple[tuple[str, str], ...]:
    """Outline of Mali and limits of regions, as paths."""
    outline = tables.shapes("outline").geometry.simplify(_FINENESS)
    limits = tables.shapes("region_limits").geometry.simplify(_FINENESS)
    land = [_path(part.exterior.coords) + "z" for shape in outline for part in _parts(shape)]
    lines = [_path(part.coords) for shape in limits for part in _parts(shape)]
    return (("land", "".join(land)), ("limit", "".join(lines)))


def _parts(shape: Any) -> list[Any]:  # noqa: ANN401 - a geometry
    return list(getattr(shape, "geoms", [shape]))


def _path(coordinates: Any) -> str:  # noqa: ANN401 - pairs of degrees
    spots = [f"{(x - _WEST) * _SCALE:.1f} {(_NORTH - y) * _SCALE * _TALLER:.1f}" for x, y, *_ in coordinates]
    return f"M{'L'.join(spots)}"
