"""The data of places by address, and the panel's P-code."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from plotly.io.json import to_json_plotly

from app.panels.dossier import dossier_panel
from geodata.text import LANGS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.collection import Collection


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_place_s_data_come_with_their_headers(client: FlaskClient, form: str, lang: str) -> None:
    answer = client.get(f"/places/gao.{form}?lang={lang}", headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == lang
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/places/gao.{form}?lang={lang}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    if form == "json":
        assert answer.json["id"] == "gao"
    else:
        rows = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
        assert len(rows) == len(client.get(f"/places/gao.json?lang={lang}").json["facts"]) + 1


def test_every_place_of_the_index_answers(client: FlaskClient, collection: Collection) -> None:
    listed = client.get("/places").json["places"]
    assert [place["id"] for place in listed] == [place["id"] for place in collection.index["places"]]
    for place in listed:
        for url in (place["urls"]["json"]["fr"], place["urls"]["csv"]["en"]):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/places/atlantis.json?lang=en", 404, "No place"),
        ("/places/atlantis.csv?lang=fr", 404, "Aucun lieu"),
        ("/places/gao.json?lang=de", 400, "lang"),
    ],
)
def test_a_bad_address_is_a_problem_in_words(client: FlaskClient, url: str, status: int, said: str) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert said in answer.json["title"]


@pytest.mark.parametrize(
    ("place", "code"),
    [("gao", ""), ("region-gao", "ML07"), ("cercle-mopti", "ML0506"), ("region-taoudenit", "")],
)
def test_a_p_code_shows_where_the_data_have_one(collection: Collection, place: str, code: str) -> None:
    dossier = collection.dossier(place, "en")
    shown = to_json_plotly(dossier_panel(dossier, "en"))
    assert dossier["pcode"] == code
    assert ("P-code" in shown) == bool(code)
    assert code in shown


def test_only_places_that_a_sheet_can_frame_link_to_one(collection: Collection) -> None:
    for place in ("gao", "sector-est", "region-mopti", "mali"):
        assert f"focus={place}" in to_json_plotly(dossier_panel(collection.dossier(place, "en"), "en"))
    assert "/sheet.pdf" not in to_json_plotly(dossier_panel(collection.dossier("zone-centre", "en"), "en"))
