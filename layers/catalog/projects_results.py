"""Activities of the results framework, by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.facts.results import refs_of
from geodata.tables import reading
from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Field, Layer
from layers.schema.rows import fact_rows

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and role; the references named in a field."""
    facts = _facts(tables)
    drawn = fact_rows(tables, "results", facts)
    drawn["refs"] = [", ".join(_refs(facts, ids)) for ids in drawn["fact_ids"]]
    return drawn


def _refs(facts: pd.DataFrame, ids: list[str]) -> list[str]:
    """The results that some facts belong to, and those that say the same again."""
    told = facts[facts["id"].isin(ids) | facts["same_as"].isin(ids)]
    return list(dict.fromkeys(told["ref"]))


@reading
def _facts(tables: Tables) -> pd.DataFrame:
    """Facts of the results framework, with the reference of their result as ``ref``."""
    facts = tables["facts"]
    refs = refs_of(facts["id"])
    return facts.assign(ref=refs)[refs != ""]


LAYER = Layer(
    id="results",
    title=Text("Activités par lieu", "Activities by place"),
    about=Text(
        "Indicateurs et produits du cadre de résultats 2020/21 qui nomment un lieu, prévu et "
        "réalisé séparés.",
        "Indicators and outputs of the 2020/21 results framework that name a place, planned apart "
        "from delivered.",
    ),
    group="projects",
    rows=rows,
    facts=_facts,
    marks=topic_marks("projects", "activity", Text("Réalisé", "Delivered"), Text("Prévu", "Planned")),
    fields=(Field("refs", Text("Références", "References")), *FACT_FIELDS),
    shapes=("regions", "cercles", "neighbours"),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "L’hôpital prévu au « Niger », non retenu, est tracé sur ce pays : la ville n’est pas dite.",
            "The hospital planned in “Niger”, not kept, is drawn on that country: no town is given.",
        ),
    ),
    roles=frozenset({"result", "analyst"}),
)
