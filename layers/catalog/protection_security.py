"""Early warning, security measures and humanitarian action."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="security",
    group="protection",
    title=Text("Alerte rapide et sûreté", "Early warning and security"),
    about=Text(
        "Mécanismes d’alerte, sûreté des camps, protection des civils et action humanitaire.",
        "Alert mechanisms, security of the camps, protection of civilians and humanitarian action.",
    ),
    topics=("security", "humanitarian"),
    icon="rights",
    shapes=("regions",),
    documents=("000", "001", "002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les attaques, manifestations et tensions ont leur propre couche.",
            "Attacks, protests and tensions have a layer of their own.",
        ),
    ),
)
