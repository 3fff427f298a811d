"""The named zones of Mali (north, centre, south, west): which regions each takes in, and on whose word.

The documents publish no limits. ``zone_regions`` says, region by region, where a document counts a region
in a zone (``basis`` ``stated``, with its line) and where that is our reading. A zone is not a sector: the
sectors of the uniformed components are in ``sector_regions``. Zones may share a region, and a zone of which
no document lets one say the regions (Gourma, Liptako-Gourma, Azawad, the Sahel, West Africa) has no shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import union_all

from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables


@kept_by_tables(2)
def zone_regions(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Regions of each zone that has a derivation, in the order of the table.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> zone_regions(Tables())["zone-centre"]
    ('region-mopti', 'region-segou')
    """
    rows = tables["zone_regions"]
    return {zone: tuple(regions) for zone, regions in rows.groupby("zone", sort=False)["region"]}


@kept_by_tables(32)
def zone_shape(tables: Tables, zone: str) -> BaseGeometry | None:
    """Union of a zone's regions (WGS 84), without its inner limits; nothing without a derivation."""
    regions = zone_regions(tables).get(zone, ())
    shapes = tables.shapes("regions")
    found = shapes.loc[shapes["id"].isin(regions), "geometry"]
    return None if found.empty else union_all(list(found))


def zones_containing(tables: Tables, place: str) -> tuple[str, ...]:
    """Zones that take in a whole place: a region, what lies in one, or a sector with all its regions.

    Nothing for a zone, a country, or a place that is not in ``places``.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> zones_containing(Tables(), "diabaly"), zones_containing(Tables(), "sector-sud")
    (('zone-centre',), ())
    """
    regions = _regions_of(tables, place)
    held = zone_regions(tables).items()
    return tuple(zone for zone, inside in held if regions and regions <= set(inside))


def zones_sharing(tables: Tables, place: str) -> tuple[str, ...]:
    """Zones that take in a place, or a part of it: a sector may lie in several.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> zones_sharing(Tables(), "sector-sud"), zones_sharing(Tables(), "diabaly")
    (('zone-centre', 'zone-sud', 'zone-ouest'), ('zone-centre',))
    """
    regions = _regions_of(tables, place)
    return tuple(zone for zone, inside in zone_regions(tables).items() if regions & set(inside))


@kept_by_tables(1024)
def _regions_of(tables: Tables, place: str) -> frozenset[str]:
    """The region that a place is or lies in; all those of a sector."""
    places = tables.rows("places")
    if place in places and places[place]["kind"] == "sector":
        rows = tables["sector_regions"]
        return frozenset(rows.loc[rows["sector"] == place, "region"])
    while place in places and places[place]["kind"] != "region":
        place = places[place]["parent"]
    return frozenset({place} if place in places else ())
