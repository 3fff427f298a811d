"""Mikado FM's transmitters, with their frequencies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geodata.text import Text, same
from layers.catalog.topics import POINTS
from layers.schema.colours import TOPIC
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import facts_entered, place_points

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a transmitter."""
    masts = place_points(tables, tables["transmitters"])
    masts["fact_ids"] = [[fact] for fact in masts["id"]]
    masts["id"] = "transmitters-" + masts["place"] + "-actual"
    return masts.assign(mark="actual", rank=3)


LAYER = Layer(
    id="transmitters",
    title=Text("Émetteurs de Mikado FM", "Mikado FM transmitters"),
    about=Text(
        "Les émetteurs de la radio de la Mission, leur fréquence.",
        "The transmitters of the Mission’s radio, with their frequency.",
    ),
    group="radio",
    rows=rows,
    facts=partial(facts_entered, name="transmitters"),
    marks=(
        Mark(
            "actual",
            Text("Émetteur", "Transmitter"),
            "pin",
            TOPIC["radio"],
            radius=10,
            icon="transmitter",
        ),
    ),
    fields=(
        Field("frequency_mhz", Text("Fréquence", "Frequency"), "number", same("MHz")),
        Field("source", Text("Source", "Source"), "citation"),
    ),
    data_date="2020-07",
    caveats=(
        POINTS,
        Text(
            "Le livret donne les langues de la station (français, bambara, songhaï, tamasheq, peul, dogon, "
            "arabe), non celles d’un émetteur ; il ne donne ni puissance ni hauteur d’antenne.",
            "The booklet gives the station’s languages (French, Bambara, Songhay, Tamasheq, Fulfulde, Dogon, "
            "Arabic), not those of a transmitter; it gives neither power nor antenna height.",
        ),
    ),
)
