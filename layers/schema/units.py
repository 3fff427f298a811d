"""Codes of administrative units, for joining other tables: P-codes, and the unit above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.places.nation import NATION
from geodata.places.pcodes import pcodes_of
from geodata.text import Text
from layers.schema.layer import Field

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables

ADM1 = Field("adm1_pcode", Text("P-code de la région", "P-code of the region"))
ADM2 = Field("adm2_pcode", Text("P-code du cercle", "P-code of the cercle"))
PARENT = Field("parent", Text("Code de l’unité supérieure", "Code of the unit above"), "code")
CODES = Text(
    "P-codes : OCHA, Common Operational Datasets, CC BY-IGO 3.0, liste du 20 décembre 2021. La région de "
    "Taoudénit n’y a pas de code. Ménaka y a quatre cercles, et un seul ici : son code est celui du "
    "cercle du même nom, qui est plus petit.",
    "P-codes: OCHA, Common Operational Datasets, CC BY-IGO 3.0, list of 20 December 2021. Taoudénit "
    "region has no code in it. Ménaka has four cercles there and one only here: its code is that of the "
    "cercle of the same name, which is smaller.",
)


def with_codes(tables: Tables, rows: gpd.GeoDataFrame, level: int) -> gpd.GeoDataFrame:
    """Give units of a level (1 region, 2 cercle, 3 commune) ``adm1_pcode``, ``adm2_pcode`` and ``parent``.

    A region has no ``adm2_pcode``; a commune has the codes of its region and cercle and none of its own. Rows
    below a region name it in ``region``, those below a cercle in ``cercle`` (identifiers).
    """
    coded = rows.copy()
    chain = [
        coded["id"],
        *(coded[above] for above in ("cercle", "region")[3 - level :]),
    ]  # itself, then upwards
    units = chain[::-1][:2]
    for column, unit in zip(("adm1_pcode", "adm2_pcode"), units, strict=False):
        coded[column] = pcodes_of(tables, unit)
    coded["parent"] = chain[1] if len(chain) > 1 else NATION
    return coded
