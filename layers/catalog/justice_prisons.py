"""Prisons."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="prisons",
    group="justice",
    title=Text("Prisons", "Prisons"),
    about=Text(
        "Prisons pour détenus à haut risque, exercices de sécurité et prisons opérationnelles.",
        "Prisons for high-risk detainees, security exercises and operational prisons.",
    ),
    topics=("prisons",),
    icon="prison",
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
