"""Rivers and lakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from geodata.text import Text
from layers.schema.colours import RIVER, WATER
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """Rivers as lines, lakes and the wide Niger as areas."""
    rivers = shape_rows(tables, "rivers", "river")
    lakes = shape_rows(tables, "lakes", "lake")
    frame = pd.concat([lakes, rivers]).reindex(
        columns=["id", "mark", "name_fr", "name_en", "rank", "geometry"]
    )
    frame["rank"] = frame["rank"].fillna(3) + 4
    return gpd.GeoDataFrame(frame, crs=4326)


LAYER = Layer(
    id="waters",
    title=Text("Fleuves et lacs", "Rivers and lakes"),
    about=Text("Cours d’eau et lacs principaux.", "Main rivers and lakes."),
    group="reference",
    rows=rows,
    marks=(
        Mark(
            "lake", Text("Lac", "Lake"), "area", WATER, fill=0.9, stroke=RIVER, width=0.8, label_style="water"
        ),
        Mark("river", Text("Cours d’eau", "River"), "line", "#4E8FBF", width=1.8, label_style="water"),
    ),
    fields=(Field("name", Text("Nom", "Name")),),
    shapes=("rivers", "lakes"),
    roles=frozenset({"planner"}),
)
