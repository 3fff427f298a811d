"""Child protection and gender."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="children-women",
    group="protection",
    title=Text("Enfants, femmes et égalité", "Children, women and equality"),
    about=Text(
        "Protection de l’enfant, participation des femmes et égalité.",
        "Child protection, women’s participation and gender equality.",
    ),
    topics=(
        "child-protection",
        "gender",
    ),
    icon="protection",
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
    roles=frozenset({"analyst"}),
)
