"""Cercles of Mali (49, and Bamako)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.joined import joined_fields, with_joined
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows, with_place, with_unit_names
from layers.schema.units import ADM1, ADM2, CODES, PARENT, SIZED, SIZES, with_codes, with_sizes

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a cercle."""
    cercles = shape_rows(tables, "cercles", "cercle").assign(rank=6)
    cercles = cercles[cercles["kind"] != "unmapped"]
    sized = with_sizes(tables, with_codes(tables, cercles, 2), "cercle")
    named = with_unit_names(tables, sized, "region")
    return with_joined(tables, with_place(tables, named))


LAYER = Layer(
    id="cercles",
    title=Text("Cercles", "Cercles"),
    about=Text("Les cercles, subdivisions des régions.", "Cercles, the subdivisions of regions."),
    group="reference",
    rows=rows,
    marks=(
        Mark("cercle", Text("Cercle", "Cercle"), "area", "#9A917E", fill=0.02, width=0.9, label_style="area"),
    ),
    fields=(Field("region", Text("Région", "Region")), ADM1, ADM2, PARENT, *SIZES, *joined_fields()),
    shapes=("cercles", "towns"),
    data_date="2016",
    caveats=(
        Text(
            "Les cercles de la région de Taoudénit créés depuis 2016 ne sont pas publiés.",
            "The cercles of Taoudénit region created since 2016 are not published.",
        ),
        CODES,
        SIZED,
    ),
    roles=frozenset({"cercle"}),
)
