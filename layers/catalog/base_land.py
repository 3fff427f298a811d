"""The offline basemap: land, water, limits and names, drawn quietly below everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geodata.text import Text, same
from layers.schema.colours import BORDER, LAND, MUTED, NEIGHBOUR, REGION_LIMIT, RIVER, WATER
from layers.schema.layer import Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """Neighbours, Mali, lakes, rivers, limits, then names of countries and towns."""
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
        _country_names(tables),
        *_town_names(tables),
    ]
    kept = ["id", "mark", "name_fr", "name_en", "rank", "geometry"]
    return gpd.GeoDataFrame(pd.concat([f.reindex(columns=kept) for f in frames]), crs=4326)


def _other_land(tables: Tables) -> gpd.GeoDataFrame:
    land = shape_rows(tables, "neighbours", "neighbour")
    return land.assign(
        name_fr=land["name_fr"].fillna("Autres terres"), name_en=land["name_en"].fillna("Other land")
    )


def _country_names(tables: Tables) -> gpd.GeoDataFrame:
    names = tables.shapes("neighbours").dropna(subset=["label_lon"]).copy()
    names["geometry"] = [Point(xy) for xy in zip(names["label_lon"], names["label_lat"], strict=True)]
    return names.assign(id="name-" + names["id"], mark="country-name", rank=9)


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
        Mark("country-name", Text("Nom de pays", "Country name"), "name", MUTED, label_style="country"),
        _town(1, 0, 2.6),
        _town(2, 7, 2.0),
        _town(3, 9, 1.6),
    ),
    shapes=("outline", "neighbours", "region_limits", "lakes", "rivers", "towns"),
    roles=frozenset({"ground"}),
)
