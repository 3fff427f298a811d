"""The controls hold the view: ``controls(view)`` sets them once, ``gather(values)`` reads them back.

Each control is a store of the page; the panel's switches and sliders write it, and every callback
request carries them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from layers.view.state import Camera, ViewState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang
    from layers.view.rules import Rules


@dataclass(frozen=True, slots=True)
class Controls:
    """The values of every control of the page; a field's name is its store's identifier.

    ``opacity`` gives the percentage of layers that are not fully opaque, ``arguments`` the URL texts
    of computed layers' arguments that differ from the defaults; ``camera`` is latitude, longitude
    and zoom, or ``None`` while the map shows the whole country; ``order`` the layers raised above
    the others, topmost first.
    """

    lang: Lang
    layers: list[str]
    opacity: Mapping[str, int]
    arguments: Mapping[str, Mapping[str, str]]
    base: str
    camera: list[float] | None
    selection: str
    table: str = ""
    embed: bool = False
    order: list[str] = field(default_factory=list)
    date: str = ""
    compare: str = ""


#: Identifiers of the stores, in the order of the callback's inputs.
CONTROLS = tuple(each.name for each in fields(Controls))


def controls(view: ViewState) -> Controls:
    """Set every control from a view."""
    camera = view.camera
    return Controls(
        lang=view.lang,
        layers=list(view.layers),
        opacity=dict(view.opacity),
        arguments={layer: dict(given) for layer, given in view.arguments.items()},
        base=view.base,
        camera=[camera.lat, camera.lon, camera.zoom] if camera else None,
        selection=view.selection,
        table=view.table,
        embed=view.embed,
        order=list(view.order),
        date=view.date,
        compare=view.compare,
    )


def gather(values: Controls, rules: Rules) -> ViewState:
    """Read the view from every control; the inverse of :func:`controls`."""
    on = set(values.layers or ())
    return ViewState(
        lang=values.lang,
        layers=tuple(layer for layer in rules.layers if layer in on),
        opacity={layer: int(value) for layer, value in (values.opacity or {}).items()},
        arguments=_changed(values.arguments or {}, rules),
        camera=Camera(*values.camera) if values.camera else None,
        base=values.base,
        selection=values.selection or "",
        table=values.table or "",
        embed=bool(values.embed),
        order=tuple(values.order or ()),
        date=values.date or "",
        compare=values.compare or "",
    )


def _changed(given: Mapping[str, Mapping[str, Any]], rules: Rules) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for layer, parameters in rules.parameters.items():
        for parameter in parameters:
            text = given.get(layer, {}).get(parameter.name)
            if text is not None and (value := parameter.read(str(text))) != parameter.default:
                found.setdefault(layer, {})[parameter.name] = parameter.write(value)
    return found
