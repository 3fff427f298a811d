"""One GeoPackage of every layer: it reads back whole, styled, documented and the same each time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import orjson
import pyogrio
import pytest

from geodata.text import LANGS
from layers.export.gis.frame import GisLayer, read_layer
from layers.export.gis.qgis import gpkg
from layers.export.gis.qgis.gpkg import _write_table as write_table
from layers.export.gis.qgis.gpkg import write_gpkg
from layers.export.gis.split import GisTable, split

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang

QUERY = "/layers.gpkg?lang=fr"


def layers_of(collection: Collection, lang: Lang, *ids: str) -> list[GisLayer]:
    return [read_layer(collection, each, lang) for each in ids]


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_reads_back_whole(
    every_layer: Callable[[Lang], list[GisLayer]], whole_file: Callable[[str, Lang], Path], lang: Lang
) -> None:
    layers, path = every_layer(lang), whole_file("gpkg", lang)
    tables = [table for layer in layers for table in split(layer)]
    assert {name for name, _ in pyogrio.list_layers(path)} >= {table.name for table in tables}
    for table in tables:
        read = pyogrio.read_dataframe(path, layer=table.name)
        assert list(read["id"]) == list(table.frame["id"]), table.name
        assert list(read["name"]) == list(table.frame["name"]), table.name
        if table.kind != "rows":
            assert read.crs.to_epsg() == 4326
            assert (read.geom_type == table.geometry).all(), table.name
    with closing(sqlite3.connect(path)) as base:
        styled = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1"))
        said = dict(base.execute("SELECT table_name, identifier FROM gpkg_contents"))
        wrong = base.execute("PRAGMA foreign_key_check").fetchall()
    assert set(styled) == {table.name for table in tables}
    assert all(said[table.name] == table.title for table in tables)
    assert wrong == []


def test_dates_numbers_and_columns_keep_their_kind_and_words(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "facts.gpkg"
    write_gpkg(layers_of(collection, "fr", "facts", "places"), path, QUERY)
    assert [p.name for p in tmp_path.iterdir()] == ["facts.gpkg"], "no draft is left"
    info = pyogrio.read_info(path, layer="facts")
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert (kinds["period_start"], kinds["value"], kinds["note"]) == ("OFTDate", "OFTReal", "OFTString")
    with closing(sqlite3.connect(path)) as base:
        ask = "SELECT title FROM gpkg_data_columns WHERE table_name = 'facts' AND column_name = 'value'"
        assert base.execute(ask).fetchone() == ("Valeur",)
        related, named = base.execute(
            "SELECT (SELECT count(*) FROM facts_places), "
            "(SELECT count(*) FROM facts WHERE place_id IS NOT NULL)"
        ).fetchone()
        record = base.execute(
            "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id "
            "WHERE table_name = 'facts' AND mime_type = 'application/json'"
        ).fetchone()
    assert related == named > 1000
    said = orjson.loads(record[0])
    assert said["query"] == QUERY
    assert "CC BY 4.0" in said["licences"]


def test_the_same_layers_give_the_same_bytes(collection: Collection, tmp_path: Path) -> None:
    layers = layers_of(collection, "en", "sites", "courts", "places", "facts")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_gpkg(layers, tmp_path / name / "atlas.gpkg", QUERY)
    assert (tmp_path / "a" / "atlas.gpkg").read_bytes() == (tmp_path / "b" / "atlas.gpkg").read_bytes()


def test_tables_that_are_kept_give_the_same_bytes_and_records_of_their_own(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files of the same layers that were asked for by two addresses; other layers are written anew."""
    layers = layers_of(collection, "en", "sites", "courts")
    written: list[str] = []

    def note(table: GisTable, path: Path) -> None:
        written.append(table.name)
        write_table(table, path)

    monkeypatch.setattr(gpkg, "_write_table", note)
    orders = {"a": (layers, "one"), "b": (layers, "two"), "c": (layers[:1], "one")}
    for name, (chosen, query) in orders.items():
        write_gpkg(chosen, tmp_path / f"{name}.gpkg", query)
    alone = len(written)
    with gpkg.tables_kept():
        for name, (chosen, query) in orders.items():
            write_gpkg(chosen, tmp_path / f"{name}-kept.gpkg", query)
    assert len(written) - alone == sum(len(split(each)) for each in (*layers, layers[0]))
    for name in orders:
        assert (tmp_path / f"{name}.gpkg").read_bytes() == (tmp_path / f"{name}-kept.gpkg").read_bytes()
