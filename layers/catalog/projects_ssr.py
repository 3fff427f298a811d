"""Security-sector reform."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import NOT_DRAWN, POINTS, topic_layer

LAYER = topic_layer(
    layer_id="ssr",
    group="projects",
    title=Text("Réforme du secteur de la sécurité", "Security-sector reform"),
    about=Text(
        "Bâtiments, formations et consultations de la réforme du secteur de la sécurité.",
        "Buildings, training and consultations of security-sector reform.",
    ),
    topics=("ssr",),
    icon="security-sector",
    shapes=("regions",),
    documents=("002", "003", "004"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
    ),
)
