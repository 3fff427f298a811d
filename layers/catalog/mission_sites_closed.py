"""Sites the Mission has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.tables import reading
from geodata.text import Text
from layers.catalog.topics import DISPUTED, POINTS, topic_layer

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


@reading
def facts(tables: Tables) -> pd.DataFrame:
    """The facts that state a closed facility."""
    facilities = tables["facilities"]
    closed = facilities[facilities["status"] == "closed"]
    facts = tables["facts"]
    return facts[facts["id"].isin(closed["id"])]


LAYER = topic_layer(
    layer_id="sites-closed",
    group="mission",
    title=Text("Sites fermés", "Sites closed"),
    about=Text(
        "Le camp que les documents disent fermé, Diabaly, et ce qu’ils en disent.",
        "The camp the documents call closed, Diabaly, and what they say of it.",
    ),
    facts=facts,
    icon="closed",
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        DISPUTED,
        Text(
            "La date de fermeture n’est pas donnée : le camp est fermé à la fin de l’exercice 2020/21.",
            "The closing date is not given: the camp is closed by the end of 2020/21.",
        ),
    ),
)
