"""Reconstituted Malian units and MOC camps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import FACT_FIELDS, NOT_DRAWN, POINTS, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "contingents", facts_of(tables, "contingents"))


LAYER = Layer(
    id="contingents",
    title=Text("Unités reconstituées et camps du MOC", "Reconstituted units and MOC camps"),
    about=Text(
        "Armée malienne reconstituée et camps du Mécanisme opérationnel de coordination (MOC).",
        "Reconstituted Malian army and camps of the Operational Coordination Mechanism (MOC).",
    ),
    group="deployment",
    rows=rows,
    marks=topic_marks("deployment", "base"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002", "003", "004"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
    ),
)
