"""Prisons."""

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
    return fact_rows(tables, "prisons", facts_of(tables, "prisons"))


LAYER = Layer(
    id="prisons",
    title=Text("Prisons", "Prisons"),
    about=Text(
        "Prisons pour détenus à haut risque, exercices de sécurité et prisons opérationnelles.",
        "Prisons for high-risk detainees, security exercises and operational prisons.",
    ),
    group="justice",
    rows=rows,
    marks=topic_marks("justice", "prison"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
