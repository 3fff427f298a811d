"""Incidents, tensions and displacement."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="incidents",
    group="protection",
    title=Text("Incidents et tensions", "Incidents and tensions"),
    about=Text(
        "Attaques, manifestations, tensions et déplacements que les documents situent.",
        "Attacks, protests, tensions and displacement that the documents locate.",
    ),
    topics=(
        "incidents",
        "displacement",
    ),
    icon="warning",
    there=Text("Signalé", "Reported"),
    shapes=("regions", "cercles"),
    documents=("000", "001", "002", "003"),
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
            "Les déplacements de population ne sont donnés que pour le pays ou le centre.",
            "Displacement is given only for the country or the centre.",
        ),
        Text(
            "Seulement ce que disent les documents, non un relevé des incidents.",
            "Only what the documents say, not a record of incidents.",
        ),
    ),
    roles=frozenset({"briefer"}),
)
