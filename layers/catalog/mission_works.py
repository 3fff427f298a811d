"""Facilities and infrastructure works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.tables import reading
from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer
from layers.schema.rows import facility_facts

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


@reading
def facts(tables: Tables) -> pd.DataFrame:
    """The facts of construction, and those that state works, camps or airports."""
    facts = tables["facts"]
    wanted = (facts["topic"] == "construction") | facts["id"].isin(
        facility_facts(tables, "works", "camp", "airport")
    )
    return facts[wanted]


LAYER = topic_layer(
    layer_id="works",
    group="mission",
    title=Text("Installations et travaux", "Facilities and works"),
    about=Text(
        "Camps, aérodrome, logements et routes construits, équipés ou à construire.",
        "Camps, airfield, housing and roads built, fitted out or to be built.",
    ),
    facts=facts,
    icon="works",
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
