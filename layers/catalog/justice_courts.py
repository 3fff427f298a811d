"""Courts: those that the documents place, their security, hearings and proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer
from layers.schema.rows import facts_of, is_judicial_pole, is_of_a_court

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def facts(tables: Tables) -> pd.DataFrame:
    """The facts of justice about a court, but those of the judicial unit."""
    facts = facts_of(tables, "justice")
    return facts[is_of_a_court(tables, facts) & ~is_judicial_pole(tables, facts)]


LAYER = topic_layer(
    layer_id="courts",
    group="justice",
    title=Text("Tribunaux", "Courts"),
    about=Text(
        "Tribunaux, leur sécurité, leurs audiences, procès et mandats d’arrêt.",
        "Courts, their security, their hearings, trials and arrest warrants.",
    ),
    facts=facts,
    icon="gavel",
    shapes=("regions", "cercles"),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les mandats d’arrêt pour Ogossagou sont placés au lieu de l’attaque, non à celui du tribunal.",
            "The arrest warrants for Ogossagou stand at the place of the attack, not of the court.",
        ),
    ),
)
