"""Towns of Mali with an open coordinate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows, with_unit_names

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a town of GeoNames, with its population where it is given."""
    towns = shape_rows(tables, "towns").assign(mark="town")
    towns = with_unit_names(tables, with_unit_names(tables, towns, "cercle"), "region")
    towns["rank"] += 3
    return towns


LAYER = Layer(
    id="towns",
    title=Text("Villes", "Towns"),
    about=Text(
        "Villes de GeoNames, avec leur population quand elle est donnée.",
        "Towns of GeoNames, with their population where it is given.",
    ),
    group="reference",
    rows=rows,
    marks=(
        Mark(
            "town",
            Text("Ville", "Town"),
            "dot",
            "#FFFFFF",
            stroke="#1B2733",
            width=1.4,
            radius=4,
            label_style="town",
        ),
    ),
    fields=(
        Field("population", Text("Population", "Population"), "number", Text("habitants", "inhabitants")),
        Field("cercle", Text("Cercle", "Cercle")),
        Field("region", Text("Région", "Region")),
    ),
    shapes=("towns",),
    caveats=(
        Text(
            "Les populations sont un minimum : 77 villes, environ 7,8 millions d’habitants.",
            "Populations are a lower bound: 77 towns, about 7.8 million inhabitants.",
        ),
    ),
    roles=frozenset({"town"}),
)
