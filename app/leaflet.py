"""The map component: the only module that knows dash-leaflet.

dash-leaflet makes the Leaflet map and its standard controls; ``web/map/map.ts`` then draws the
built layers on it by URL, so that no data passes through a callback.
"""

from __future__ import annotations

import dash_leaflet as dl

from layers.view.fields import ZOOMS

#: West, south, east, north of Mali, degrees (WGS 84).
COUNTRY = (-12.3, 10.1, 4.3, 25.05)


def map_component() -> dl.MapContainer:
    """Return the empty map; the scripts set its camera before anything is drawn."""
    west, south, east, north = COUNTRY
    return dl.MapContainer(
        id="map",
        children=[
            dl.ScaleControl(position="bottomright", imperial=False, maxWidth=140),
            dl.ZoomControl(position="topright"),
        ],
        bounds=[[south, west], [north, east]],
        minZoom=ZOOMS[0],
        maxZoom=ZOOMS[1],
        zoomSnap=0.25,
        zoomDelta=1,
        zoomControl=False,
        attributionControl=True,
        trackViewport=False,
        keyboard=True,
        style={"height": "100%", "width": "100%"},
    )
