"""Incidents, tensions, security and displacement."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="incidents",
    group="protection",
    title=Text("Incidents et tensions", "Incidents and tensions"),
    about=Text(
        "Attaques, manifestations, tensions et mesures de sécurité que les documents situent.",
        "Attacks, protests, tensions and security measures that the documents locate.",
    ),
    topics=(
        "incidents",
        "security",
        "displacement",
        "humanitarian",
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
