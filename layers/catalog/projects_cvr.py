"""Community violence reduction."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="cvr",
    group="projects",
    title=Text("Réduction de la violence", "Community violence reduction"),
    about=Text(
        "Projets de réduction de la violence communautaire : nombre, bénéficiaires, régions.",
        "Community violence reduction projects: number, beneficiaries, regions.",
    ),
    topics=("cvr",),
    icon="community",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
