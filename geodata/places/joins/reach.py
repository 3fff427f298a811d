"""Which sectors, sites, regions and cercles a statement reaches: for themselves, or with others only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geodata.places.joins.membership import ancestors, members_by_key
from geodata.places.nation import NATION
from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from geodata.tables import Tables

Scope = Literal["inside", "with_others"]
#: Table that says which regions the zones cover, as far as anybody says so.
ZONES: Final = "zone_regions"


@kept_by_tables(2)
def receivers(tables: Tables) -> tuple[str, ...]:
    """Identifiers of the sectors, sites, regions and cercles of the joined layers, kind by kind."""
    places, cercles = tables["places"], tables.shapes("cercles")
    kinds = [places["id"][places["kind"] == kind] for kind in ("sector", "region")]
    drawn = cercles["id"][cercles["kind"] != "unmapped"]
    sites = tables["sites"]["place"]
    return (*kinds[0], *sites, *kinds[1], *drawn)


@kept_by_tables(2)
def holders(tables: Tables) -> dict[str, tuple[str, ...]]:
    """The cercle, region and sector that hold each place, nearest first; never the nation nor a zone.

    Cercles that no document names are there as well, by their shapes. The capital's district is drawn as a
    cercle too (the kind ``district`` of the shapes): what lies in the one lies in the other.
    """
    sectors = tables["sector_regions"].set_index("region")["sector"].to_dict()
    held: dict[str, tuple[str, ...]] = {}
    twins: dict[str, str] = {}
    for cercle in tables.shapes("cercles").itertuples():
        sector = sectors.get(cercle.region, "")
        held[cercle.id] = tuple(filter(None, (cercle.region, sector)))
        if cercle.kind == "district":
            twins[cercle.region] = cercle.id
    for row in members_by_key(tables).itertuples():
        chain = [each for each in ancestors(tables, row.id) if each != NATION]
        chain += [row.sector] if row.sector and row.sector not in (row.id, *chain) else []
        twin = [twins[each] for each in (row.id, *chain) if each in twins]
        held[row.id] = (*twin, *chain)
    for region, cercle in twins.items():
        held[cercle] = (region, *(each for each in held[region] if each != cercle))
    return held


@kept_by_tables(2)
def zones_of_regions(tables: Tables) -> dict[str, tuple[str, ...]]:
    """The zones that cover each region, whole or in part; nothing where no table says so."""
    if ZONES not in tables.names():
        return {}
    found: dict[str, list[str]] = {}
    for row in tables[ZONES].itertuples():
        found.setdefault(row.region, []).append(row.zone)
    return {region: tuple(zones) for region, zones in found.items()}


def containing(tables: Tables, place: str) -> tuple[str, ...]:
    """Wider places that include a place, nearest first: cercle, region, sector, then zones; not the nation.

    A zone includes a sector when it covers a region of it: a statement about the zone then concerns the
    sector, but with others, as zones and sectors have limits of their own.
    """
    held = holders(tables).get(place, ())
    regions = {place, *held}
    if place in set(tables["sectors"]["place"]):
        links = tables["sector_regions"]
        regions |= set(links["region"][links["sector"] == place])
    covering = zones_of_regions(tables)
    zones = (zone for region in sorted(regions) for zone in covering.get(region, ()))
    return tuple(dict.fromkeys((*held, *zones)))


@kept_by_tables(2)
def reaches(tables: Tables) -> dict[str, tuple[tuple[str, Scope], ...]]:
    """Which receivers a statement reaches, and how, by the place or group that it is given for.

    Returns
    -------
    dict
        ``inside``: given for the receiver, for a place inside it, or for a group all of whose members
        lie inside. ``with_others``: for a group of which some do, or for a wider place that includes it.
        What is given for the whole nation (or all its sectors), or abroad, reaches none.
    """
    members = tables["group_members"].groupby("group")["place"].agg(tuple).to_dict()
    given = members | {place: (place,) for place in tables["places"]["id"]}
    held = holders(tables)
    lies_in = {place: {place, *held.get(place, ())} for place in tables["places"]["id"]}
    around = {receiver: set(containing(tables, receiver)) for receiver in receivers(tables)}
    sectors = set(tables["sectors"]["place"])
    found: dict[str, tuple[tuple[str, Scope], ...]] = {}
    for key, places in given.items():
        if sectors <= set(places):
            continue
        reached: list[tuple[str, Scope]] = []
        for receiver, wider in around.items():
            inner = [receiver in lies_in[place] for place in places]
            if all(inner):
                reached.append((receiver, "inside"))
            elif any(inner) or wider & set(places):
                reached.append((receiver, "with_others"))
        found[key] = tuple(reached)
    return found
