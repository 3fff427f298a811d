"""Sites where the Mission's uniformed components were deployed in July 2020."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import SECTOR
from layers.schema.joined import joined_fields, with_joined
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import facts_entered, names_of, place_points

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a site named by the fact sheet of July 2020."""
    sites = place_points(tables, tables["sites"])
    places = tables["places"].set_index("id")
    sites["fact_ids"] = [[fact] for fact in sites["id"]]
    sites["id"] = sites["place"]
    sites["mark"] = sites["sector"]
    sites["rank"] = 1
    for lang in ("fr", "en"):
        sites[f"sector_{lang}"] = names_of(tables, sites["sector"], lang)
    sites["lat"] = sites["place"].map(places["lat"])
    sites["lon"] = sites["place"].map(places["lon"])
    sites["coordinate_source"] = sites["place"].map(places["coordinate_source"])
    return with_joined(tables, sites.drop(columns="sector"))


SITE = Text("Site, à la couleur de son secteur", "Site, in the colour of its sector")


LAYER = Layer(
    id="sites",
    title=Text("Sites de la Mission", "Mission sites"),
    about=Text(
        "Les douze sites nommés des composantes en uniforme au 1er juillet 2020.",
        "The twelve named sites of the uniformed components on 1 July 2020.",
    ),
    group="mission",
    rows=rows,
    facts=partial(facts_entered, name="sites"),
    marks=tuple(
        Mark(sector, SITE, "pin", color, radius=11, icon="site", label_style="site")
        for sector, color in SECTOR.items()
    ),
    fields=(
        Field("sector", Text("Secteur", "Sector")),
        Field("lat", Text("Latitude", "Latitude"), "number", Text("°", "°")),
        Field("lon", Text("Longitude", "Longitude"), "number", Text("°", "°")),
        Field("coordinate_source", Text("Origine du point", "Source of the point")),
        Field("source", Text("Source", "Source"), "citation"),
        *joined_fields(),
    ),
    data_date="2020-07-01",
    caveats=(
        Text(
            "Le document annonce 13 sites et n’en nomme que 12 : seuls les sites nommés figurent.",
            "The document announces 13 sites and names only 12: only named sites are shown.",
        ),
        Text(
            "Le point est celui de la localité, non celui du camp.",
            "The point is that of the town, not of the camp.",
        ),
    ),
    is_default=True,
    roles=frozenset({"site", "planner", "briefer", "analyst"}),
)
