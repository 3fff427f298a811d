"""Works: what is built, fitted out or maintained."""

from __future__ import annotations

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer
from layers.schema.rows import works_of

LAYER = topic_layer(
    layer_id="works",
    group="mission",
    title=Text("Travaux et entretien", "Works and maintenance"),
    about=Text(
        "Aérodrome, logements et locaux construits, équipés ou à construire ; routes entretenues.",
        "Airfield, housing and premises built, fitted out or to be built; roads maintained.",
    ),
    facts=works_of,
    icon="works",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les camps du Mécanisme opérationnel de coordination, les unités médicales, tribunaux "
            "et prisons ont leurs propres couches.",
            "Operational Coordination Mechanism camps, clinics, courts and prisons have layers of their own.",
        ),
    ),
    roles=frozenset({"planner"}),
)
