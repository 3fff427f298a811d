"""The specialised judicial pole, its branches and its investigation brigades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of, is_judicial_pole

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    facts = facts_of(tables, "justice")
    return fact_rows(tables, "judicial-pole", facts[is_judicial_pole(tables, facts)])


LAYER = Layer(
    id="judicial-pole",
    title=Text("Pôle judiciaire spécialisé", "Specialised judicial unit"),
    about=Text(
        "Pôle judiciaire spécialisé, ses antennes régionales et les antennes de sa brigade d’enquête.",
        "Specialised judicial unit, its regional branches and those of its investigation brigade.",
    ),
    group="justice",
    rows=rows,
    marks=topic_marks("justice", "judicial-pole"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Une antenne dont la création est appuyée mais l’ouverture non attestée reste vide.",
            "A branch whose creation is supported but whose opening is not attested stays hollow.",
        ),
    ),
)
