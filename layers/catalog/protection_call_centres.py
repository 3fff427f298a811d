"""Call-centre numbers of 2020, historical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, FACT_FIELDS, NOT_DRAWN, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "call-centres", facts_of(tables, "contacts"))


LAYER = Layer(
    id="call-centres",
    title=Text("Centres d’appel (historique)", "Call centres (historical)"),
    about=Text(
        "Numéros de 2020 des centres d’appel pour les droits de l’homme, par région.",
        "Numbers of 2020 of the human-rights call centres, by region.",
    ),
    group="protection",
    rows=rows,
    marks=topic_marks("protection", "phone", Text("Numéro historique (2020)", "Historical number (2020)")),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002",),
    data_date="2020-07",
    caveats=(
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Numéros historiques : la Mission a quitté le Mali en 2023, ne pas appeler.",
            "Historical numbers: the Mission left Mali in 2023, do not call.",
        ),
    ),
    roles=frozenset({"contacts"}),
)
