"""Human-rights offices and activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "human-rights", facts_of(tables, "human-rights"))


LAYER = Layer(
    id="human-rights",
    title=Text("Droits de l’homme", "Human rights"),
    about=Text(
        "Bureaux régionaux des droits de l’homme, équipes et formations.",
        "Regional human-rights offices, teams and training.",
    ),
    group="protection",
    rows=rows,
    marks=topic_marks("protection", "human-rights"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        Text(
            "Le siège et le bureau Sud n’ont pas de ville dans le livret.",
            "The booklet gives no town for the headquarters or the South office.",
        ),
    ),
    roles=frozenset({"analyst"}),
)
