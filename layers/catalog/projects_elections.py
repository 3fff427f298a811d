"""Electoral support."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="elections",
    group="projects",
    title=Text("Élections", "Elections"),
    about=Text(
        "Ateliers, escortes et campagnes de l’appui électoral, prévus et réalisés.",
        "Workshops, escorts and campaigns of electoral support, planned and delivered.",
    ),
    topics=("elections",),
    icon="vote",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
