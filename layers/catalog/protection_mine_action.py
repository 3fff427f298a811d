"""Mine action."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="mine-action",
    group="protection",
    title=Text("Lutte antimines", "Mine action"),
    about=Text(
        "Équipes de neutralisation et aide aux victimes d’engins explosifs.",
        "Disposal teams and help to survivors of explosive devices.",
    ),
    topics=("mine-action",),
    icon="danger",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
