"""Points: towns of GeoNames, airports, and (optional) places and built-up areas of FlightGear."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from pyogrio import set_gdal_config_options
from shapely import STRtree
from shapely.geometry import Point

from tools.shapes import hydro, names
from tools.shapes.record import Feature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.shapes.admin import Land

SAME_KM = 12.0
"""An OpenStreetMap place of the same name this near to a town is that town, kilometres."""


class Parents:
    """Finds the commune, cercle and region of a point in the published areas."""

    def __init__(self, land: Land) -> None:
        self._land = land
        self._tree = STRtree(land.communes)
        self._outline = land.outline

    def of(self, point: Point) -> dict[str, str]:
        """Ids of the areas that hold ``point``; the nearest ones just outside the outline."""
        row = self._land.table[int(self._tree.nearest(point))]
        return {"commune": row.id, "cercle": row.cercle_id, "region": row.region_id}

    def inside(self, point: Point) -> bool:
        """Whether the point is in Mali, with 2 km of tolerance for the simplified border."""
        return bool(self._outline.distance(point) < 0.02)


def towns(path: Path, land: Land) -> list[Feature]:
    """Places of GeoNames; population as the source has it (often that of the whole commune)."""
    parents = Parents(land)
    rows = []
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        number = place["geonameid"]
        if place["countrycode"] != "ML" or number in names.TOWNS_DROPPED:
            continue
        fr, en = names.TOWN_NAMES.get(number, (place["name"], place["name"]))
        point = Point(round(place["longitude"], 5), round(place["latitude"], 5))
        where = parents.of(point)
        about = {
            "name_fr": fr.replace("'", "’"),
            "name_en": en.replace("'", "’"),
            "rank": _rank(fr, where["cercle"]),
            "kind": "town",
            "population": place["population"] or None,
            **where,
            "geonames": number,
        }
        rows.append(Feature(f"town-{names.slug(fr)}", point, about))
    return rows


def _rank(name: str, cercle: str) -> int:
    """1 seat of a region, 2 seat of a cercle, 3 other."""
    if name in names.REGION_SEATS:
        return 1
    seat = names.CERCLE_SEATS.get(name, name)
    return 2 if f"cercle-{names.slug(seat)}" == cercle else 3


def airports(path: Path, land: Land) -> list[Feature]:
    """Aerodromes of OurAirports by identifier; ``approximate`` where the position is poor."""
    parents = Parents(land)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        lines = [line for line in csv.DictReader(stream) if line["iso_country"] == "ML"]
    rows = []
    for line in lines:
        key = line["ident"]
        short = line["name"].removesuffix(" Airport").removesuffix(" Heliport")
        fr = names.AIRPORT_NAMES.get(key, short)
        point = Point(round(float(line["longitude_deg"]), 5), round(float(line["latitude_deg"]), 5))
        about = {
            "name_fr": fr,
            "name_en": names.AIRPORT_NAMES_EN.get(key, fr),
            "kind": line["type"],
            "rank": {"large_airport": 1, "medium_airport": 2}.get(line["type"], 3),
            "icao": key if key.isalpha() else None,
            "iata": line["iata_code"] or None,
            "elevation_ft": int(line["elevation_ft"]) if line["elevation_ft"] else None,
            "approximate": key in names.AIRPORT_DOUBTFUL,
            **parents.of(point),
        }
        rows.append(Feature(f"airport-{key.lower()}", point, about))
    return rows


def villages(path: Path, land: Land, known: list[Feature]) -> list[Feature]:
    """Places of OpenStreetMap that are not already a town of GeoNames; no population."""
    parents = Parents(land)
    seated = {t.properties["cercle"] for t in known if t.properties["rank"] < 3}
    rows: list[Feature] = []
    seen: list[tuple[str, Point]] = [(names.letters(str(t.properties["name_fr"])), t.geometry) for t in known]
    for kind, raw, point in sorted(_osm(path), key=lambda p: (p[0], p[1], p[2].x, p[2].y)):
        if not parents.inside(point) or raw.startswith(("unknown", "sans-nom")):
            continue
        name = names.VILLAGE_NAMES.get(raw, raw).replace("'", "’")
        key = names.letters(raw)
        same = {key, names.letters(name), names.SAME_PLACE.get(key, key)}
        if any(other in same and _km(point, where) < SAME_KM for other, where in seen):
            continue
        seen += [(text, point) for text in sorted(same)]
        where = parents.of(point)
        rank = 3 if where["cercle"] in seated else _rank(name, where["cercle"])
        about = {"name_fr": name, "name_en": name, "kind": kind, "rank": rank, **where}
        rows.append(Feature(f"village-{names.slug(name)}", point, about))
    return _distinct(rows)


def _osm(path: Path) -> Iterator[tuple[str, str, Point]]:
    """Cities, towns and villages of the file near Mali: kind, name, point."""
    kinds = {"12": "city", "13": "town", "14": "village"}
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as stream:
        for line in stream:
            fields = line.rstrip("\n").split(None, 3)
            if len(fields) == 4 and fields[0] in kinds:
                lat, lon = float(fields[1]), float(fields[2])
                if 10 < lat < 25.1 and -12.4 < lon < 4.4:
                    yield kinds[fields[0]], fields[3].strip(), Point(round(lon, 5), round(lat, 5))


def _distinct(rows: list[Feature]) -> list[Feature]:
    """Add the commune, then a number, to the ids of places with the same name."""
    counts = Counter(row.id for row in rows)
    used: dict[str, int] = {}
    found = []
    for row in rows:
        key = row.id
        if counts[key] > 1:
            key = f"{key}-{str(row.properties['commune']).removeprefix('commune-')}"
        used[key] = used.get(key, 0) + 1
        if used[key] > 1:
            key = f"{key}-{used[key]}"
        found.append(Feature(key, row.geometry, row.properties))
    return found


def _km(a: Point, b: Point) -> float:
    """Distance in kilometres, good to a few per cent at the latitude of Mali."""
    return float(((a.x - b.x) ** 2 * 0.93 + (a.y - b.y) ** 2) ** 0.5 * 111.2)


def urban(path: Path, land: Land, known: list[Feature]) -> list[Feature]:
    """Built-up areas of Natural Earth in Mali, named after the town they hold."""
    set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})  # the package ships the .shp alone
    try:
        frame = gpd.read_file(path)
    finally:
        set_gdal_config_options({"SHAPE_RESTORE_SHX": None})
    by_name = {str(t.properties["name_fr"]): t for t in known}
    rows = []
    for town in names.URBAN_TOWNS:
        place = by_name[town]
        near = frame.geometry[frame.distance(place.geometry) < 0.03]
        area = hydro.solid(list(near), 0.002)
        about = {k: place.properties[k] for k in ("name_fr", "name_en", "cercle", "region")}
        rows.append(Feature(f"urban-{names.slug(town)}", area, {**about, "town": place.id}))
    if len(rows) != int(shapely.intersects(land.outline, frame.geometry.values).sum()):
        raise ValueError("the built-up areas in Mali are not the six we know")
    return rows
