"""The offline basemap: land, water, limits and names, drawn quietly below everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from geodata.text import Text, same
from layers.schema.colours import BORDER, LAND, MUTED, NEIGHBOUR, REGION_LIMIT, RIVER, WATER
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """Neighbours, Mali, lakes, rivers, limits, then towns."""
    rivers = shape_rows(tables, "rivers", "stream")
    rivers.loc[rivers["rank"] == 1, "mark"] = "river"
    rivers["rank"] += 5
    limits = shape_rows(tables, "region_limits", "region-limit")
    limits["name_fr"], limits["name_en"] = "Limite de région", "Region limit"
    frames = [
        _other_land(tables),
        shape_rows(tables, "outline", "land"),
        shape_rows(tables, "lakes", "lake"),
        rivers,
        limits,
        shape_rows(tables, "outline", "border").assign(id="border-mali"),
        *_town_names(tables),
    ]
    kept = ["id", "mark", "name_fr", "name_en", "rank", "at", "geometry"]
    return gpd.GeoDataFrame(pd.concat([f.reindex(columns=kept) for f in frames]), crs=4326)


def _other_land(tables: Tables) -> gpd.GeoDataFrame:
    """The neighbours, named near Mali, and all other land without a name."""
    land = shape_rows(tables, "neighbours", "neighbour")
    is_named = land["label_lon"].notna()
    land["mark"] = land["mark"].where(is_named, "other-land")
    land["at"] = gpd.points_from_xy(land["label_lon"], land["label_lat"])
    return land.assign(
        name_fr=land["name_fr"].fillna("Autres terres"), name_en=land["name_en"].fillna("Other land"), rank=9
    )


def _town_names(tables: Tables) -> list[gpd.GeoDataFrame]:
    towns = tables.shapes("towns")
    towns = towns[towns["kind"] != "site"].copy()
    towns["mark"] = "town-" + towns["rank"].astype(str)
    towns["rank"] += 3
    return [towns]


def _town(rank: int, zoom: int, radius: float) -> Mark:
    return Mark(
        f"town-{rank}",
        Text(f"Ville de rang {rank}", f"Town of rank {rank}"),
        "dot",
        "#FFFFFF",
        stroke=MUTED,
        width=1.2,
        radius=radius,
        label_style="town",
        min_zoom=zoom,
    )


LAYER = Layer(
    id="base-land",
    title=Text("Fond de carte", "Basemap"),
    about=Text(
        "Terres, eaux, limites et noms, dessinés à partir des fichiers du projet.",
        "Land, water, limits and names, drawn from the project's own files.",
    ),
    group="base",
    rows=rows,
    marks=(
        Mark(
            "neighbour",
            Text("Pays voisin", "Neighbouring country"),
            "area",
            NEIGHBOUR,
            stroke="#D5D2CA",
            width=0.8,
            label_style="country",
        ),
        Mark(
            "other-land", Text("Autres terres", "Other land"), "area", NEIGHBOUR, stroke="#D5D2CA", width=0.8
        ),
        Mark("land", same("Mali"), "area", LAND, width=0),
        Mark("lake", Text("Lac", "Lake"), "area", WATER, stroke=RIVER, width=0.5),
        Mark("stream", Text("Rivière", "River"), "line", RIVER, width=0.9),
        Mark(
            "river", Text("Fleuve", "Major river"), "line", RIVER, width=1.8, label_style="water", min_zoom=0
        ),
        Mark(
            "region-limit",
            Text("Limite de région", "Region limit"),
            "line",
            REGION_LIMIT,
            width=0.8,
            dash="4 3",
        ),
        Mark("border", Text("Frontière", "Border"), "area", BORDER, fill=0, width=1.4),
        _town(1, 0, 2.6),
        _town(2, 7, 2.0),
        _town(3, 9, 1.6),
    ),
    shapes=("outline", "neighbours", "region_limits", "lakes", "rivers", "towns"),
    roles=frozenset({"ground"}),
)
