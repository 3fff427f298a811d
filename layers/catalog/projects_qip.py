"""Quick-impact projects."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, topic_layer

LAYER = topic_layer(
    layer_id="qip",
    group="projects",
    title=Text("Projets à effet rapide", "Quick-impact projects"),
    about=Text(
        "Ce que les documents situent des projets à effet rapide.",
        "What the documents locate of quick-impact projects.",
    ),
    topics=("qip",),
    icon="quick-impact",
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les documents ne donnent pas le lieu des projets, sauf « le nord » et « le centre ».",
            "The documents do not say where the projects are, beyond “the north” and “the centre”.",
        ),
    ),
)
