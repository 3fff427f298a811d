"""Telecoms, water, power, fuel, transport and environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(
        tables,
        "utilities",
        facts_of(tables, "telecoms", "water", "power", "fuel", "transport", "environment"),
    )


LAYER = Layer(
    id="utilities",
    title=Text("Télécoms, eau, énergie", "Telecoms, water, power"),
    about=Text(
        "Télécommunications, eau, énergie, carburant, transport et environnement, là où un lieu est donné.",
        "Telecommunications, water, power, fuel, transport and environment, where a place is given.",
    ),
    group="support",
    rows=rows,
    marks=topic_marks("support", "power"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "L’eau, l’énergie, le carburant et le transport ne sont donnés que pour tout le pays.",
            "Water, power, fuel and transport are given for the whole country only.",
        ),
    ),
    roles=frozenset({"planner"}),
)
