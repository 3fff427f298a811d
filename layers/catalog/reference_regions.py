"""Regions of Mali (11, after 2016)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.joined import joined_fields, with_joined
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows, with_place
from layers.schema.units import ADM1, CODES, PARENT, SIZED, SIZES, with_codes, with_sizes

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a region; the indicative one has a mark of its own."""
    regions = shape_rows(tables, "regions", "region")
    regions.loc[regions["indicative"], "mark"] = "indicative"
    regions["rank"] = 4
    return with_joined(
        tables, with_place(tables, with_sizes(tables, with_codes(tables, regions, 1), "region"))
    )


LAYER = Layer(
    id="regions",
    title=Text("Régions", "Regions"),
    about=Text(
        "Les dix régions d’après 2016 et le district de Bamako.",
        "The ten regions after 2016 and the district of Bamako.",
    ),
    group="reference",
    rows=rows,
    marks=(
        Mark("region", Text("Région", "Region"), "area", "#8C8472", fill=0.04, width=1.4, label_style="area"),
        Mark(
            "indicative",
            Text("Région à limite indicative", "Region with an indicative limit"),
            "area",
            "#8C8472",
            fill=0.04,
            width=1.4,
            dash="6 4",
            label_style="area",
        ),
    ),
    fields=(Field("name", Text("Nom", "Name")), ADM1, PARENT, *SIZES, *joined_fields()),
    shapes=("regions", "towns"),
    data_date="2016",
    caveats=(
        Text(
            "La limite de la région de Taoudénit est indicative (commune de Salam) : tirets.",
            "The limit of Taoudénit region is indicative (commune of Salam): dashed.",
        ),
        CODES,
        SIZED,
    ),
    roles=frozenset({"region", "analyst"}),
)
