"""Countries, regions, cercles, communes and the lines between them."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Polygon, box

from tools.shapes import names, topology
from tools.shapes.record import Feature

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

FRAME = box(-30, -6, 32, 40)
"""Land is drawn in this window (degrees), so that a wide screen at zoom 5 sees no edge."""
FAR_TOLERANCE = 0.045
"""Simplification of every country border and coast but Mali's, degrees."""
NEAR_TOLERANCE = 0.006
"""Simplification of Mali's border and of all limits inside, degrees (about 600 m)."""
ISLAND = 500 * topology.KM2
"""Smaller islands are left out, square degrees."""
DECIMALS = 4
"""Decimals of areas and lines: 0.0001 degree is 11 m."""


@dataclass(frozen=True)
class Commune:
    """A row of ``commune_cercle_region.csv``."""

    id: str
    shape_id: str
    source_name: str
    name: str
    cercle: str
    region: str

    @property
    def region_id(self) -> str:
        """Id of the region it belongs to since 2016."""
        return names.REGIONS[self.region][0]

    @property
    def cercle_id(self) -> str:
        """Id of its cercle; the cercles of Taoudénit are not mapped."""
        if self.region_id == names.INDICATIVE:
            return names.UNMAPPED_CERCLE
        return f"cercle-{names.slug(self.cercle)}"


@dataclass(frozen=True)
class Land:
    """The fitted coverage: communes in the order of the table, countries by ADM0_A3."""

    table: list[Commune]
    communes: list[BaseGeometry]
    countries: dict[str, BaseGeometry]

    def dissolved(self, by: str) -> dict[str, BaseGeometry]:
        """Cercles or regions: the communes merged by ``cercle_id`` or ``region_id``."""
        keys = [getattr(row, by) for row in self.table]
        merged = topology.dissolve(self.communes, keys)
        return {str(key): merged[key] for key in sorted(merged, key=str)}

    @property
    def outline(self) -> BaseGeometry:
        """Mali: the union of the fitted communes, which is its border in Natural Earth."""
        return topology.dissolve(self.communes, ["mali"] * len(self.communes))["mali"]


def read_table(path: Path) -> list[Commune]:
    """Read the hand-checked table of communes."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Commune(
                r["id"], r["shape_id"], r["source_name"], r["name_fr"], r["cercle_2011"], r["region_2016"]
            )
            for r in csv.DictReader(stream)
        ]


def read_communes(database: Path, table: list[Commune]) -> list[BaseGeometry]:
    """Read the commune polygons of geoBoundaries in the order of ``table``.

    The package's own columns for the upper levels are wrong near borders: only ``shape_id`` is used.
    """
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        query = "select shape_id, coordinates from location_data where shape_id like '61693064B%'"
        found = {key: shapely.make_valid(shapely.from_wkb(blob)) for key, blob in link.execute(query)}
    if set(found) != {row.shape_id for row in table}:
        raise ValueError("the communes of the package and of the table differ")
    return [found[row.shape_id] for row in table]


def read_countries(archive: Path) -> dict[str, BaseGeometry]:
    """Read the countries of Natural Earth inside :data:`FRAME`, without their small islands."""
    frame = gpd.read_file(f"zip://{archive}", columns=["ADM0_A3"], encoding="utf-8")
    frame = frame[frame.intersects(FRAME)].sort_values("ADM0_A3")
    cut = shapely.intersection(shapely.make_valid(frame.geometry.values), FRAME)
    found = {}
    for code, shape in zip(frame.ADM0_A3, cut, strict=True):
        parts = [p for p in shapely.get_parts(shape) if p.area > ISLAND]
        if parts:
            found[str(code)] = shapely.multipolygons(parts)
    return found


def fit(table: list[Commune], communes: list[BaseGeometry], countries: dict[str, BaseGeometry]) -> Land:
    """Fit the communes into Mali, with the other countries around, and simplify all of it once."""
    mali = countries["MLI"]
    others = sorted(set(countries) - {"MLI"})
    cells = topology.faces([FRAME.boundary, *(shapely.boundary(countries[c]) for c in countries)])
    points = shapely.point_on_surface(cells)
    owner = np.full(len(cells), len(others))
    for cell, k in np.transpose(
        shapely.STRtree([countries[c] for c in others]).query(points, predicate="intersects")
    ):
        owner[cell] = k
    home = shapely.intersects(mali, points)
    around = [shapely.coverage_union_all(cells[(owner == k) & ~home]) for k in range(len(others) + 1)]
    far = shapely.coverage_simplify(around, FAR_TOLERANCE, simplify_boundary=False)
    frame = shapely.coverage_union_all(cells[home])
    fitted = topology.fit(communes, frame, list(far))
    final = topology.simplify(fitted, len(table), NEAR_TOLERANCE, DECIMALS)
    land = {code: final[len(table) + k] for k, code in enumerate(others)}
    return Land(table, final[: len(table)], land)


def outline(land: Land) -> list[Feature]:
    """Outline of Mali, one feature."""
    return [Feature("country-mali", land.outline, {"name_fr": "Mali", "name_en": "Mali", "iso3": "MLI"})]


def neighbours(land: Land) -> list[Feature]:
    """Give the seven neighbours by name, and all other land merged without names or borders."""
    rows = []
    for code, (key, fr, en, lon, lat) in names.NEIGHBOURS.items():
        about = {
            "name_fr": fr,
            "name_en": en,
            "iso3": code,
            "kind": "neighbour",
            "label_lon": lon,
            "label_lat": lat,
        }
        rows.append(Feature(key, land.countries[code], about))
    rest = [shape for code, shape in land.countries.items() if code not in names.NEIGHBOURS]
    about = {"name_fr": "Autres terres", "name_en": "Other land", "kind": "context"}
    rows.append(Feature("land-other", _without_small_holes(shapely.coverage_union_all(rest)), about))
    return rows


def _without_small_holes(shape: BaseGeometry) -> BaseGeometry:
    """Fill holes under one square degree: land that Natural Earth gives to no country."""
    parts = [
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area > 1])
        for part in shapely.get_parts(shape)
    ]
    return topology.clean(shapely.multipolygons(parts))


def boundaries(land: Land) -> list[Feature]:
    """Country boundaries: Mali's own (rank 1), those of its neighbours (rank 2), the disputed one."""
    kept = set(names.NEIGHBOURS) | {"MLI"}
    rows = []
    for (a, b), line in topology.limits({**land.countries, "MLI": land.outline}).items():
        disputed = {a, b} == {"MAR", "SAH"}
        if not disputed and not {a, b} & kept:
            continue
        pair = sorted((a, b), key=lambda code: code != "MLI")
        fr, en = (" – ".join(names.COUNTRY_NAMES[code][k] for code in pair) for k in (0, 1))
        kind = "disputed" if disputed else "national" if "MLI" in pair else "international"
        about = {
            "name_fr": fr,
            "name_en": en,
            "kind": kind,
            "rank": 1 if kind == "national" else 2,
            "iso3": pair,
        }
        rows.append(Feature(f"boundary-{pair[0].lower()}-{pair[1].lower()}", line, about))
    return rows


def regions(land: Land) -> list[Feature]:
    """Give the ten regions and the district of Bamako; Taoudénit is indicative."""
    shapes = land.dissolved("region_id")
    rows = []
    for fr, (key, en) in names.REGIONS.items():
        about = {
            "name_fr": fr,
            "name_en": en,
            "kind": "district" if key == "district-bamako" else "region",
            "indicative": key == names.INDICATIVE,
            **_label(shapes[key]),
        }
        rows.append(Feature(key, shapes[key], about))
    return rows


def cercles(land: Land) -> list[Feature]:
    """Give the 49 cercles and Bamako, and one unmapped remainder that stands for those of Taoudénit."""
    known = {row.cercle_id: row for row in land.table}
    rows = []
    for key, shape in land.dissolved("cercle_id").items():
        row = known[key]
        unmapped = key == names.UNMAPPED_CERCLE
        fr = "Taoudénit (cercles non cartographiés)" if unmapped else row.cercle
        en = {"Tombouctou": "Timbuktu"}.get(row.cercle, row.cercle)
        about = {
            "name_fr": fr,
            "name_en": "Taoudénit (cercles not mapped)" if unmapped else en,
            "kind": "unmapped" if unmapped else "district" if row.cercle == "Bamako" else "cercle",
            "region": row.region_id,
            "indicative": unmapped,
            **_label(shape),
        }
        rows.append(Feature(key, shape, about))
    return rows


def communes(land: Land) -> list[Feature]:
    """Give the 701 communes with their parents; ``source_name`` where the spelling was mended."""
    rows = []
    for row, shape in zip(land.table, land.communes, strict=True):
        english = row.name.replace(", commune ", ", Commune ").replace("Tombouctou", "Timbuktu")
        about = {
            "name_fr": row.name,
            "name_en": english,
            "cercle": row.cercle_id,
            "region": row.region_id,
            "source_name": row.source_name if row.source_name != row.name else None,
        }
        rows.append(Feature(row.id, shape, about))
    return rows


def region_limits(land: Land) -> list[Feature]:
    """Lines between two regions; those of Taoudénit are indicative."""
    return [
        _limit("region-limit", pair, line, {"indicative": names.INDICATIVE in pair})
        for pair, line in topology.limits(land.dissolved("region_id")).items()
    ]


def cercle_limits(land: Land) -> list[Feature]:
    """Lines between two cercles of the same region."""
    region = {row.cercle_id: row.region_id for row in land.table}
    return [
        _limit("cercle-limit", (a, b), line, {"region": region[a]})
        for (a, b), line in topology.limits(land.dissolved("cercle_id")).items()
        if region[a] == region[b]
    ]


def _limit(kind: str, pair: tuple[str, str], line: BaseGeometry, more: dict[str, object]) -> Feature:
    ends = [key.split("-", 1)[1] for key in pair]
    return Feature(f"{kind}-{ends[0]}-{ends[1]}", line, {"between": list(pair), **more})


def _label(shape: BaseGeometry) -> dict[str, float]:
    """Longitude and latitude of the middle of the widest part, for a name."""
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(shape, tolerance=0.02))[0]
    return {"label_lon": round(float(centre[0]), 3), "label_lat": round(float(centre[1]), 3)}
