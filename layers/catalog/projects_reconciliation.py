"""Reconciliation and community dialogue."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="reconciliation",
    group="projects",
    title=Text("Réconciliation", "Reconciliation"),
    about=Text(
        "Dialogues, comités, accords locaux et enquêtes de la Commission vérité.",
        "Dialogues, committees, local agreements and the truth commission’s inquiries.",
    ),
    topics=("reconciliation",),
    icon="reconciliation",
    shapes=("regions", "cercles"),
    documents=("001", "002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
