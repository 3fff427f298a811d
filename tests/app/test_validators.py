"""What is served is what its description says: by Frictionless, CSV on the Web, STAC, and openpyxl."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import urllib.request
from typing import TYPE_CHECKING

import frictionless
import openpyxl
import pytest
from pystac.validation import validate_dict

from geodata.text import LANGS
from layers.export.table import layer_table
from layers.export.table_files import headings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection
    from geodata.text import Lang


@pytest.mark.parametrize("lang", LANGS)
def test_every_csv_keeps_to_its_frictionless_schema(
    client: FlaskClient, collection: Collection, lang: Lang, tmp_path: Path
) -> None:
    for entry in [*collection.layers, *collection.records]:
        described = client.get(f"/layers/{entry['id']}.resource.json?lang={lang}").get_json()
        assert described["path"].endswith(f"/layers/{entry['id']}.csv?lang={lang}")
        path = tmp_path / f"{entry['id']}.csv"
        path.write_bytes(client.get(f"/layers/{entry['id']}.csv?lang={lang}").data)
        local = {key: value for key, value in described.items() if key not in {"scheme", "path"}}
        resource = frictionless.Resource.from_descriptor(local | {"path": path.name}, basepath=str(tmp_path))
        report = resource.validate()
        assert report.valid, (entry["id"], report.flatten(["rowNumber", "fieldName", "note"])[:3])


def test_a_client_of_frictionless_reads_it_from_the_server(server: str) -> None:
    for ending in ("resource.json", "csv"):  # the client waits ten seconds, a first answer may take longer
        urllib.request.urlopen(f"{server}/layers/courts.{ending}?lang=en", timeout=60).read()
    report = frictionless.validate(f"{server}/layers/courts.resource.json?lang=en", type="resource")
    assert report.valid, report.flatten(["note"])[:3]


@pytest.mark.parametrize("query", ["", "&names=label", "&dialect=excel"])
@pytest.mark.parametrize("layer", ["courts", "regions", "facts", "results-figures"])
def test_a_csv_keeps_to_its_csv_on_the_web(
    client: FlaskClient, layer: str, query: str, tmp_path: Path
) -> None:
    described = client.get(f"/layers/{layer}.csv-metadata.json?lang=fr{query}").get_json()
    (tmp_path / described["url"]).write_bytes(client.get(f"/layers/{layer}.csv?lang=fr{query}").data)
    metadata = tmp_path / f"{described['url']}-metadata.json"
    metadata.write_text(json.dumps(described), "utf-8")
    if "excel" in query:  # a line that is no part of the table: the package knows no skipped rows
        content = (tmp_path / described["url"]).read_text("utf-8-sig").split("\n", 1)[1]
        (tmp_path / described["url"]).write_text(content, "utf-8")
        del described["dialect"]["skipRows"]
        metadata.write_text(json.dumps(described), "utf-8")
    csvw = pytest.importorskip("csvw", reason="its requirements contradict those of frictionless: not locked")
    read = csvw.CSVW(str(metadata), validate=True)
    assert read.is_valid, [str(warning.message) for warning in read.warnings][:3]


def test_no_heading_stands_twice(collection: Collection) -> None:
    for entry in [*collection.layers, *collection.records]:
        for lang in LANGS:
            columns = layer_table(collection.artifact(entry["id"], lang)).columns
            for names in ("code", "label"):
                heads = headings(columns, names)
                assert len(set(heads)) == len(heads), entry["id"]


def test_the_heads_are_the_same_in_both_languages(client: FlaskClient) -> None:
    heads = [client.get(f"/layers/regions.csv?lang={lang}").data.splitlines()[0] for lang in LANGS]
    assert heads[0] == heads[1]
    assert heads[0].startswith(b"\xef\xbb\xbfid,name,mark_label,place_id,adm1_pcode,parent,area_km2")
    words = client.get("/layers/regions.csv?lang=fr&names=label").get_data(as_text=True).splitlines()[0]
    assert "Superficie (km²)" in words


def test_excel_in_french_has_its_own_csv(client: FlaskClient) -> None:
    text = client.get("/layers/transmitters.csv?lang=fr&dialect=excel").data.decode("utf-8-sig")
    first, rest = text.split("\r\n", 1)
    assert first == "sep=;"
    plain = client.get("/layers/transmitters.csv?lang=fr").data.decode("utf-8-sig")
    expected = list(csv.DictReader(io.StringIO(plain)))
    found = list(csv.DictReader(io.StringIO(rest), delimiter=";"))
    for left, right in zip(found, expected, strict=True):
        assert left["frequency_mhz"].replace(",", ".") == right["frequency_mhz"]
        assert left["lat"].replace(",", ".") == right["lat"]
        assert "." not in left["lat"]
    assert client.get("/layers/sites.csv?dialect=lotus").status_code == 400


def test_a_workbook_has_dates_and_numbers(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/layers/facts.xlsx?lang=fr").data))
    sheet = book.worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    kinds = {"period_start": dt.datetime, "since": dt.datetime, "value": (int, float), "line": int}
    for name, kind in kinds.items():
        cells = [row[heads.index(name)] for row in rows]
        assert any(cells)
        assert all(cell is None or isinstance(cell, kind) for cell in cells), name
    fields = list(book["Champs"].iter_rows(values_only=True))
    assert [row[1] for row in fields[1:]] == list(heads)


def test_the_catalogue_of_stac_is_valid(client: FlaskClient, collection: Collection) -> None:
    for lang in LANGS:
        root = client.get(f"/stac/catalog.json?lang={lang}").get_json()
        assert validate_dict(root)
        children = [link["href"] for link in root["links"] if link["rel"] == "child"]
        assert len(children) == len(collection.layers) + len(collection.records)
        for href in children:
            described = client.get(href.removeprefix("http://localhost")).get_json()
            assert validate_dict(described), href
            assert described["assets"]["parquet"]["href"].endswith(f".parquet?lang={lang}")
    assert client.get("/stac/nothing.json").status_code == 404
