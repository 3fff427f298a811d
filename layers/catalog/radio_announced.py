"""Where the booklet says that Mikado FM is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, NOT_DRAWN, topic_layer
from layers.schema.rows import facts_of

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def facts(tables: Tables) -> pd.DataFrame:
    """The facts of radio that are not transmitters, which have a layer of their own."""
    facts = facts_of(tables, "radio")
    masts = tables["transmitters"]["id"]
    return facts[~facts["id"].isin(masts)]


LAYER = topic_layer(
    layer_id="radio-announced",
    group="radio",
    title=Text("Diffusion annoncée", "Announced broadcasting"),
    about=Text(
        "Régions où le livret de 2020 dit que Mikado FM émet.",
        "Regions where the 2020 booklet says that Mikado FM broadcasts.",
    ),
    facts=facts,
    icon="radio-set",
    there=Text("Émission annoncée", "Broadcasting announced"),
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2020-07",
    caveats=(
        AREAS,
        NOT_DRAWN,
        Text(
            "Une annonce, non une mesure : ni couverture mesurée, ni couverture calculée.",
            "A statement, not a measurement: neither measured nor modelled cover.",
        ),
    ),
)
