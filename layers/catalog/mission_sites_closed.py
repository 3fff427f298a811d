"""Sites the Mission has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, POINTS, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place with a closed facility."""
    facilities = tables["facilities"]
    closed = facilities[facilities["status"] == "closed"]
    facts = tables["facts"]
    return fact_rows(tables, "sites-closed", facts[facts["id"].isin(closed["id"])])


LAYER = Layer(
    id="sites-closed",
    title=Text("Sites fermés", "Sites closed"),
    about=Text(
        "Le camp que les documents disent fermé, Diabaly, et ce qu’ils en disent.",
        "The camp the documents call closed, Diabaly, and what they say of it.",
    ),
    group="mission",
    rows=rows,
    marks=topic_marks("mission", "closed"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        DISPUTED,
        Text(
            "La date de fermeture n’est pas donnée : le camp est fermé à la fin de l’exercice 2020/21.",
            "The closing date is not given: the camp is closed by the end of 2020/21.",
        ),
    ),
)
