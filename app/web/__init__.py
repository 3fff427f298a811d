"""The atlas's own Dash components: ``View``, whose properties are the fields of the view, and ``Slot``.

Their script is ``explorer.ts`` with all it imports, bundled into ``dist/explorer.js``.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

NAMESPACE = "atlas"  #: the scripts' name for the components, on ``window``


class View(Component):
    """The view of the atlas around dash-leaflet's map.

    A callback reads what the reader sees (``Input("view", "selection")``) and changes it
    (``Output("view", "layers")``). Until the page has reported its view, every property is ``None``.

    Parameters
    ----------
    children
        The map.
    id
        Identifier for callbacks.
    lang
        Language, ``"fr"`` or ``"en"``; a change of it is a new page, so it is only read.
    layers
        Identifiers of the layers that are on, in catalogue order.
    order
        Layers raised above the others, topmost first.
    opacity
        Percent by layer, for those that are not fully opaque.
    colour
        By layer, the column that it is coloured by; see ``layers.view.state``.
    arguments
        Texts by argument and layer, for computed layers' arguments that differ from the defaults.
    camera
        Latitude, longitude (WGS 84 degrees) and web-map zoom; ``None`` for the whole country.
    base
        Basemap.
    selection
        Place whose dossier is open, or empty.
    beside
        Place set beside the selected one, or empty.
    table
        Layer that is read as a table, or empty.
    date, compare
        Day as of which facts are shown, and the other day of a comparison; ISO 8601, or empty.
    how
        How the map compares: ``"swipe"``, ``"halos"`` or empty.
    split
        Where the border of a swipe stands, as a share of the map's width.
    other
        The other case of a computed layer, as ``layers.view.comparing`` writes it, or empty.
    filter
        What facts and rows must meet, text of CQL2, or empty; see ``layers.view.filter``.
    measured
        Line, area or rings that the reader measures, as ``layers.view.measured`` writes them, or empty.
    drawing
        What the reader draws, as ``layers.view.drawn`` writes it, or empty.
    embed
        Whether only map and legend show.
    """

    _namespace = NAMESPACE
    _type = "View"
    _children_props: list[str] = []  # noqa: RUF012 - as Dash's own component classes have it
    _base_nodes = ["children"]  # noqa: RUF012
    _prop_names = [  # noqa: RUF012
        "children",
        "id",
        "lang",
        "layers",
        "order",
        "opacity",
        "colour",
        "arguments",
        "camera",
        "base",
        "selection",
        "beside",
        "table",
        "date",
        "compare",
        "how",
        "split",
        "other",
        "filter",
        "measured",
        "drawing",
        "embed",
    ]
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012

    def __init__(self, children: Any = None, **properties: Any) -> None:  # noqa: ANN401 - properties as JSON has them
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(children=children, **properties)  # type: ignore[no-untyped-call]


class Slot(Component):
    """A place for components that are mounted after the first picture.

    Parameters
    ----------
    children
        The components; a callback gives them once ``opened`` is true.
    id
        Identifier for callbacks.
    opened
        Whether something of it was asked for.
    """

    _namespace = NAMESPACE
    _type = "Slot"
    _children_props: list[str] = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _prop_names = ["children", "id", "opened"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012

    def __init__(self, children: Any = None, **properties: Any) -> None:  # noqa: ANN401
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(children=children, **properties)  # type: ignore[no-untyped-call]
