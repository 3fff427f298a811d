"""Ration points."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="rations",
    group="support",
    title=Text("Points de rations", "Ration points"),
    about=Text(
        "Les points où les contingents prennent leurs rations.",
        "The points where contingents collect their rations.",
    ),
    topics=("rations",),
    icon="rations",
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
    ),
    roles=frozenset({"planner"}),
)
