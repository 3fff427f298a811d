"""A layer in long form: one row a fact, with the columns of the table of facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata.errors import InputError
from geodata.text import Text
from layers.artifact.facts import KEY_JOINT
from layers.export.gis.frame import OWN_COLUMNS, GisLayer

if TYPE_CHECKING:
    from layers.artifact.model import SourceEntry

#: What an address or a command says to have the rows of a layer one a fact.
ROWS: Final = "rows"
FACTS: Final = "facts"
TITLE: Final = Text("{title}, un fait par ligne", "{title}, one fact a row")
CAVEAT: Final = Text(
    "Un chiffre donné pour un groupe de lieux est une ligne : sa géométrie est celle du groupe. Un fait "
    "national, ou d’un lieu sans coordonnée ouverte, est sans géométrie.",
    "A figure given for a group of places is one row: its geometry is that of the group. A fact that is "
    "national, or of a place without an open coordinate, has no geometry.",
)


def has_facts(layer: GisLayer) -> bool:
    """Whether a layer's features name the facts that they state."""
    return "fact_ids" in layer.frame.columns


def known_by(facts: GisLayer, day: str) -> GisLayer:
    """The facts that held, or had held, on a day (ISO 8601); all of them where it is empty."""
    if not day:
        return facts
    since = facts.frame["since"]
    frame = facts.frame[since.isna() | (since <= pd.Timestamp(day))].reset_index(drop=True)
    return replace(facts, frame=frame)


def as_facts(layer: GisLayer, facts: GisLayer) -> GisLayer:
    """Return a layer with one row a fact.

    Parameters
    ----------
    layer
        A layer whose features name their facts in ``fact_ids``.
    facts
        The table of facts in the same language, of the same day (:func:`known_by`).

    Returns
    -------
    GisLayer
        Of the same identifier: the facts that its features state, and those that are its subject but
        have no place on the map. A fact has its own place's geometry, else that of the feature that
        states it, whose ``mark`` it carries; one that no feature states has that of the table of facts.

    Raises
    ------
    InputError
        If the layer states no facts.
    """
    if not has_facts(layer):
        raise InputError(
            f"La couche « {layer.id} » n’énonce pas de faits : elle n’a pas de lignes par fait.",
            f"The layer “{layer.id}” states no facts: it has no rows a fact.",
        )
    told = _told(layer)
    whole = facts.frame
    subject = whole["layers"].fillna("").str.split(KEY_JOINT).map(lambda names: layer.id in names)
    frame = whole[whole["id"].isin(told["fact"]) | subject].reset_index(drop=True)
    stated = told.drop_duplicates("fact").set_index("fact")
    for column in ("mark", "mark_label"):
        frame[column] = frame["id"].map(stated[column]).astype("string").fillna(frame[column])
    shapes = frame.geometry.where(frame.geometry.notna(), frame["id"].map(stated["geometry"]))
    frame = gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=gpd.GeoSeries(shapes, crs=4326))
    return _described(replace(layer, frame=frame), layer, facts)


def _told(layer: GisLayer) -> pd.DataFrame:
    """The facts that features state, one a row, with each feature's mark and geometry."""
    frame = layer.frame
    told = pd.DataFrame({name: frame[name] for name in ("mark", "mark_label", "geometry")})
    told["fact"] = frame["fact_ids"].fillna("").str.split(KEY_JOINT)
    return told.explode("fact").query("fact != ''")


def _described(made: GisLayer, layer: GisLayer, facts: GisLayer) -> GisLayer:
    lang = layer.lang
    cited = set(made.frame["document"].dropna())
    sources: dict[str, SourceEntry] = {
        source["id"]: source
        for source in (*facts.meta["sources"], *layer.meta["sources"])
        if source["licence"] or source["id"] in cited
    }
    meta = layer.meta | {
        "title": TITLE.get(lang).format(title=layer.meta["title"]),
        "caveats": [CAVEAT.get(lang), *layer.meta["caveats"]],
        "fields": [field for field in facts.meta["fields"] if field["name"] not in OWN_COLUMNS],
        "sources": list(sources.values()),
        "count": len(made.frame),
    }
    for absent in ("classes", "class_styles", "coloured"):
        meta.pop(absent, None)  # type: ignore[misc]
    return replace(made, meta=meta)
