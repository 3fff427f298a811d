"""Strength, operations and losses, where they have a place."""

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
    return fact_rows(
        tables,
        "strength",
        facts_of(tables, "strength", "military-operations", "patrols", "casualties", "training", "munitions"),
    )


LAYER = Layer(
    id="strength",
    title=Text("Effectifs et opérations", "Strength and operations"),
    about=Text(
        "Présence des composantes en uniforme, patrouilles, formations et pertes, là où un lieu est donné.",
        "Uniformed components, patrols, training and losses, where a place is given.",
    ),
    group="deployment",
    rows=rows,
    marks=topic_marks("deployment", "strength"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("001", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les effectifs militaires et de police ne sont donnés que pour tout le pays : voir la "
            "Mission en chiffres.",
            "Military and police strength is given for the whole country only: see the Mission in figures.",
        ),
    ),
    roles=frozenset({"briefer"}),
)
