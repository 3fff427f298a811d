"""Coordination frameworks of the criminal justice chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, NOT_DRAWN, TOGETHER, topic_layer
from layers.schema.rows import facts_of, is_framework

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def facts(tables: Tables) -> pd.DataFrame:
    """The facts of justice about coordination frameworks."""
    facts = facts_of(tables, "justice")
    return facts[is_framework(facts)]


LAYER = topic_layer(
    layer_id="frameworks",
    group="justice",
    title=Text("Cadres de concertation", "Coordination frameworks"),
    about=Text(
        "Cadres régionaux de concertation de la chaîne pénale.",
        "Regional coordination frameworks of the criminal justice chain.",
    ),
    facts=facts,
    icon="framework",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        AREAS,
        TOGETHER,
        NOT_DRAWN,
    ),
)
