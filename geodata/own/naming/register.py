"""The register of places: by name, by code, by position, each with what holds it. Built once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.own.naming.keys import key, sound, split_level, tight
from geodata.own.naming.sources import Place, gather
from geodata.places.geodesy import WGS84
from geodata.places.nation import NATION
from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geodata.own.naming.likeness import Inside
    from geodata.tables import Tables

    Floats = float | npt.NDArray[np.float64]

#: Words for a kind of place that a source gives as a name; alone they name none.
_GENERIC: Final = frozenset(
    {
        "camp",
        "ville",
        "village",
        "base",
        "centre",
        "center",
        "marche",
        "gare",
        "pont",
        "poste",
        "site",
        "puits",
    }
)
#: Nearer than this, a point beside a limit may be on either side of it: the limits are that coarse. Degrees.
LIMIT_DEG: Final = 0.045


@dataclass(frozen=True)
class Named:
    """A place under one of its names, as ``written``; ``alias`` tells whether it is another spelling."""

    place: int
    written: str
    alias: bool


@dataclass(frozen=True, eq=False)
class Area:
    """What a parent names: a unit, or a unit of an older or newer division, as the communes that it holds.

    Attributes
    ----------
    place
        The unit's number in the register; -1 where the project draws no such unit.
    """

    name: str
    level: str
    place: int
    communes: frozenset[str]
    shape: list[BaseGeometry] = field(default_factory=list, repr=False)


class Register:
    """Names, codes and limits of every place.

    Attributes
    ----------
    places
        All places; other attributes name them by their number here.
    by_key, by_tight, by_sound
        Places by folded name, by folded name without spaces, and by rough sound.
    areas
        What a parent may name, by folded name: regions, cercles, communes, sectors and countries.
    """

    def __init__(self, tables: Tables, places: list[Place] | None = None) -> None:
        self.tables = tables
        self.places = gather(tables) if places is None else places
        self.number = {place.id: n for n, place in enumerate(self.places)}
        self.by_key: dict[str, list[Named]] = defaultdict(list)
        self.by_airport: dict[str, list[Named]] = defaultdict(list)
        self.by_sector: dict[str, list[Named]] = defaultdict(list)
        self.by_tight: dict[str, list[Named]] = defaultdict(list)
        self.by_sound: dict[str, list[Named]] = defaultdict(list)
        self.by_pcode = {place.pcode: n for n, place in enumerate(self.places) if place.pcode}
        for n, place in enumerate(self.places):
            self._index(n, place)
        communes = tables.shapes("communes")
        self._commune_ids = communes["id"].tolist()
        self._commune_shapes = dict(zip(self._commune_ids, communes.geometry, strict=True))
        self._unit_shapes: dict[str, BaseGeometry] = {}
        self._tree = shapely.STRtree(communes.geometry.array)
        # Mali, and a little around it, as its border is simplified: asked of every position.
        self._around: BaseGeometry = tables.shapes("outline").geometry.iloc[0].buffer(LIMIT_DEG)
        shapely.prepare(self._around)
        self.areas: dict[str, list[Area]] = defaultdict(list)
        self.sector_areas: dict[str, list[Area]] = {}
        self._name_areas()
        self.named: dict[int, list[tuple[str, Named]]] = defaultdict(list)
        for name, found in self.by_key.items():
            for each in found:
                if self.places[each.place].level in {"point", "commune"}:
                    self.named[each.place].append((name, each))
        #: Names inside some parents, by these parents (:attr:`geodata.own.naming.parents.Parents.inside`).
        self.kept: dict[object, Inside] = {}
        self.names = sorted(self.by_key)

    def _index(self, n: int, place: Place) -> None:
        seen: set[str] = set()
        spellings = [(place.name_fr, False), (place.name_en, False), (place.bare, False)]
        for written, alias in [*spellings, *((alias, True) for alias in place.aliases)]:
            whole = key(written)
            bare = split_level(whole)[0] if place.level in {"region", "cercle"} else whole
            for name in (whole, bare):
                if name and name not in seen and name not in _GENERIC:
                    seen.add(name)
                    self._add(name, Named(n, written, alias), place.level)
        if place.level == "sector":
            # "Est" alone is a direction, except in a column of sectors.
            for written in (place.name_fr, place.name_en):
                self.by_sector[split_level(key(written))[0]].append(Named(n, written, alias=False))
        if place.level == "airport":
            parts = place.name_fr.replace("(", "-").replace(")", "-").split("-")
            for name in {key(part) for part in (*parts, place.name_fr.split(" (")[0])} - {""}:
                self.by_airport[name].append(Named(n, place.name_fr, alias=True))

    def _add(self, name: str, named: Named, level: str) -> None:
        if level == "airport":
            self.by_airport[name].append(named)
            # An aerodrome is mostly named after its town; only a name of its own stands by itself.
            if name in self.by_key or " " not in name:
                return
        self.by_key[name].append(named)
        if level != "zone":
            self.by_tight[tight(name)].append(named)
            if name.isascii():
                self.by_sound[sound(name)].append(named)

    def _name_areas(self) -> None:
        """Name what a parent may be, with the communes of each, also those of older divisions."""
        self.communes_of = self._held_communes()
        former, new = self._other_divisions()
        abroad = {n for n, place in enumerate(self.places) if place.level == "country"}
        for n in dict.fromkeys([*self.communes_of, *abroad]):
            place = self.places[n]
            communes = self.communes_of.get(n, frozenset()) | former.get(n, set())
            area = Area(place.name_fr, place.level, n, frozenset(communes))
            names = {key(w) for w in (place.name_fr, place.name_en, place.bare, *place.aliases)}
            if place.level in {"region", "cercle"}:
                names |= {split_level(name)[0] for name in names}
            for name in names:
                self.areas[name].append(area)
            if place.level == "sector":
                for written in (place.name_fr, place.name_en):
                    self.sector_areas.setdefault(split_level(key(written))[0], [area])
        for name, held in new.items():
            if not any(area.level == "cercle" for area in self.areas.get(key(name), ())):
                self.areas[key(name)].append(Area(name, "cercle", -1, frozenset(held)))

    def _held_communes(self) -> dict[int, frozenset[str]]:
        """Communes of every unit, of the sectors and of the country, as they are drawn."""
        holds: dict[int, set[str]] = defaultdict(set)
        for n, place in enumerate(self.places):
            if place.level == "commune":
                holds[n].add(place.id)
                for holder in (place.cercle, place.region, place.sector, NATION):
                    if holder in self.number:
                        holds[self.number[holder]].add(place.id)
        return {n: frozenset(communes) for n, communes in holds.items()}

    def _other_divisions(self) -> tuple[dict[int, set[str]], dict[str, set[str]]]:
        """Communes of units by an older division, and those of the cercles of 2016 that are not drawn."""
        path = self.tables.folder / "shapes" / "commune_cercle_region.csv"
        former: dict[int, set[str]] = defaultdict(set)
        new: dict[str, set[str]] = defaultdict(set)
        if path.is_file():
            self.tables.note(["shapes/commune_cercle_region.csv"])
            units = {
                (p.level, key(p.bare)): n
                for n, p in enumerate(self.places)
                if p.level in {"region", "cercle"}
            }
            for row in pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records"):
                for level in ("region", "cercle"):
                    unit = units.get((level, key(row[f"{level}_2011"])))
                    if unit is not None:
                        former[unit].add(row["id"])
                if row["cercle_2016"]:
                    new[row["cercle_2016"]].add(row["id"])
        return former, new

    def communes_at(self, shapes: Iterable[BaseGeometry]) -> list[str]:
        """Return the commune in which each shape (a point of it, if it is none) lies; empty where in none."""
        return self.communes_of_points(shapely.point_on_surface(np.asarray(list(shapes), dtype=object)))

    def communes_of_points(self, points: npt.NDArray[np.object_]) -> list[str]:
        """Return the commune in which each of many points lies; empty where in none."""
        which, where = self._tree.query(points, predicate="intersects")
        found = np.full(len(points), len(self._commune_ids))
        found[which] = where
        named = np.array([*self._commune_ids, ""], dtype=object)
        communes: list[str] = named[found].tolist()
        return communes

    def are_inside(self, lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
        """Whether positions (degrees) lie in Mali, or within the coarseness of its outline."""
        return np.asarray(shapely.contains_xy(self._around, lon, lat), dtype=bool)

    def holds(self, area: Area, place: Place) -> bool:
        """Whether an area holds a place: its commune, or all that it names."""
        if place.commune:
            return place.commune in area.communes
        if area.level == "commune" and place.level == "point":
            # A place without a point is known to its cercle: any commune of it may be its own.
            cercle = self.communes_of.get(self.number.get(place.cercle, -1), frozenset())
            return bool(cercle & area.communes)
        communes = self.communes_of.get(self.number[place.id], frozenset())
        if communes:
            return communes <= area.communes
        unit = self.places[area.place].id if area.place >= 0 else ""
        return bool(unit) and unit in {place.id, place.cercle, place.region, place.sector}

    def is_beside(self, area: Area, place: Place) -> bool:
        """Whether a place lies so near an area that the coarse limits may have put it on the wrong side."""
        if np.isnan(place.lon) or not area.communes:
            return False
        if not area.shape:
            shapes = [self._commune_shapes[c] for c in area.communes if c in self._commune_shapes]
            area.shape.append(shapely.union_all(shapes))
        return bool(shapely.distance(area.shape[0], shapely.Point(place.lon, place.lat)) < LIMIT_DEG)

    def distance_km(self, place: Place, lon: float, lat: float) -> float:
        """Return how far a position (degrees) is from a place, km: 0 inside a unit, else from its point."""
        shape = self.shape_of(place)
        if shape is not None and shapely.distance(shape, shapely.Point(lon, lat)) < LIMIT_DEG:
            return 0.0
        return float(WGS84.inv(place.lon, place.lat, lon, lat)[2]) / 1000

    def shape_of(self, place: Place) -> BaseGeometry | None:
        """Return the polygon of a commune, cercle, region or sector; nothing for any other place."""
        if place.level == "commune":
            return self._commune_shapes.get(place.id)
        communes = self.communes_of.get(self.number[place.id])
        if not communes:
            return None
        if place.id not in self._unit_shapes:
            self._unit_shapes[place.id] = shapely.union_all([self._commune_shapes[c] for c in communes])
        return self._unit_shapes[place.id]


@kept_by_tables(4)
def register_of(tables: Tables) -> Register:
    """Return the register of a data folder, built when first asked for."""
    return Register(tables)
