"""Conduct and discipline: offices and teams."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, topic_layer

LAYER = topic_layer(
    layer_id="conduct",
    group="mission",
    title=Text("Conduite et discipline", "Conduct and discipline"),
    about=Text(
        "Bureaux et équipes qui reçoivent les signalements, d’après le livret de 2020.",
        "Offices and teams that receive reports, from the 2020 booklet.",
    ),
    topics=("conduct",),
    icon="conduct",
    documents=("002",),
    data_date="2020-07",
    caveats=(
        POINTS,
        NOT_DRAWN,
        DISPUTED,
    ),
)
