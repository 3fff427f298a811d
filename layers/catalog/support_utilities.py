"""Telecoms, water, power, fuel, transport and environment."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, topic_layer

LAYER = topic_layer(
    layer_id="utilities",
    group="support",
    title=Text("Télécoms, eau, énergie", "Telecoms, water, power"),
    about=Text(
        "Télécommunications, eau, énergie, carburant, transport et environnement, là où un lieu est donné.",
        "Telecommunications, water, power, fuel, transport and environment, where a place is given.",
    ),
    topics=(
        "telecoms",
        "water",
        "power",
        "fuel",
        "transport",
        "environment",
    ),
    icon="power",
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "L’eau, l’énergie, le carburant et le transport ne sont donnés que pour tout le pays.",
            "Water, power, fuel and transport are given for the whole country only.",
        ),
    ),
    roles=frozenset({"planner"}),
)
