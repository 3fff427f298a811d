"""Layers as CSV and XLSX, by their plain addresses."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import orjson
import pytest

from geodata.text import LANGS
from layers.artifact.model import Artifact
from layers.export.table import FORMS, layer_table
from layers.export.table_files import write_csv, write_workbook

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.collection import Collection
    from geodata.text import Lang

HOSTILE = Artifact(
    {  # type: ignore[typeddict-item] - what a table reads
        "lang": "en",
        "title": "A: [hostile] layer/with*signs?",
        "about": "About",
        "data_date": "2020-07",
        "caveats": [],
        "sources": [{"title": "Source", "date": "2020", "licence": "CC BY 4.0"}],
        "marks": [{"key": "m", "label": "Mark"}],
        "fields": [{"name": "km", "label": "Size", "kind": "number", "unit": "km"}],
    },
    [  # type: ignore[typeddict-item]
        {
            "id": "@x",
            "geometry": {"type": "Point", "coordinates": [-4.1, 14.5]},
            "properties": {"name": '=HYPERLINK("x")', "mark": "m", "km": -3.5},
        },
        {"id": "y", "geometry": None, "properties": {"name": " +1", "mark": "m"}},
    ],
)


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_cells_that_would_run_are_guarded_and_numbers_stay_numbers() -> None:
    head, tags, first, second = rows(write_csv(layer_table(HOSTILE), hxl=True))
    assert head == ["id", "name", "mark_label", "km", "lat", "lon"]
    head = rows(write_csv(layer_table(HOSTILE), names="label"))[0]
    assert head[:4] == ["Identifier", "Name", "Symbol on the map", "Size (km)"]
    assert tags == ["#meta+id", "#loc+name", "#status", "#indicator+num+km", "#geo+lat", "#geo+lon"]
    assert first == ["'@x", '\'=HYPERLINK("x")', "Mark", "-3.5", "14.5", "-4.1"]
    assert second == ["y", "' +1", "Mark", "", "", ""]


def test_a_workbook_holds_no_formula_and_is_the_same_twice() -> None:
    once = write_workbook([layer_table(HOSTILE)])
    assert once == write_workbook([layer_table(HOSTILE)])
    with zipfile.ZipFile(io.BytesIO(once)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<v>-3.5</v>" in sheet
    assert "=HYPERLINK" in words
    assert "CC BY 4.0" in words


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_is_a_table_of_all_its_features(
    client: FlaskClient, collection: Collection, lang: Lang
) -> None:
    for entry in collection.layers:
        answer = client.get(f"/layers/{entry['id']}.csv?lang={lang}")
        assert answer.status_code == 200
        found = rows(answer.data)
        path = collection.static / entry["files"][lang].lstrip("/")
        features = orjson.loads(path.read_bytes())["features"]
        assert len(found) == len(features) + 1
        assert {len(row) for row in found} == {len(found[0])}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_a_name_a_type_and_revalidates(client: FlaskClient, form: str) -> None:
    url = f"/layers/sites.{form}?lang=fr"
    answer = client.get(url)
    assert answer.mimetype == FORMS[form]
    assert f"sites.fr.{form}" in answer.headers["Content-Disposition"]
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_computed_layer_follows_its_arguments(client: FlaskClient) -> None:
    plain = rows(client.get("/layers/coverage.csv?lang=en").data)
    strong = rows(client.get("/layers/coverage.csv?lang=en&erp_kw=5").data)
    assert plain[0] == strong[0]
    assert plain[1] != strong[1]


@pytest.mark.parametrize(
    ("url", "status"), [("/layers/nothing.csv", 404), ("/layers/sites.xlsx?lang=de", 400)]
)
def test_what_cannot_be_given_is_a_problem(client: FlaskClient, url: str, status: int) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_a_table_as_of_a_date_holds_what_was_said_by_then(client: FlaskClient) -> None:
    now, before = (
        client.get(f"/layers/sites.csv?lang=en&date={day}").get_data(as_text=True).splitlines()
        for day in ("2020-08-31", "2018-03-31")
    )
    assert (len(now), len(before)) == (13, 1)
    refused = client.get("/layers/sites.csv?lang=en&date=2020-02-30")
    assert refused.status_code == 400
    assert "2020-02-30" in refused.get_json()["title"]
