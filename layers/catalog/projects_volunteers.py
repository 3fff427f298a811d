"""Projects of the volunteers."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import NOT_DRAWN, POINTS, topic_layer

LAYER = topic_layer(
    layer_id="volunteers",
    group="projects",
    title=Text("Volontaires", "Volunteers"),
    about=Text(
        "Projets des Volontaires des Nations Unies avec la jeunesse.",
        "United Nations Volunteers’ projects with young people.",
    ),
    topics=("volunteers",),
    icon="volunteer",
    documents=("002",),
    data_date="2020-07",
    caveats=(
        POINTS,
        NOT_DRAWN,
    ),
)
