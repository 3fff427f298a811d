"""The offline basemap's cercle limits, from zoom 7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import REGION_LIMIT
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """Limits between cercles."""
    return shape_rows(tables, "cercle_limits").assign(name_fr="Limite de cercle", name_en="Cercle limit")


LAYER = Layer(
    id="base-cercles",
    title=Text("Limites des cercles", "Cercle limits"),
    about=Text("Limites des cercles, en trait fin.", "Cercle limits, as hairlines."),
    group="base",
    rows=rows,
    marks=(Mark("all", Text("Limite de cercle", "Cercle limit"), "line", REGION_LIMIT, width=0.5),),
    shapes=("cercle_limits",),
    min_zoom=7,
)
