"""Airports and airfields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import MUTED
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows, with_unit_names

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row an airport; doubtful positions have a mark of their own."""
    airports = shape_rows(tables, "airports", "airport")
    airports.loc[airports["approximate"], "mark"] = "approximate"
    airports["rank"] += 5
    return with_unit_names(tables, airports, "region")


LAYER = Layer(
    id="airports",
    title=Text("Aéroports", "Airports"),
    about=Text("Aéroports et aérodromes du Mali.", "Airports and airfields of Mali."),
    group="reference",
    rows=rows,
    marks=(
        Mark("airport", Text("Aéroport", "Airport"), "pin", MUTED, radius=9, icon="airport"),
        Mark(
            "approximate",
            Text("Aéroport à position approchée", "Airport at an approximate position"),
            "pin",
            MUTED,
            fill=0,
            radius=9,
            icon="airport",
        ),
    ),
    fields=(
        Field("elevation_ft", Text("Altitude", "Elevation"), "number", Text("pieds", "feet")),
        Field("region", Text("Région", "Region")),
    ),
    shapes=("airports",),
    caveats=(
        Text(
            "La position de l’aéroport de Ménaka est fausse d’environ 10 km dans la source.",
            "The source's position of Ménaka airport is about 10 km off.",
        ),
    ),
    roles=frozenset({"airport", "planner"}),
)
