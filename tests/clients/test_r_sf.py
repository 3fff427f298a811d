"""Debian's R with sf reads each format as we say: rows, types, letters, outlines (`make test-clients`)."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection

pytestmark = pytest.mark.clients

#: Reads a source, and says of it what the tests compare, a line each.
READ = """
suppressMessages(library(sf))
source <- commandArgs(TRUE)[1]
d <- if (length(commandArgs(TRUE)) > 1) st_read(source, layer = commandArgs(TRUE)[2], quiet = TRUE) else
  suppressWarnings(st_read(source, quiet = TRUE))
located <- d[!st_is_empty(d), ]
names <- d[[if ("Name" %in% names(d)) "Name" else "name"]]
cat(nrow(d), nrow(located), st_crs(d)$epsg, all(st_is_valid(located)), sep = "\\t")
cat("\\n", paste(names, collapse = "\\t"), "\\n", sep = "")
types <- sapply(st_drop_geometry(d), function(column) class(column)[1])
cat(paste(names(types), types, sep = "=", collapse = "\\t"))
"""
LAYERS = "suppressMessages(library(sf)); cat(st_layers(commandArgs(TRUE)[1])$name, sep = '\\n')"
JOINED = """
suppressMessages(library(sf))
at <- commandArgs(TRUE)[1]
sites <- st_read(paste0(at, "/layers/sites.geojson?lang=fr"), quiet = TRUE)
regions <- st_read(paste0(at, "/layers/regions.geojson?lang=fr"), quiet = TRUE)
joined <- st_join(sites, regions["name"])
cat(paste(joined$name.x, joined$name.y, sep = "="), sep = "\\n")
"""
TABLE = """
plain <- read.csv(commandArgs(TRUE)[1], fileEncoding = "UTF-8-BOM")
french <- read.csv2(commandArgs(TRUE)[2], skip = 1)
stopifnot(nrow(plain) == nrow(french), is.numeric(french$lat), isTRUE(all.equal(plain$lat, french$lat)))
suppressMessages(library(sf))
located <- st_as_sf(plain[plain$wkt != "", ], wkt = "wkt", crs = 4326)
cat(nrow(plain), nrow(located))
"""


@dataclass(frozen=True)
class Read:
    """What sf made of a source."""

    rows: int
    located: int
    crs: str
    is_valid: bool
    names: list[str]
    types: dict[str, str]


def run_r(code: str, *arguments: object) -> str:
    done = subprocess.run(
        ["Rscript", "-e", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def read(source: object, *layer: str) -> Read:
    counts, names, types = run_r(READ, source, *layer).splitlines()
    rows, located, crs, is_valid = counts.split("\t")
    kinds = dict(each.split("=") for each in types.split("\t"))
    return Read(int(rows), int(located), crs, is_valid == "TRUE", names.split("\t"), kinds)


def saved(server: str, folder: Path, address: str) -> Path:
    path = folder / address.partition("?")[0].rpartition("/")[2]
    subprocess.run(["curl", "-sfo", path, server + address], check=True)
    return path


def test_every_feature_is_read_with_its_name_type_and_outline(
    server: str, collection: Collection, tmp_path: Path
) -> None:
    for layer, numeric in (("sites", "lat"), ("regions", "area_km2")):
        names = sorted(f["properties"]["name"] for f in collection.artifact(layer, "fr").features)
        for source in (
            f"{server}/layers/{layer}.geojson?lang=fr",
            f"OAPIF:{server}/api/collections/{layer}?lang=fr",
            saved(server, tmp_path, f"/layers/{layer}.gpkg?lang=fr"),
            saved(server, tmp_path, f"/layers/{layer}.fgb?lang=fr"),
            f"/vsizip/{saved(server, tmp_path, f'/layers/{layer}.shp.zip?lang=fr')}",
        ):
            found = read(source)
            assert sorted(found.names) == names, source
            assert found.rows == found.located == len(names)
            assert found.crs == "4326"
            assert found.is_valid
            assert found.types["name"] == "character"
            assert found.types[numeric] in {"numeric", "integer"}


def test_rows_without_a_place_stay_and_dates_are_dates(server: str, collection: Collection) -> None:
    for where in ("{}/layers/places.geojson?lang=en", "OAPIF:{}/api/collections/places?lang=en"):
        found = read(where.format(server))
        assert found.rows == collection.layer("places")["count"]
        assert 0 < found.located < found.rows
    for where in ("{}/layers/courts.geojson?lang=en", "OAPIF:{}/api/collections/courts?lang=en"):
        found = read(where.format(server))
        assert found.types["since"] == found.types["until"] == "Date"
        assert found.types["count"] == "integer"


def test_the_first_folder_of_a_kml_holds_features(
    server: str, collection: Collection, tmp_path: Path
) -> None:
    path = saved(server, tmp_path, "/layers/courts.kml?lang=fr")
    assert read(path).rows > 0
    classes = run_r(LAYERS, path).splitlines()
    found = [read(path, name).rows for name in dict.fromkeys(classes)]
    located = [f for f in collection.artifact("courts", "fr").features if f["geometry"]]
    assert sum(found) == len(located)


def test_places_are_joined_to_outlines(server: str) -> None:
    joined = dict(line.split("=") for line in run_r(JOINED, server).splitlines())
    assert joined["Mopti-Sévaré"] == "Mopti"
    assert joined["Ménaka"] == "Ménaka"
    assert joined["Tessalit"] == "Kidal"


def test_a_table_is_read_plain_and_as_a_french_spreadsheet_has_it(server: str, tmp_path: Path) -> None:
    plain = saved(server, tmp_path, "/layers/courts.csv?lang=fr")
    (other := tmp_path / "french").mkdir()
    french = saved(server, other, "/layers/courts.csv?lang=fr&dialect=excel")
    rows, located = map(int, run_r(TABLE, plain, french).split())
    assert 0 < located < rows
