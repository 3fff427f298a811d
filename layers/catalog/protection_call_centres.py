"""Call-centre numbers of 2020, historical."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="call-centres",
    group="protection",
    title=Text("Centres d’appel (historique)", "Call centres (historical)"),
    about=Text(
        "Numéros de 2020 des centres d’appel pour les droits de l’homme, par région.",
        "Numbers of 2020 of the human-rights call centres, by region.",
    ),
    topics=("contacts",),
    icon="phone",
    there=Text("Numéro historique (2020)", "Historical number (2020)"),
    shapes=("regions",),
    documents=("002",),
    data_date="2020-07",
    caveats=(
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Numéros historiques : la Mission a quitté le Mali en 2023, ne pas appeler.",
            "Historical numbers: the Mission left Mali in 2023, do not call.",
        ),
    ),
    roles=frozenset({"contacts"}),
)
