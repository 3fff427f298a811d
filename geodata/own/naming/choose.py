"""Choose among the places that bear one name: one place in several guises, or namesakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.places.geodesy import WGS84

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.own.naming.register import Named, Register
    from geodata.own.naming.sources import Place

#: Two points of one name within this distance are one place, drawn by two sources, km.
SAME_KM: Final = 15.0
#: An aerodrome belongs to the town whose name it bears within this distance, km.
_AERODROME_KM: Final = 40.0
_ORDER: Final = ("point", "outside", "commune", "airport", "cercle", "region", "sector", "country", "zone")


def at_level(register: Register, found: Iterable[Named], level: str) -> list[Named]:
    """Keep the places of a level; all if the level is empty."""
    return [named for named in found if not level or register.places[named.place].level == level]


def cluster(register: Register, found: Iterable[Named]) -> list[list[Named]]:
    """Gather what is one place in several guises: a town of two sources, its commune, cercle and region.

    Returns
    -------
    list of list
        Several lists are namesakes. In each, what a bare name means stands first: the town, else the
        smallest unit.
    """
    best: dict[int, Named] = {}
    for named in found:
        held = best.get(named.place)
        if held is None or (held.alias and not named.alias):
            best[named.place] = named
    ranked = sorted(best.values(), key=lambda n: _rank(register, n))
    groups: list[list[Named]] = []
    for named in ranked:
        place = register.places[named.place]
        home = next((g for g in groups if _is_one(register, register.places[g[0].place], place)), None)
        if home is None:
            groups.append([named])
        else:
            home.append(named)
    return groups


def _rank(register: Register, named: Named) -> tuple[int, int, bool, str]:
    place = register.places[named.place]
    return _ORDER.index(place.level), place.rank, named.alias, place.id


def _is_one(register: Register, first: Place, other: Place) -> bool:
    """Whether two places of one name are the same, seen as a point and as what holds it."""
    if other.level in {"commune", "cercle", "region"}:
        if first.level in {"point", "commune", "cercle", "airport"}:
            held = register.communes_of.get(register.number[other.id], frozenset())
            inside = first.commune in held if first.commune else other.id in {first.cercle, first.region}
            return inside or (
                other.level == "commune" and register.distance_km(other, first.lon, first.lat) <= SAME_KM
            )
        return False
    if first.level in {"point", "outside", "commune"} and other.level in {"point", "outside", "airport"}:
        nearest = _AERODROME_KM if other.level == "airport" else SAME_KM
        if first.lon != first.lon or other.lon != other.lon:
            return bool(first.cercle) and first.cercle == other.cercle
        return float(WGS84.inv(first.lon, first.lat, other.lon, other.lat)[2]) / 1000 <= nearest
    return False
