"""Facilities and infrastructure works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import facility_facts, fact_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    facts = tables["facts"]
    wanted = (facts["topic"] == "construction") | facts["id"].isin(
        facility_facts(tables, "works", "camp", "airport")
    )
    return fact_rows(tables, "works", facts[wanted])


LAYER = Layer(
    id="works",
    title=Text("Installations et travaux", "Facilities and works"),
    about=Text(
        "Camps, aérodrome, logements et routes construits, équipés ou à construire.",
        "Camps, airfield, housing and roads built, fitted out or to be built.",
    ),
    group="mission",
    rows=rows,
    marks=topic_marks("mission", "works"),
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
            "Les camps du Mécanisme opérationnel de coordination, les unités médicales, tribunaux "
            "et prisons ont leurs propres couches.",
            "Operational Coordination Mechanism camps, clinics, courts and prisons have layers of their own.",
        ),
    ),
    roles=frozenset({"planner"}),
)
