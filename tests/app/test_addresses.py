"""Addresses that are nearly right lead where they were meant; data answer pages of other origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.export.gis.short import LENGTH, SHORT
from layers.schema.layer import KEYS
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/api/collections/",
            "/api/conformance/",
            "/api/collections/sites/",
            "/api/collections/sites/items/",
        ),
        *("/layers/", "/layers/sites.csv/", "/catalogue.jsonld/", "/about/", "/stac/catalog.json/"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_resource(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?lang=en")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{path[:-1]}?lang=en"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_page_and_the_start_of_the_interface_keep_their_slash(client: FlaskClient) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/api/").status_code == 200


def test_what_was_written_for_html_or_in_a_sentence_is_read_as_meant(client: FlaskClient) -> None:
    plain = client.get("/atlas.csv?lang=en&layers=sites,sectors").data
    for query in (
        "lang=en&amp;layers=sites,sectors",
        "lang=en&layers=sites,+sectors)",
        "lang=en&layers=sectors.,sites",
    ):
        assert client.get(f"/atlas.csv?{query}").data == plain, query
    page = client.get("/?lang=en&amp;layers=sites,+sectors&amp;sel=gao)").get_data(as_text=True)
    assert "cannot be used" not in page


def test_another_language_is_said_and_the_page_is_given(client: FlaskClient) -> None:
    page = client.get("/?lang=ar", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "lang = “ar” cannot be used" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/layers", "/sheet.json?lang=en", "/layers/sites.csv", "/stac/catalog.json"]
)
def test_data_answer_other_origins(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("ending", ["parquet", "fgb", "gpkg"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_part_of_a_file_is_answered_as_a_part(client: FlaskClient, ending: str, method: str) -> None:
    address = f"/layers/sites.{ending}?lang=en"
    whole = client.get(address)
    part = getattr(client, method)(address, headers={"Range": "bytes=0-15"})
    assert part.status_code == 206
    assert part.headers["Content-Range"] == f"bytes 0-15/{len(whole.data)}"
    assert part.data == (whole.data[:16] if method == "get" else b"")


def test_rows_of_a_filtered_table_are_in_the_link(client: FlaskClient) -> None:
    rows = client.get("/layers/sites.csv?lang=en&ids=gao,kidal").get_data(as_text=True).splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["kidal", "gao"]
    assert client.get("/layers/sites.csv?lang=en&ids=nowhere").status_code == 404


def test_every_field_has_a_plain_code_and_a_short_name() -> None:
    names = {field.name for layer in read_catalog().values() for field in layer.fields} | {
        f.name for f in KEYS
    }
    assert all(name.isascii() and name == name.lower() and name.isidentifier() for name in names)
    assert {name for name in names if len(name) > LENGTH} <= set(SHORT), (
        "add it to layers/export/gis/short.py"
    )
    assert all(len(short) <= LENGTH for short in SHORT.values())
    taken = [*SHORT.values(), *(name for name in names if len(name) <= LENGTH)]
    assert len(taken) == len(set(taken))
