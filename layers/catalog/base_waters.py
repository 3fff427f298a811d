"""The offline basemap's lakes and ponds as OpenStreetMap has them, from zoom 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import RIVER, WATER
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables

REST = "water-lakes-other"  #: all those without a name of their own
LAKE = 20e6  #: m² from which water on a river is no piece of its bed
BED = 1_000.0  #: m around a river's line
METRES = "EPSG:32630"


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """The lakes that have a name, and the others together without pieces of river beds.

    The source has the beds in pieces that do not join; the rivers are drawn as lines.
    """
    waters = shape_rows(tables, "water", "lake").assign(rank=6)
    waters["mark"] = waters["mark"].where(waters["id"] != REST, "other")
    parts = waters.explode().to_crs(METRES)
    beds = tables.shapes("rivers").to_crs(METRES).buffer(BED).union_all()
    is_bed = (parts["mark"] == "other") & (parts.area < LAKE) & parts.intersects(beds)
    return waters.explode()[~is_bed].dissolve("id", sort=False).reset_index()


LAYER = Layer(
    id="base-waters",
    title=Text("Lacs et mares", "Lakes and ponds"),
    about=Text("Lacs et mares de 3 km² et plus.", "Lakes and ponds of 3 km² and more."),
    group="base",
    rows=rows,
    marks=(
        Mark(
            "other", Text("Autre lac ou mare", "Other lake or pond"), "area", WATER, stroke=RIVER, width=0.5
        ),
        Mark("lake", Text("Lac", "Lake"), "area", WATER, stroke=RIVER, width=0.5, label_style="water"),
    ),
    shapes=("water", "rivers"),
    min_zoom=8,
)
