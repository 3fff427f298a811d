"""Reconstituted Malian units and MOC camps."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer

LAYER = topic_layer(
    layer_id="contingents",
    group="deployment",
    title=Text("Unités reconstituées et camps du MOC", "Reconstituted units and MOC camps"),
    about=Text(
        "Armée malienne reconstituée et camps du Mécanisme opérationnel de coordination (MOC).",
        "Reconstituted Malian army and camps of the Operational Coordination Mechanism (MOC).",
    ),
    topics=("contingents",),
    icon="base",
    shapes=("regions",),
    documents=("001", "002", "003", "004"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
