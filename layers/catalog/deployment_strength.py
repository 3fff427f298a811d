"""Strength, operations and losses, where they have a place."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="strength",
    group="deployment",
    title=Text("Effectifs et opérations", "Strength and operations"),
    about=Text(
        "Présence des composantes en uniforme, patrouilles, formations et pertes, là où un lieu est donné.",
        "Uniformed components, patrols, training and losses, where a place is given.",
    ),
    topics=(
        "strength",
        "military-operations",
        "patrols",
        "casualties",
        "training",
        "munitions",
    ),
    icon="strength",
    shapes=("regions",),
    documents=("001", "002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les effectifs militaires et de police ne sont donnés que pour tout le pays : voir la "
            "Mission en chiffres.",
            "Military and police strength is given for the whole country only: see the Mission in figures.",
        ),
    ),
    roles=frozenset({"briefer"}),
)
