"""Coordination frameworks of the criminal justice chain, and what supports it beyond the courts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, NOT_DRAWN, POINTS, TOGETHER, topic_layer
from layers.schema.rows import facts_of, is_judicial_pole, is_of_a_court

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def facts(tables: Tables) -> pd.DataFrame:
    """The facts of justice that are neither of a court nor of the judicial unit."""
    facts = facts_of(tables, "justice")
    return facts[~is_of_a_court(tables, facts) & ~is_judicial_pole(tables, facts)]


LAYER = topic_layer(
    layer_id="frameworks",
    group="justice",
    title=Text("Chaîne pénale : concertation et appui", "Criminal justice: coordination and support"),
    about=Text(
        "Cadres régionaux de concertation, sensibilisation et conseils à la chaîne pénale.",
        "Regional coordination frameworks, awareness-raising and advice to the criminal justice chain.",
    ),
    facts=facts,
    icon="framework",
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
    ),
)
