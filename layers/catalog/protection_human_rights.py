"""Human-rights offices and activities."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="human-rights",
    group="protection",
    title=Text("Droits de l’homme", "Human rights"),
    about=Text(
        "Bureaux régionaux des droits de l’homme, équipes et formations.",
        "Regional human-rights offices, teams and training.",
    ),
    topics=("human-rights",),
    icon="human-rights",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Le siège et le bureau Sud n’ont pas de ville dans le livret.",
            "The booklet gives no town for the headquarters or the South office.",
        ),
    ),
    roles=frozenset({"analyst"}),
)
