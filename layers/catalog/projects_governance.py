"""Peace agreement, civil society and local administration."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="governance",
    group="projects",
    title=Text("Accord de paix et administration", "Peace agreement and administration"),
    about=Text(
        "Suivi de l’Accord, société civile et retour de l’administration, là où un lieu est donné.",
        "Follow-up of the Agreement, civil society and return of the administration, where a place is given.",
    ),
    topics=(
        "governance",
        "political",
        "civil-affairs",
    ),
    icon="town-hall",
    shapes=("regions",),
    documents=("001", "002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
