"""The zones that the documents name (north, centre, south, west), drawn from the regions they take in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.places.zones import zone_regions, zone_shape
from geodata.text import LANGS, Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, UNDRAWN_ZONES
from layers.schema.colours import ZONE
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import facts_given_for, with_facts

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables


LEAST_PART = 0.05  # of a zone: slivers along a limit bear no name


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a zone: the union of its regions, by name, and the facts given for the zone alone."""
    regions, places = zone_regions(tables), tables.rows("places")
    zones = gpd.GeoDataFrame(
        {
            "id": list(regions),
            "place": list(regions),
            "mark": "zone",
            "rank": 3,
            **{f"name_{lang}": [places[zone][f"name_{lang}"] for zone in regions] for lang in LANGS},
            **{
                f"regions_{lang}": [
                    ", ".join(places[r][f"name_{lang}"] for r in inside) for inside in regions.values()
                ]
                for lang in LANGS
            },
        },
        geometry=[zone_shape(tables, zone) for zone in regions],
        crs=4326,
    )
    zones["named"] = [_alone(shape, zones.geometry.drop(at)) for at, shape in zones.geometry.items()]
    told = with_facts(tables, zones, facts_given_for(tables, *regions))
    named = tables["zone_regions"].query("source != ''").drop_duplicates("zone").set_index("zone")["source"]
    told["source"] = told["source"].where(told["source"] != "", told["id"].map(named))
    return told


def _facts(tables: Tables) -> pd.DataFrame:
    """Facts given for one of the zones alone."""
    return facts_given_for(tables, *zone_regions(tables))


def _alone(shape: BaseGeometry, others: gpd.GeoSeries) -> BaseGeometry:
    """The part of a zone where no other lies, for its name; all of one that lies wholly in others."""
    part = shape.difference(others.union_all())
    return shape if part.is_empty or part.area < LEAST_PART * shape.area else part


LAYER = Layer(
    id="zones",
    title=Text("Zones", "Zones"),
    about=Text(
        "Le nord, le centre, le sud et l’ouest du Mali, tracés d’après leurs régions, avec les faits que les "
        "documents donnent pour eux.",
        "The north, centre, south and west of Mali, drawn from their regions, with the facts that the "
        "documents give for them.",
    ),
    group="mission",
    rows=rows,
    facts=_facts,
    marks=(
        Mark(
            "zone",
            Text("Zone, tracé déduit de ses régions", "Zone, outline derived from its regions"),
            "area",
            ZONE,
            fill=0.05,
            width=1.6,
            dash="9 3 2 3",
            label_style="area",
        ),
    ),
    fields=(Field("regions", Text("Régions", "Regions")), *FACT_FIELDS),
    shapes=("regions",),
    documents=("000", "001", "002", "003"),
    data_date="2021-06-30",
    caveats=(
        Text(
            "Les documents ne publient aucune limite de zone. Ils comptent Tombouctou, Gao et Kidal au nord, "
            "Mopti et Ségou au centre, Kayes au sud ; le reste (Ménaka et Taoudénit au nord, Koulikoro et "
            "Sikasso au sud, Kayes à l’ouest) est notre lecture. Bamako n’est dans aucune. Tracé dérivé, en "
            "tirets.",
            "The documents publish no zone limits. They count Timbuktu, Gao and Kidal in the north, Mopti "
            "and Ségou in the centre, Kayes in the south; the rest (Ménaka and Taoudénit in the north, "
            "Koulikoro and Sikasso in the south, Kayes in the west) is our reading. Bamako is in none. "
            "Derived outline, dashed.",
        ),
        Text(
            "Une zone n’est pas un secteur : les documents comptent Ségou au centre, et notre tracé des "
            "secteurs dans le Secteur Sud.",
            "A zone is not a sector: the documents count Ségou in the centre, and our outline of the sectors "
            "in Sector South.",
        ),
        Text(
            "Kayes est dans deux zones : le sud et l’ouest se recouvrent.",
            "Kayes is in two zones: the south and the west overlap.",
        ),
        UNDRAWN_ZONES,
        DISPUTED,
    ),
    roles=frozenset({"zone"}),
)
