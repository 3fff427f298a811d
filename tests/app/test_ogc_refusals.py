"""What the OGC API refuses: always a problem of four hundred and some, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SITES = "/api/collections/sites"


@pytest.mark.parametrize(
    ("url", "status", "french", "english"),
    [
        ("/api/collections/atlantis", 404, "Aucune collection", "No collection"),
        ("/api/collections/atlantis/items", 404, "Aucune collection", "No collection"),
        ("/api/collections/base-land/items", 404, "Aucune collection", "No collection"),
        (f"{SITES}/items/nowhere", 404, "Aucun objet", "No feature"),
        (f"{SITES}/items?f=shp", 400, "attendu json, html, csv", "expected json, html, csv"),
        (f"{SITES}?f=csv", 400, "attendu json, html", "expected json, html"),
        (f"{SITES}/items?bbox=1,2,3", 400, "ouest,sud,est,nord", "west,south,east,north"),
        (f"{SITES}/items?bbox=a,b,c,d", 400, "ouest,sud,est,nord", "west,south,east,north"),
        (f"{SITES}/items?bbox=nan,0,1,1", 400, "ouest,sud,est,nord", "west,south,east,north"),
        (f"{SITES}/items?bbox=0,10,1,-10", 400, "le sud au plus", "south at most"),
        (f"{SITES}/items?bbox=0,0,1e308,1", 400, "degrés", "degrees"),
        (f"{SITES}/items?limit=0", 400, "de 1 ou plus", "of 1 or more"),
        (f"{SITES}/items?limit=-1", 400, "de 1 ou plus", "of 1 or more"),
        (f"{SITES}/items?limit=many", 400, "entier", "whole number"),
        (f"{SITES}/items?offset=99999999999999999999", 400, "entier", "whole number"),
        (f"{SITES}/items?offset=13", 400, "de 0 à 12", "from 0 to 12"),
        (f"{SITES}/items?datetime=yesterday", 400, "attendu une date", "expected a date"),
        (f"{SITES}/items?datetime=2021-01-01/2020-01-01", 400, "attendu une date", "expected a date"),
        (f"{SITES}/items?datetime=99999-01-01", 400, "attendu une date", "expected a date"),
        (f"{SITES}/items?sortby=", 400, "propriété inconnue", "unknown property"),
        (f"{SITES}/items?sortby=height", 400, "propriété inconnue", "unknown property"),
        (f"{SITES}/items?properties=height", 400, "propriété inconnue", "unknown property"),
        (f"{SITES}/items?filter=((", 400, "CQL2", "CQL2"),
        (f"{SITES}/items?filter=height>3", 400, "propriété inconnue", "unknown property"),
        (f"{SITES}/items?filter=name>3", 400, "prise en charge", "not supported"),
        (f"{SITES}/items?filter=3", 400, "CQL2", "CQL2"),
        (f"{SITES}/items?filter={'(' * 2000}", 400, "parenthèses", "brackets"),
        (f"{SITES}/items?filter={{}}", 400, "CQL2", "CQL2"),
        (f"{SITES}/items?filter-lang=sql", 400, "cql2-text", "cql2-text"),
        (f"{SITES}/items?crs=EPSG:4326", 400, "CRS84", "CRS84"),
        (f"{SITES}/items?lat=north", 400, "attendu un nombre", "expected a number"),
        (f"{SITES}/items?height=3", 400, "Paramètre inconnu", "Unknown parameter"),
        (f"{SITES}/items?resulttype=none", 400, "results, hits", "results, hits"),
        (f"{SITES}/items?skipGeometry=maybe", 400, "true, false", "true, false"),
        ("/api?lang=de", 400, "attendu fr ou en", "expected fr or en"),
        ("/api/conformance?limit=3", 400, "Paramètre inconnu", "Unknown parameter"),
        ("/api/nothing", 404, "introuvable", "No such page"),
        ("/layers/atlantis.iso.xml", 404, "Aucune couche", "No layer"),
    ],
)
def test_refusals_speak_the_readers_language(
    client: FlaskClient, url: str, status: int, french: str, english: str
) -> None:
    for accept, words in (("fr", french), ("en", english)):
        answer = client.get(url, headers={"Accept-Language": accept})
        assert answer.status_code == status, answer.data
        assert answer.mimetype == "application/problem+json"
        assert words in answer.get_json(force=True)["title"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_service_is_read_only(client: FlaskClient, method: str) -> None:
    for lang, words in (("fr", "n’accepte pas la méthode"), ("en", "does not take the method")):
        answer = getattr(client, method)(f"{SITES}/items?lang={lang}", json={})
        assert answer.status_code == 405
        assert answer.mimetype == "application/problem+json"
        assert words in answer.get_json(force=True)["title"]
        assert "GET" in answer.headers["Allow"]
