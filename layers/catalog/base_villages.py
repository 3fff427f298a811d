"""The offline basemap's villages, from zoom 9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import MUTED
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """Places of OpenStreetMap that are not among the towns; their names come after those."""
    villages = shape_rows(tables, "villages")
    villages = villages[~villages["name_fr"].str.startswith('"')]  # a description in quotes is no name
    villages["rank"] += 4
    return villages


LAYER = Layer(
    id="base-villages",
    title=Text("Autres localités", "Other places"),
    about=Text("Petites villes et villages.", "Small towns and villages."),
    group="base",
    rows=rows,
    marks=(
        Mark(
            "all",
            Text("Autre localité", "Other place"),
            "dot",
            "#FFFFFF",
            stroke=MUTED,
            width=1,
            radius=1.5,
            label_style="village",
        ),
    ),
    shapes=("villages",),
    min_zoom=9,
)
