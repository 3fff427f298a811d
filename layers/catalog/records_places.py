"""The gazetteer: every place the documents name, with or without a position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
from shapely import Point

from geodata.audience.positions import mgrs_figures
from geodata.facts.results import fact_ids
from geodata.places.geodesy import to_mgrs
from geodata.places.pcodes import pcodes_of
from geodata.text import LANGS, Text
from layers.schema.colours import INK
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import names_of
from layers.words import KINDS

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place; a point where an open source gives one."""
    places = tables["places"].copy()
    places["mark"] = "place"
    places["place"] = places["id"]
    told = fact_ids(tables, "place")
    places["fact_ids"] = [told.get(place, []) for place in places["id"]]
    places["pcode"] = pcodes_of(tables, places["id"])
    places["spellings"] = places["aliases"].str.replace("|", ", ")
    positions = list(zip(places["lon"], places["lat"], places["lon"].notna(), strict=True))
    for lang in LANGS:
        places[f"kind_label_{lang}"] = places["kind"].map({k: t.get(lang) for k, t in KINDS.items()})
        places[f"parent_name_{lang}"] = names_of(tables, places["parent"], lang)
        places[f"sector_name_{lang}"] = names_of(tables, places["sector"], lang)
    figures = mgrs_figures(tables)
    places["mgrs"] = [to_mgrs(lon, lat, figures) if there else "" for lon, lat, there in positions]
    points = [Point(lon, lat) if there else None for lon, lat, there in positions]
    return gpd.GeoDataFrame(places, geometry=points, crs=4326)


LAYER = Layer(
    id="places",
    title=Text("Lieux nommés", "Places named"),
    about=Text(
        "Tous les lieux que nomment les documents, avec leurs graphies et leur position si elle est connue.",
        "Every place the documents name, with its spellings and, if known, its position.",
    ),
    group="records",
    rows=rows,
    marks=(Mark("place", Text("Lieu", "Place"), "dot", INK, fill=0.6),),
    fields=(
        Field("kind", Text("Code de la nature", "Kind code")),
        Field("kind_label", Text("Nature", "Kind")),
        Field("parent", Text("Code de l’unité", "Parent code")),
        Field("parent_name", Text("Dans", "Within")),
        Field("sector_name", Text("Secteur", "Sector")),
        Field("pcode", Text("P-code", "P-code")),
        Field("spellings", Text("Autres graphies", "Other spellings")),
        Field("lat", Text("Latitude", "Latitude"), "number", Text("°", "°")),
        Field("lon", Text("Longitude", "Longitude"), "number", Text("°", "°")),
        Field("mgrs", Text("MGRS", "MGRS")),
        Field("coordinate_source", Text("Origine du point", "Source of the point")),
        Field("unlocated", Text("Pourquoi sans point", "Why it has no point")),
        Field("source", Text("Première mention", "First mention"), "citation"),
    ),
    caveats=(
        Text(
            "Régions, cercles et secteurs n’ont pas de point : leurs contours sont dans leurs couches.",
            "Regions, cercles and sectors have no point: their outlines are in layers of their own.",
        ),
        Text(
            "Mopti, Gao, Kidal, Tombouctou, Ménaka et Ségou désignent une ville et une région : deux lignes.",
            "Mopti, Gao, Kidal, Timbuktu, Ménaka and Ségou name a town and a region: two rows each.",
        ),
    ),
    roles=frozenset({"place"}),
)
