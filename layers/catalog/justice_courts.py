"""Courts and proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of, is_framework, is_judicial_pole

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    facts = facts_of(tables, "justice")
    others = is_judicial_pole(tables, facts) | is_framework(facts)
    return fact_rows(tables, "courts", facts[~others])


LAYER = Layer(
    id="courts",
    title=Text("Tribunaux", "Courts"),
    about=Text(
        "Tribunaux, leur sécurité, audiences et procédures ; le reste de la justice pénale.",
        "Courts, their security, hearings and proceedings; the rest of criminal justice.",
    ),
    group="justice",
    rows=rows,
    marks=topic_marks("justice", "gavel"),
    fields=FACT_FIELDS,
    shapes=("regions", "cercles"),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les mandats d’arrêt pour Ogossagou sont placés au lieu de l’attaque, non à celui du tribunal.",
            "The arrest warrants for Ogossagou stand at the place of the attack, not of the court.",
        ),
    ),
)
