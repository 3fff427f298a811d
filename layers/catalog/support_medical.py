"""Medical facilities and evacuation."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="medical",
    group="support",
    title=Text("Santé et évacuation", "Medical and evacuation"),
    about=Text(
        "Unités médicales, hôpitaux et équipes d’évacuation, prévus et en service.",
        "Clinics, hospitals and evacuation teams, planned and in service.",
    ),
    topics=(
        "medical",
        "covid",
    ),
    icon="hospital",
    shapes=("regions", "neighbours"),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Dakar et Le Caire sont hors de la carte. L’hôpital prévu au « Niger », non retenu, "
            "teinte ce pays : la ville n’est pas dite.",
            "Dakar and Cairo are off the map. The hospital planned in “Niger”, not kept, outlines "
            "that country: the town is not given.",
        ),
    ),
    roles=frozenset({"planner"}),
)
