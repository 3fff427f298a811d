"""The specialised judicial pole, its branches and its investigation brigades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, NOT_DRAWN, POINTS, TOGETHER, topic_layer
from layers.schema.rows import facts_of, is_judicial_pole

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def facts(tables: Tables) -> pd.DataFrame:
    """The facts of justice about the judicial unit, its brigade and their branches."""
    facts = facts_of(tables, "justice")
    return facts[is_judicial_pole(tables, facts)]


LAYER = topic_layer(
    layer_id="judicial-pole",
    group="justice",
    title=Text("Pôle judiciaire spécialisé", "Specialized Judicial Unit"),
    about=Text(
        "Pôle judiciaire spécialisé, ses antennes régionales et les antennes de sa brigade d’enquête.",
        "Specialized Judicial Unit, its regional branches and those of its investigation brigade.",
    ),
    facts=facts,
    icon="judicial-pole",
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Une antenne dont la création est appuyée mais l’ouverture non attestée reste vide.",
            "A branch whose creation is supported but whose opening is not attested stays hollow.",
        ),
    ),
)
