"""Aircraft and drones."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="aviation",
    group="deployment",
    title=Text("Aviation et drones", "Aviation and drones"),
    about=Text(
        "Drones et sécurité aérienne, là où un lieu est donné.",
        "Drones and aviation safety, where a place is given.",
    ),
    topics=("aviation",),
    icon="drone",
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les drones prévus à Kidal et à Tombouctou n’ont pas été déployés.",
            "The drones planned at Kidal and Timbuktu were not deployed.",
        ),
    ),
)
