"""Neighbouring countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a neighbouring country."""
    countries = shape_rows(tables, "neighbours", "neighbour")
    return countries[countries["kind"] == "neighbour"]


LAYER = Layer(
    id="neighbours",
    title=Text("Pays voisins", "Neighbouring countries"),
    about=Text("Les pays autour du Mali.", "The countries around Mali."),
    group="reference",
    rows=rows,
    marks=(
        Mark(
            "neighbour", Text("Pays voisin", "Neighbouring country"), "area", "#7D8790", fill=0.06, width=1.2
        ),
    ),
    fields=(Field("name", Text("Nom", "Name")),),
    shapes=("neighbours",),
)
