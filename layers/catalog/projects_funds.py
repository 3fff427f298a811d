"""Trust fund and Peacebuilding Fund."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, NOT_DRAWN, topic_layer

LAYER = topic_layer(
    layer_id="funds",
    group="projects",
    title=Text("Fonds fiduciaire et de consolidation", "Trust fund and Peacebuilding Fund"),
    about=Text(
        "Actions du fonds fiduciaire et du Fonds pour la consolidation de la paix qui ont un lieu.",
        "Trust fund and Peacebuilding Fund actions that have a place.",
    ),
    topics=(
        "trust-fund",
        "pbf",
    ),
    icon="fund",
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        AREAS,
        NOT_DRAWN,
        Text(
            "Le Fonds pour la consolidation de la paix n’est décrit que par des totaux nationaux.",
            "The Peacebuilding Fund is described by national totals only.",
        ),
    ),
)
