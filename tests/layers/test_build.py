from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import orjson
import pytest

from geodata.errors import InputError
from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.files import write_atomically, write_compressed
from layers.artifact.make import make_artifact
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection


def test_every_file_of_the_index_is_there_whole_and_compressed(collection: Collection) -> None:
    for entry in collection.index["layers"]:
        for lang in LANGS:
            path = collection.static / entry["files"][lang].lstrip("/")
            content = path.read_bytes()
            assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == content
            assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == content
            assert orjson.loads(content)["atlas"]["lang"] == lang


def test_the_folder_holds_nothing_the_index_does_not_name(collection: Collection) -> None:
    named = {e["files"][lang].rsplit("/", 1)[1] for e in collection.index["layers"] for lang in LANGS}
    held = {p.name.removesuffix(".br").removesuffix(".gz") for p in (collection.static / "layers").iterdir()}
    assert held == named


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "layer.geojson"
    write_compressed(target, b"old")

    def full_disk(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"


def test_rows_with_a_repeated_id_or_an_unknown_mark_are_refused() -> None:
    layer, tables = read_catalog()["sites"], Tables()
    rows = layer.rows(tables)
    with pytest.raises(InputError, match="repeated or empty identifiers"):
        make_artifact(layer, tables, "fr", rows.assign(id="gao"))
    with pytest.raises(InputError, match="undeclared marks"):
        make_artifact(layer, tables, "fr", rows.assign(mark="nowhere"))


def test_the_twelve_named_sites_stand_in_their_sectors(collection: Collection) -> None:
    entry = collection.layer("sites")
    content = orjson.loads((collection.static / entry["files"]["en"].lstrip("/")).read_bytes())
    by_sector: dict[str, list[str]] = {}
    for feature in content["features"]:
        by_sector.setdefault(feature["properties"]["sector"], []).append(feature["id"])
    assert {k: sorted(v) for k, v in by_sector.items()} == {
        "Sector North": ["aguelhok", "kidal", "tessalit"],
        "Sector South": ["bamako"],
        "Sector East": ["ansongo", "gao", "menaka"],
        "Sector West": ["ber", "goundam", "tombouctou"],
        "Sector Centre": ["douentza", "mopti-sevare"],
    }
    assert any("13" in caveat and "12" in caveat for caveat in entry["caveats"]["en"])
