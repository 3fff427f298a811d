"""In which areas the features of a layer lie: what a filter by place goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.places.joins.within import areas_of
from layers.artifact.facts import KEY_JOINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.tables import Tables
    from layers.artifact.model import Feature


def locate(features: Sequence[Feature], tables: Tables) -> None:
    """Give ``inside`` to the features that list facts, and to points: the areas that hold them.

    What is stated for several places together lies in the areas of each of them; it stays one feature.
    """
    stated = [_places(feature) for feature in features]
    areas = areas_of(tables, *sorted({place for places in stated for place in places}))
    for feature, places in zip(features, stated, strict=True):
        if places:
            feature["inside"] = sorted({area for place in places for area in areas[place]})


def _places(feature: Feature) -> list[str]:
    """The places that a feature is stated for."""
    geometry, properties = feature["geometry"], feature["properties"]
    if "facts" not in feature and (geometry is None or geometry["type"] != "Point"):
        return []
    named = [properties.get("place_id", ""), *properties.get("group_members", "").split(KEY_JOINT)]
    return [place for place in named if place]
