"""Where the booklet says that Mikado FM is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, FACT_FIELDS, NOT_DRAWN, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    facts = facts_of(tables, "radio")
    masts = tables["transmitters"]["id"]
    return fact_rows(tables, "radio-announced", facts[~facts["id"].isin(masts)])


LAYER = Layer(
    id="radio-announced",
    title=Text("Diffusion annoncée", "Announced broadcasting"),
    about=Text(
        "Régions où le livret de 2020 dit que Mikado FM émet.",
        "Regions where the 2020 booklet says that Mikado FM broadcasts.",
    ),
    group="radio",
    rows=rows,
    marks=topic_marks("radio", "radio-set", Text("Émission annoncée", "Broadcasting announced")),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002",),
    data_date="2020-07",
    caveats=(
        AREAS,
        NOT_DRAWN,
        Text(
            "Une annonce, non une mesure : ni couverture mesurée, ni couverture calculée.",
            "A statement, not a measurement: neither measured nor modelled cover.",
        ),
    ),
)
