"""Disarmament, demobilization, reintegration and cantonment."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="ddr",
    group="projects",
    title=Text("DDR et cantonnement", "DDR and cantonment"),
    about=Text(
        "Désarmement, réinsertion et sites de cantonnement.",
        "Disarmament, reinsertion and cantonment sites.",
    ),
    topics=("ddr",),
    icon="cantonment",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Le nombre de sites de cantonnement est donné pour des régions prises ensemble, sans lieu.",
            "The number of cantonment sites is given for regions taken together, without places.",
        ),
    ),
)
