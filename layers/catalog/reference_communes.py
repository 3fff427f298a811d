"""Communes of Mali (701)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.places.geodesy import area_km2
from geodata.text import Text
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import shape_rows, with_unit_names
from layers.schema.units import ADM1, ADM2, AREA, CODES, MEASURED, PARENT, with_codes

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a commune."""
    communes = with_codes(tables, shape_rows(tables, "communes", "commune").assign(rank=8), 3)
    communes["area_km2"] = [area_km2(shape) for shape in communes.geometry]
    return with_unit_names(tables, with_unit_names(tables, communes, "cercle"), "region")


LAYER = Layer(
    id="communes",
    title=Text("Communes", "Communes"),
    about=Text("Les 701 communes, subdivisions des cercles.", "The 701 communes, subdivisions of cercles."),
    group="reference",
    rows=rows,
    marks=(Mark("commune", Text("Commune", "Commune"), "area", "#A79E8B", fill=0.01, width=0.6),),
    fields=(
        Field("cercle", Text("Cercle", "Cercle")),
        Field("region", Text("Région", "Region")),
        ADM1,
        ADM2,
        PARENT,
        AREA,
    ),
    shapes=("communes",),
    data_date="2016",
    caveats=(
        Text(
            "Les limites des communes sont approchées à environ 3 km près.",
            "Commune limits are approximate, to about 3 km.",
        ),
        CODES,
        MEASURED,
        Text(
            "Les communes n’ont pas de P-code à elles : ceux de leur région et de leur cercle.",
            "Communes have no P-code of their own: those of their region and cercle.",
        ),
    ),
    roles=frozenset({"commune"}),
)
