"""Disarmament, demobilization, reintegration and cantonment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "ddr", facts_of(tables, "ddr"))


LAYER = Layer(
    id="ddr",
    title=Text("DDR et cantonnement", "DDR and cantonment"),
    about=Text(
        "Désarmement, réinsertion et sites de cantonnement.",
        "Disarmament, reinsertion and cantonment sites.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "cantonment"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Le nombre de sites de cantonnement est donné pour des régions prises ensemble, sans lieu.",
            "The number of cantonment sites is given for regions taken together, without places.",
        ),
    ),
)
