"""Child protection and gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "children-women", facts_of(tables, "child-protection", "gender"))


LAYER = Layer(
    id="children-women",
    title=Text("Enfants, femmes et égalité", "Children, women and equality"),
    about=Text(
        "Protection de l’enfant, participation des femmes et égalité.",
        "Child protection, women’s participation and gender equality.",
    ),
    group="protection",
    rows=rows,
    marks=topic_marks("protection", "protection"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
    roles=frozenset({"analyst"}),
)
