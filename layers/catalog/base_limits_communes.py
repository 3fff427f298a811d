"""The offline basemap's communes, their limits and names, from zoom 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import COMMUNE_LIMIT
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a commune."""
    return shape_rows(tables, "communes", "commune").assign(rank=8)


LAYER = Layer(
    id="base-communes",
    title=Text("Limites des communes", "Commune limits"),
    about=Text("Limites et noms des communes.", "Limits and names of communes."),
    group="base",
    rows=rows,
    marks=(
        Mark(
            "commune",
            Text("Commune", "Commune"),
            "area",
            COMMUNE_LIMIT,
            fill=0,
            width=0.6,
            dash="3 2",
            label_style="commune",
        ),
    ),
    shapes=("communes",),
    data_date="2016",
    min_zoom=10,
    roles=frozenset({"commune"}),
)
