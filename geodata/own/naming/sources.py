"""Every place of the project as one list: documents, divisions, GeoNames, OpenStreetMap, aerodromes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import shapely

from geodata.errors import NotFoundError
from geodata.places.nation import NATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from geodata.tables import Tables

#: Level of each kind of the table ``places``; kinds that are not here are points.
_LEVELS: Final = {
    "country": "country",
    "zone": "zone",
    "sector": "sector",
    "region": "region",
    "cercle": "cercle",
    "outside": "outside",
}
#: Which of two points of one name and spot stands for both: the lower.
_DOCUMENT, _TOWN, _VILLAGE, _AIRPORT = 0, 1, 2, 3
_NAMED: Final = re.compile(
    r"^(?:région|cercle|district) (?:de la |de l’|de |d’|du )|\s(?:region|cercle|district)$", re.IGNORECASE
)
_BAMAKO: Final = re.compile(r"Bamako, commune ([IV]+)")
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the register.

    Attributes
    ----------
    id, level, name_fr, name_en
        ``level`` is ``point``, ``airport``, ``commune``, ``cercle``, ``region``, ``sector``, ``zone``,
        ``country`` or ``outside`` (a town abroad).
    bare
        The name without the word for its level, as parents are written.
    aliases
        Other spellings, whatever the script.
    lon, lat
        Degrees, WGS 84: the place, or a point inside the area; NaN where it has neither.
    commune, cercle, region, sector
        Identifiers of what holds it, by polygon; a unit holds itself. Empty where there is none.
    rank
        Which of two points of one name and spot stands for both: the lower.
    pcode
        OCHA's code, empty where there is none.
    """

    id: str
    level: str
    name_fr: str
    name_en: str
    bare: str
    aliases: tuple[str, ...]
    lon: float
    lat: float
    commune: str = ""
    cercle: str = ""
    region: str = ""
    sector: str = ""
    rank: int = 0
    pcode: str = ""


def gather(tables: Tables) -> list[Place]:
    """Return every place; each identifier occurs once."""
    found = {place.id: place for place in _units(tables)}
    found |= {place.id: place for place in _documents(tables, found)}
    for name, level, rank in (
        ("towns", "point", _TOWN),
        ("villages", "point", _VILLAGE),
        ("airports", "airport", _AIRPORT),
    ):
        for place in _points(tables, name, level, rank):
            found.setdefault(place.id, place)
    spellings = _spellings(tables)
    fields = {_spot(p): (p.name_fr.split(" (")[0],) for p in found.values() if p.level == "airport"}
    at_towns = {_spot(place): spellings[place.id] for place in found.values() if place.id in spellings}
    codes = _pcodes(tables)
    sectors = dict(zip(tables["sector_regions"]["region"], tables["sector_regions"]["sector"], strict=True))
    return [
        replace(
            place,
            aliases=(*place.aliases, *_of_the_spot(place, at_towns), *_of_the_spot(place, fields)),
            pcode=codes.get(place.id, place.pcode),
            sector=place.id if place.level == "sector" else sectors.get(place.region, ""),
        )
        for place in found.values()
    ]


def _of_the_spot(place: Place, names: Mapping[tuple[float, float], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that another source gives to a town's point: "Bamako-Sénou", of its aerodrome."""
    return names.get(_spot(place), ()) if place.level == "point" else ()


def _spot(place: Place) -> tuple[float, float]:
    return round(place.lon, 2), round(place.lat, 2)


def _shapes(tables: Tables, name: str) -> gpd.GeoDataFrame | None:
    try:
        return tables.shapes(name)
    except NotFoundError:
        return None


def _rows(shapes: gpd.GeoDataFrame | None) -> Iterator[dict[str, Any]]:
    """Rows of a file of shapes, with a point of each, as dictionaries without missing values."""
    if shapes is None:
        return
    points = shapes.geometry.representative_point()
    plain = pd.DataFrame(shapes.drop(columns="geometry"))
    plain = plain.astype(object).where(plain.notna(), "").assign(lon=points.x, lat=points.y)
    yield from plain.to_dict("records")


def _units(tables: Tables) -> Iterator[Place]:
    for level in ("region", "cercle", "commune"):
        for row in _rows(_shapes(tables, f"{level}s")):
            # What no source maps is drawn as a remainder: it has no name of its own.
            if row.get("kind") == "unmapped":
                continue
            holders = {unit: str(row.get(unit, "")) for unit in ("cercle", "region")} | {level: row["id"]}
            names = _bamako(row["name_fr"]) or ((row["source_name"],) if row.get("source_name") else ())
            yield Place(
                row["id"],
                level,
                row["name_fr"],
                row["name_en"],
                row["name_fr"],
                tuple(names),
                row["lon"],
                row["lat"],
                pcode=str(row.get("pcode", "")),
                **holders,
            )


def _bamako(name: str) -> tuple[str, ...]:
    """Other ways to write an urban commune of the capital: by its figure alone, in either figures."""
    match = _BAMAKO.fullmatch(name)
    if not match:
        return ()
    figures = (match[1], _ROMAN[match[1]])
    return tuple(
        form.format(n)
        for n in figures
        for form in (
            "Commune {}",
            "Commune {} Bamako",
            "Commune {} de Bamako",
            "Bamako {}",
            "Commune {} du District de Bamako",
        )
    )


def _documents(tables: Tables, units: dict[str, Place]) -> Iterator[Place]:
    """Places of the documents: a point has the parents of its polygon, anything else those it states."""
    places = tables["places"]
    parents = dict(zip(places["id"], places["parent"], strict=True))
    located = places.dropna(subset=["lon", "lat"])
    inside = _communes_at(tables, located["lon"], located["lat"])
    communes = dict(zip(located["id"], inside, strict=True))
    for row in places.to_dict("records"):
        place_id, level = row["id"], _LEVELS.get(row["kind"], "point")
        unit = units.get(place_id)
        names = tuple(alias for alias in row["aliases"].split("|") if alias)
        common = {"name_fr": row["name_fr"], "name_en": row["name_en"]}
        pcode = str(row.get("pcode", ""))
        if unit is not None:
            yield replace(unit, **common, aliases=(*unit.aliases, *names), pcode=pcode or unit.pcode)
            continue
        holder = units.get(communes.get(place_id, ""))
        cercle, region = (holder.cercle, holder.region) if holder else _stated(place_id, parents, units)
        yield Place(
            place_id,
            level,
            **common,
            bare=row["name_fr"],
            aliases=names,
            lon=row["lon"],
            lat=row["lat"],
            commune=holder.id if holder else "",
            cercle=cercle,
            region=region,
            rank=_DOCUMENT,
            pcode=pcode,
        )


def _stated(place_id: str, parents: dict[str, str], units: dict[str, Place]) -> tuple[str, str]:
    """Return the cercle and the region that a place without a point states as its parents."""
    chain = [p for p in (place_id, *_above(place_id, parents)) if p in units]
    cercle = next((p for p in chain if units[p].level == "cercle"), "")
    region = next((p for p in chain if units[p].level == "region"), "")
    return cercle, region or (units[cercle].region if cercle else "")


def _above(place_id: str, parents: dict[str, str]) -> Iterator[str]:
    seen = {place_id, NATION, ""}
    while (place_id := parents.get(place_id, "")) not in seen:
        seen.add(place_id)
        yield place_id


def _points(tables: Tables, name: str, level: str, rank: int) -> Iterator[Place]:
    for row in _rows(_shapes(tables, name)):
        yield Place(
            row["id"],
            level,
            row["name_fr"],
            row["name_en"],
            row["name_fr"],
            (),
            row["lon"],
            row["lat"],
            row.get("commune", ""),
            row.get("cercle", ""),
            row.get("region", ""),
            rank=rank,
        )


def _communes_at(tables: Tables, lon: pd.Series[float], lat: pd.Series[float]) -> list[str]:
    communes = _shapes(tables, "communes")
    if communes is None:
        return [""] * len(lon)
    tree, ids = shapely.STRtree(communes.geometry.array), communes["id"].tolist()
    which, where = tree.query(shapely.points(lon, lat), predicate="within")
    found = dict(zip(which.tolist(), where.tolist(), strict=True))
    return [ids[found[n]] if n in found else "" for n in range(len(lon))]


def _pcodes(tables: Tables) -> dict[str, str]:
    """Return OCHA's codes by unit; a folder without that table may have a column ``pcode`` instead."""
    if "pcodes" not in tables.names():
        return {}
    rows = tables["pcodes"]
    return {unit: code for unit, code in zip(rows["unit"], rows["pcode"], strict=True) if unit}


def _spellings(tables: Tables) -> dict[str, tuple[str, ...]]:
    path = tables.folder / "shapes" / "town_spellings.csv"
    if not path.is_file():
        return {}
    tables.note(["shapes/town_spellings.csv"])
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    return {town: tuple(rows["spelling"]) for town, rows in rows.groupby("id")}
