"""The areas that a place lies in, by key: what a filter by place goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.places.joins.membership import ancestors
from geodata.places.kinds import AREAS
from geodata.places.zones import zones_containing
from geodata.tables import reading

if TYPE_CHECKING:
    from geodata.tables import Tables


@reading
def areas_of(tables: Tables, *places: str) -> dict[str, list[str]]:
    """Identifiers of the zones, sectors, regions and cercles that hold each place, itself included.

    Nothing for the nation, a country, or a place that is not in ``places``.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> areas_of(Tables(), "menaka")
    {'menaka': ['cercle-menaka', 'region-menaka', 'sector-est', 'zone-nord']}
    """
    rows = tables.rows("places")
    return {place: _areas(tables, rows, place) if place in rows else [] for place in places}


def _areas(tables: Tables, rows: dict[str, dict[str, str]], place: str) -> list[str]:
    chain = [place, *ancestors(tables, place)]
    sectors = [rows[each]["sector"] for each in chain if rows[each]["sector"]]
    found = {each for each in chain if rows[each]["kind"] in AREAS}
    return sorted(found | set(sectors) | set(zones_containing(tables, place)))
