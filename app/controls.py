"""The controls hold the view: ``controls(view)`` sets them once, ``gather(values)`` reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.view import Camera, ViewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.view import Rules

# Identifiers of the components that are controls.
LAYERS_ON = "layers-on"
BASEMAP = "basemap"
CAMERA = "camera"
SELECTION = "selection"
LANG = "lang"


def opacity_id(layer: str) -> dict[str, str]:
    """Identifier of one layer's opacity control."""
    return {"type": "opacity", "layer": layer}


@dataclass(frozen=True, slots=True)
class Controls:
    """The values of every control of the page.

    ``opacity`` has one percentage for each layer of the catalogue, in order; ``camera`` is
    latitude, longitude and zoom, or ``None`` while the map shows the whole country.
    """

    lang: Lang
    layers_on: tuple[str, ...]
    opacity: tuple[int, ...]
    basemap: str
    camera: tuple[float, float, float] | None
    selection: str


def controls(view: ViewState, rules: Rules) -> Controls:
    """Set every control from a view."""
    camera = view.camera
    return Controls(
        lang=view.lang,
        layers_on=view.layers,
        opacity=tuple(view.opacity.get(layer, 100) for layer in rules.layers),
        basemap=view.base,
        camera=(camera.lat, camera.lon, camera.zoom) if camera else None,
        selection=view.selection,
    )


def gather(values: Controls, rules: Rules) -> ViewState:
    """Read the view from every control; the inverse of :func:`controls`."""
    on = set(values.layers_on)
    return ViewState(
        lang=values.lang,
        layers=tuple(layer for layer in rules.layers if layer in on),
        opacity=dict(zip(rules.layers, values.opacity, strict=True)),
        camera=Camera(*values.camera) if values.camera else None,
        base=values.basemap,
        selection=values.selection,
    )


def read_controls(  # noqa: PLR0913, PLR0917 - one argument a control
    lang: Lang,
    layers_on: Sequence[str] | None,
    opacity: Sequence[float | str | None],
    basemap: str,
    camera: Sequence[float] | None,
    selection: str | None,
) -> Controls:
    """Turn what the browser sends into typed values."""
    return Controls(
        lang=lang,
        layers_on=tuple(layers_on or ()),
        opacity=tuple(100 if o is None else int(o) for o in opacity),
        basemap=basemap,
        camera=(float(camera[0]), float(camera[1]), float(camera[2])) if camera else None,
        selection=selection or "",
    )
