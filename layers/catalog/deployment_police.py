"""Police of the Mission: where, and what share."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="police",
    group="deployment",
    title=Text("Police", "Police"),
    about=Text(
        "Lieux de déploiement de la police de la Mission, parts données et activités.",
        "Where the Mission’s police is deployed, the shares given, and activities.",
    ),
    topics=("police",),
    icon="police",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "La part hors de Bamako vaut pour plusieurs villes ensemble.",
            "The share outside Bamako is for several towns together.",
        ),
    ),
)
