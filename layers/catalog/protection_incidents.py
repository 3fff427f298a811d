"""Incidents, tensions, security and displacement."""

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
    return fact_rows(
        tables, "incidents", facts_of(tables, "incidents", "security", "displacement", "humanitarian")
    )


LAYER = Layer(
    id="incidents",
    title=Text("Incidents et tensions", "Incidents and tensions"),
    about=Text(
        "Attaques, manifestations, tensions et mesures de sécurité que les documents situent.",
        "Attacks, protests, tensions and security measures that the documents locate.",
    ),
    group="protection",
    rows=rows,
    marks=topic_marks("protection", "warning", Text("Signalé", "Reported")),
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
            "Ogossagou et Sobane Da n’ont pas de coordonnée ouverte : leur cercle est teinté.",
            "Ogossagou and Sobane Da have no open coordinate: their cercle is tinted.",
        ),
        Text(
            "Les déplacements de population et l’action humanitaire ne sont donnés que pour le "
            "pays, le nord ou le centre.",
            "Displacement and humanitarian action are given only for the country, the north or the centre.",
        ),
        Text(
            "Seulement ce que disent les documents, non un relevé des incidents.",
            "Only what the documents say, not a record of incidents.",
        ),
    ),
    roles=frozenset({"briefer"}),
)
