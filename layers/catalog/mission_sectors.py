"""The Mission's five sectors, drawn from the regions around their sites."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.text import Text
from layers.schema.colours import SECTOR
from layers.schema.joined import joined_fields, with_joined
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import facts_entered
from layers.schema.units import SIZED, SIZES, with_sizes

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a sector: the union of its regions, its sites by name."""
    places = tables["places"].set_index("id")
    regions = tables.shapes("regions")
    regions = regions.assign(sector=regions["id"].map(tables["sector_regions"].set_index("region")["sector"]))
    shapes = regions[["sector", "geometry"]].dissolve("sector").reset_index()
    shapes = shapes.merge(tables["sectors"], left_on="sector", right_on="place")
    shapes["id"] = shapes["mark"] = shapes["sector"]
    shapes["rank"] = 2
    sites = tables["sites"]
    facts = sites.groupby("sector")["id"].agg(list).to_dict()
    shapes["fact_ids"] = [facts.get(sector, []) for sector in shapes["sector"]]
    for lang in ("fr", "en"):
        names = places[f"name_{lang}"]
        shapes[f"name_{lang}"] = shapes["sector"].map(names)
        named = sites.assign(name=sites["place"].map(names)).groupby("sector")["name"]
        shapes[f"sites_{lang}"] = shapes["sector"].map(named.agg(", ".join))
    sized = with_sizes(tables, gpd.GeoDataFrame(shapes.sort_values("id"), crs=4326), "sector")
    return with_joined(tables, sized)


def _mark(sector: str, fr: str, en: str) -> Mark:
    color = SECTOR[sector]
    short = Text(fr.removeprefix("Secteur "), en.removeprefix("Sector "))
    return Mark(
        sector, Text(fr, en), "area", color,
        fill=0.16, width=1.6, dash="7 5", label_style="sector", short=short,
    )  # fmt: skip


LAYER = Layer(
    id="sectors",
    title=Text("Secteurs", "Sectors"),
    about=Text(
        "Les cinq secteurs des composantes en uniforme, tracés d’après les régions de leurs sites.",
        "The five sectors of the uniformed components, drawn from the regions of their sites.",
    ),
    group="mission",
    rows=rows,
    facts=partial(facts_entered, name="sites"),
    marks=(
        _mark("sector-nord", "Secteur Nord", "Sector North"),
        _mark("sector-est", "Secteur Est", "Sector East"),
        _mark("sector-ouest", "Secteur Ouest", "Sector West"),
        _mark("sector-centre", "Secteur Centre", "Sector Centre"),
        _mark("sector-sud", "Secteur Sud", "Sector South"),
    ),
    fields=(
        Field("sites", Text("Sites nommés", "Sites named")),
        Field("source", Text("Source", "Source"), "citation"),
        *SIZES,
        *joined_fields(),
    ),
    shapes=("regions", "towns"),
    data_date="2020-07-01",
    caveats=(
        Text(
            "Les documents ne publient aucune limite de secteur : chaque secteur réunit ici les "
            "régions où se trouvent ses sites (Nord : Kidal ; Est : Gao, Ménaka ; Ouest : "
            "Tombouctou, Taoudénit ; Centre : Mopti ; Sud : les autres). Tracé dérivé, en tirets.",
            "The documents publish no sector limits: each sector here joins the regions that hold "
            "its sites (North: Kidal; East: Gao, Ménaka; West: Timbuktu, Taoudénit; Centre: Mopti; "
            "South: all others). Derived outline, dashed.",
        ),
        Text(
            "La limite de la région de Taoudénit est indicative.",
            "The limit of Taoudénit region is indicative.",
        ),
        SIZED,
    ),
    is_default=True,
    roles=frozenset({"sector", "planner", "briefer"}),
)
