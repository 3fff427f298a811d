"""Codes of administrative units, for joining other tables: P-codes, and the unit above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.places.geodesy import area_km2
from geodata.places.nation import NATION
from geodata.places.pcodes import pcodes_of
from geodata.text import Text, same
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


AREA = Field("area_km2", Text("Superficie", "Area"), "number", same("km²"))
PEOPLE = Field(
    "population_min",
    Text("Population connue (minimum)", "Known population (lower bound)"),
    "number",
    about=Text(
        "Somme des localités dont GeoNames donne la population : un minimum, d’années diverses.",
        "Sum of the towns of which GeoNames gives a population: a lower bound, of various years.",
    ),
)
PEOPLE_TOWNS = Field(
    "population_towns", Text("Localités ainsi comptées", "Towns so counted"), "number", about=PEOPLE.about
)
#: What an administrative layer says of the size of its units.
SIZES = (AREA, PEOPLE, PEOPLE_TOWNS)
MEASURED = Text(
    "Superficie : calculée sur l’ellipsoïde d’après les contours simplifiés, donc approchée.",
    "Area: computed on the ellipsoid from simplified outlines, and so approximate.",
)
SIZED = Text(
    f"{MEASURED.fr} Population : somme des seules localités dont GeoNames (CC BY 4.0) donne un chiffre : "
    "un minimum, et rien là où il n’y en a pas.",
    f"{MEASURED.en} Population: the sum of those towns alone of which GeoNames (CC BY 4.0) gives a figure: "
    "a lower bound, and nothing where there is none.",
)


def with_sizes(tables: Tables, rows: gpd.GeoDataFrame, unit: str) -> gpd.GeoDataFrame:
    """Give units their area (km²) and what is known of their population: :data:`SIZES`.

    Parameters
    ----------
    tables
        The data folder.
    rows
        Areas with ``id``.
    unit
        ``region``, ``cercle`` or ``sector``: what their identifiers are.

    Notes
    -----
    Communes have an area only: a town may reach over several (Bamako over six).
    """
    towns = tables.shapes("towns")
    if unit == "sector":
        sectors = tables["sector_regions"].set_index("region")["sector"]
        towns = towns.assign(sector=towns["region"].map(sectors))
    known = towns[towns["population"].notna()].groupby(unit)["population"]
    return rows.assign(
        area_km2=[area_km2(shape) for shape in rows.geometry],
        population_min=rows["id"].map(known.sum()),
        population_towns=rows["id"].map(known.size()),
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
