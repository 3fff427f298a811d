"""A new layer is one table and one module: shown by adding one in a temporary folder."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import orjson

from geodata.tables import DATA_FOLDER, Tables
from layers.build.build import build
from layers.schema.library import CATALOG_FOLDER
from tests.conftest import compressed_little

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "place,wells,source,line,locator\ngao,3,001,39,test\nkidal,1,001,37,test\n"
MODULE = """
from geodata.text import Text
from layers.schema.marks import Mark
from layers.schema.rows import place_points
from layers.schema.layer import Field, Layer


def rows(tables):
    frame = place_points(tables, tables["wells"])
    return frame.assign(id="well-" + frame["place"], mark="well")


LAYER = Layer(
    id="wells",
    title=Text("Puits", "Wells"),
    about=Text("Puits de démonstration.", "Wells for the test."),
    group="support",
    rows=rows,
    marks=(Mark("well", Text("Puits", "Well"), "dot", "#4A5B6C"),),
    fields=(Field("wells", Text("Nombre", "Number"), "number"),),
)
"""


def test_one_table_and_one_module_make_a_layer(tmp_path: Path) -> None:
    data = shutil.copytree(DATA_FOLDER, tmp_path / "data")
    catalog = shutil.copytree(CATALOG_FOLDER, tmp_path / "catalog")
    for module in catalog.glob("[!_m]*.py"):
        module.unlink()  # keep the test quick: the mission's layers and the new one
    (data / "wells.csv").write_text(TABLE, "utf-8")
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    columns = [{"name": n, "type": "string"} for n in TABLE.split("\n", 1)[0].split(",")]
    columns[1]["type"] = "integer"
    package["resources"].append({"name": "wells", "path": "wells.csv", "schema": {"fields": columns}})
    (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    (catalog / "support_wells.py").write_text(MODULE, "utf-8")

    with compressed_little():
        index = build(tmp_path / "build", Tables(data), catalog)

    entry = next(e for e in index["layers"] if e["id"] == "wells")
    assert entry["count"] == 2
    assert entry["title"] == {"fr": "Puits", "en": "Wells"}
    file = tmp_path / "build" / "static" / entry["files"]["en"].lstrip("/")
    features = orjson.loads(file.read_bytes())["features"]
    assert [f["properties"]["wells"] for f in features] == [3, 1]
    assert file.with_name(file.name + ".br").is_file()
    assert file.with_name(file.name + ".gz").is_file()
