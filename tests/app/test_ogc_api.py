"""The OGC API over the Flask client: documents, items, filters, languages, links."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import orjson
import pytest
from pygeoapi.openapi import validate_openapi_document
from shapely import box
from shapely.geometry import shape

from app.factory import create_dash
from app.ogc.params import CRS84
from app.ogc.service import CONFORMANCE
from app.settings import Settings
from geodata.text import LANGS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection

COLLECTIONS = "/api/collections"
FACTS = f"{COLLECTIONS}/facts/items"
BBOX = "-5,12,0,18"


def artifact(collection: Collection, layer_id: str, lang: str) -> list[dict[str, Any]]:
    path = collection.static / collection.layer(layer_id)["files"][lang].lstrip("/")
    return orjson.loads(path.read_bytes())["features"]


def items(client: FlaskClient, query: str = "", layer_id: str = "facts") -> dict[str, Any]:
    answer = client.get(f"{COLLECTIONS}/{layer_id}/items?{query}")
    assert answer.status_code == 200, answer.data[:300]
    assert answer.content_type == "application/geo+json"
    return answer.get_json(force=True)


def ids(found: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in found["features"]]


def test_the_landing_page_leads_to_everything(client: FlaskClient) -> None:
    landing = client.get("/api").get_json()
    links = {link["rel"]: link["href"] for link in landing["links"]}
    assert {"service-desc", "service-doc", "conformance", "data", "describedby"} <= set(links)
    for link in landing["links"]:
        assert "jsonld?" not in link["href"]
        assert client.get(urlsplit(link["href"])._replace(scheme="", netloc="").geturl()).status_code == 200
    assert client.get("/api/").get_json()["title"] == landing["title"]
    assert any(link["href"] == "/api" for link in client.get("/layers").get_json()["links"])


def test_conformance_declares_what_is_done(client: FlaskClient) -> None:
    declared = client.get("/api/conformance").get_json()["conformsTo"]
    assert declared == list(CONFORMANCE)
    assert not any("create-replace" in name or "transactions" in name for name in declared)


@pytest.mark.parametrize("lang", LANGS)
def test_the_openapi_document_is_valid_and_complete_in_itself(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"/api/openapi?lang={lang}")
    assert answer.content_type == "application/vnd.oai.openapi+json;version=3.0"
    document = orjson.loads(answer.data)
    assert validate_openapi_document(document)
    text = answer.get_data(as_text=True)
    references = set()

    def walk(node: Any) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key == "$ref":
                references.add(value)
            elif isinstance(value, (dict, list)):
                walk(value)

    walk(document)
    for reference in references:
        assert reference.startswith("#/components/")
        part, name = reference.split("/")[2:]
        assert name in document["components"][part]
    assert "opengis.net" not in text.replace(CRS84, "")
    for path, operations in document["paths"].items():
        assert set(operations) == {"get"}, path


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_and_table_is_a_collection(
    client: FlaskClient, collection: Collection, lang: str
) -> None:
    listed = client.get(f"{COLLECTIONS}?lang={lang}").get_json()["collections"]
    entries = [*collection.layers, *collection.records]
    assert [entry["id"] for entry in listed] == [entry["id"] for entry in entries]
    for found, entry in zip(listed, entries, strict=True):
        assert found["title"] == entry["title"][lang]
        assert found["extent"]["spatial"]["bbox"] == [entry["bounds"]]
        assert found["crs"] == [CRS84]
        assert {"items", "license", "self", "describedby"} <= {link["rel"] for link in found["links"]}
        for link in found["links"]:
            assert f"lang={lang}" in link["href"]
    facts = client.get(f"{COLLECTIONS}/facts").get_json()
    pairs = [("since", "until")] * collection.layer("facts")["count"]
    built = artifact(collection, "facts", "fr")
    days = [f["properties"].get(name) for f, pair in zip(built, pairs, strict=True) for name in pair]
    known = [day for day in days if day]
    assert facts["extent"]["temporal"]["interval"] == [[min(known), max(known)]]


def test_two_languages_differ_in_words_and_not_in_identifiers(client: FlaskClient) -> None:
    french, english = items(client, "lang=fr"), items(client, "lang=en")
    assert ids(french) == ids(english)
    assert french["features"][0]["properties"]["name"] != english["features"][0]["properties"]["name"]
    by_browser = client.get(f"{FACTS}?limit=1", headers={"Accept-Language": "en-GB,en"})
    assert by_browser.headers["Content-Language"] == "en"
    assert by_browser.get_json(force=True)["features"][0] == english["features"][0]
    titles = {link["title"] for link in french["links"]}
    assert "Ce document en HTML" in titles


def test_items_are_those_of_the_artifact(client: FlaskClient, collection: Collection) -> None:
    for entry in [*collection.layers, *collection.records]:
        built = artifact(collection, entry["id"], "en")
        found = items(client, "lang=en", entry["id"])
        assert found["numberMatched"] == found["numberReturned"] == entry["count"]
        assert ids(found) == [feature["id"] for feature in built]
        assert [f["geometry"] for f in found["features"]] == [f["geometry"] for f in built]
        for mine, theirs in zip(found["features"], built, strict=True):
            said = {k: v for k, v in mine["properties"].items() if v is not None and k != "mark_label"}
            assert said == {k: v for k, v in theirs["properties"].items() if k != "rank"}


def test_paging_walks_all_facts_exactly_once(client: FlaskClient, collection: Collection) -> None:
    seen: list[str] = []
    url, pages = f"{FACTS}?limit=691&lang=fr", 0
    while url:
        page = client.get(url).get_json(force=True)
        seen += ids(page)
        pages += 1
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        url = following[0] if following else ""
    assert seen == [feature["id"] for feature in artifact(collection, "facts", "fr")]
    assert pages == -(-len(seen) // 691)  # no empty page at the end, even where the last one is full
    assert "prev" in {link["rel"] for link in page["links"]}


def test_bbox_is_exact_and_keeps_what_has_no_geometry(client: FlaskClient, collection: Collection) -> None:
    area = box(-5, 12, 0, 18)
    for layer_id in ("facts", "communes", "sites", "strength"):
        built = artifact(collection, layer_id, "fr")
        expected = [f["id"] for f in built if not f["geometry"] or shape(f["geometry"]).intersects(area)]
        assert ids(items(client, f"bbox={BBOX}", layer_id)) == expected
        assert 0 < len(expected) < len(built) or layer_id == "strength"
    six = items(client, "bbox=-5,12,0,0,18,500", "sites")
    assert ids(six) == ids(items(client, f"bbox={BBOX}", "sites"))
    around_the_globe = items(client, "bbox=170,-90,-4,90", "sites")
    west = [f["id"] for f in artifact(collection, "sites", "fr") if f["geometry"]["coordinates"][0] <= -4]
    assert ids(around_the_globe) == west


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2020-07-01", "2020-07-01", "2020-07-01"),
        ("2020-07-01T12:00:00Z", "2020-07-01", "2020-07-01"),
        ("2020-07-01/2021-06-30", "2020-07-01", "2021-06-30"),
        ("../2018-12-31", "0001-01-01", "2018-12-31"),
        ("2021-07-01/..", "2021-07-01", "9999-12-31"),
        ("/2018-12-31", "0001-01-01", "2018-12-31"),
    ],
)
def test_datetime_takes_instants_and_intervals(
    client: FlaskClient, collection: Collection, asked: str, first: str, last: str
) -> None:
    def holds(properties: dict[str, Any]) -> bool:
        start, end = properties.get("since"), properties.get("until")
        return (not start and not end) or ((start or "0001") <= last and (end or "9999") >= first)

    built = artifact(collection, "facts", "fr")
    expected = [f["id"] for f in built if holds(f["properties"])]
    assert ids(items(client, f"datetime={asked}")) == expected
    assert 0 < len(expected) < len(built)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("topic = 'police' AND value > 100", lambda p: p["topic"] == "police" and (p["value"] or 0) > 100),
        (
            "topic = 'police' OR topic = 'ddr' AND value > 5",  # AND binds more closely
            lambda p: p["topic"] == "police" or (p["topic"] == "ddr" and (p["value"] or 0) > 5),
        ),
        ("topic IN ('police', 'ddr')", lambda p: p["topic"] in {"police", "ddr"}),
        ("value BETWEEN 10 AND 20", lambda p: p["value"] is not None and 10 <= p["value"] <= 20),
        ("value IS NULL", lambda p: p["value"] is None),
        ("NOT value > 10", lambda p: p["value"] is not None and p["value"] <= 10),
        ("name LIKE '%police%'", lambda p: "police" in p["name"]),
        ("CASEI(place_name) = CASEI('GAO')", lambda p: p["place_name"] == "Gao"),
        ("period_start >= DATE('2021-01-01')", lambda p: (p["period_start"] or "") >= "2021-01-01"),
        ("name = 'it''s'", lambda _p: False),
        (
            (
                '{"op": "and", "args": [{"op": "=", "args": [{"property": "topic"}, "police"]}, '
                '{"op": ">", "args": [{"property": "value"}, 100]}]}'
            ),
            lambda p: p["topic"] == "police" and (p["value"] or 0) > 100,
        ),
    ],
)
def test_cql2_filters(client: FlaskClient, written: str, holds: Any) -> None:
    everything = items(client, "lang=en")["features"]
    expected = [f["id"] for f in everything if holds(f["properties"])]
    assert ids(items(client, f"lang=en&filter={quote(written)}")) == expected
    assert expected or "it''s" in written


def test_cql2_filters_by_geometry(client: FlaskClient, collection: Collection) -> None:
    area = "POLYGON((-5 12, 0 12, 0 18, -5 18, -5 12))"
    built = artifact(collection, "facts", "fr")
    inside = [f["id"] for f in built if f["geometry"] and shape(f["geometry"]).intersects(box(-5, 12, 0, 18))]
    assert ids(items(client, f"filter={quote(f'S_INTERSECTS(geometry, {area})')}")) == inside
    assert inside
    located = [f["id"] for f in built if f["geometry"]]
    outside = ids(items(client, f"filter={quote(f'NOT S_INTERSECTS(geometry, {area})')}"))
    assert sorted(outside + inside) == sorted(located)


def test_property_filters_selection_sorting_and_hits(client: FlaskClient) -> None:
    police = items(client, "topic=police&limit=3&properties=topic,value&skipGeometry=true")
    assert police["numberMatched"] > 3
    for feature in police["features"]:
        assert feature["geometry"] is None
        assert set(feature["properties"]) == {"topic", "value"}
        assert feature["properties"]["topic"] == "police"
    for sign, descending in (("%2B", False), ("-", True)):
        by_value = [f["properties"]["value"] for f in items(client, f"sortby={sign}value")["features"]]
        known = [value for value in by_value if value is not None]
        assert len(known) < len(by_value)
        assert by_value[: len(known)] == sorted(known, reverse=descending), "what is not known comes last"
    assert items(client, "value=53&limit=1")["features"][0]["properties"]["value"] == 53
    hits = items(client, "topic=police&resulttype=hits")
    assert (hits["features"], hits["numberMatched"]) == ([], police["numberMatched"])
    assert "next" not in {link["rel"] for link in hits["links"]}


def test_every_identifier_round_trips_through_its_link(client: FlaskClient, collection: Collection) -> None:
    odd = [
        (e["id"], f["id"])
        for e in [*collection.layers, *collection.records]
        for f in artifact(collection, e["id"], "fr")
    ]
    chosen = [pair for pair in odd if not pair[1].replace("-", "").isalnum()][::40] + odd[::400]
    for layer_id, item in chosen:
        answer = client.get(f"{COLLECTIONS}/{layer_id}/items/{quote(item, safe='')}?lang=en")
        found = answer.get_json(force=True)
        assert found["id"] == item
        own = next(link["href"] for link in found["links"] if link["rel"] == "self")
        assert client.get(own).get_json(force=True)["id"] == item


@pytest.mark.parametrize("part", ["schema", "queryables"])
def test_schema_and_queryables_describe_every_property(
    client: FlaskClient, collection: Collection, part: str
) -> None:
    for lang in LANGS:
        answer = client.get(f"{COLLECTIONS}/facts/{part}?lang={lang}")
        assert answer.content_type == "application/schema+json"
        described = answer.get_json(force=True)["properties"]
        for field in collection.layer("facts")["fields"][lang]:
            assert described[field["name"]]["title"] == field["label"]
        assert described["value"]["type"] == "number"
        assert described["period_start"]["format"] == "date"
        assert described["geometry"]["x-ogc-role"] == "primary-geometry"


def test_csv_is_a_table_in_the_language(client: FlaskClient) -> None:
    answer = client.get(f"{COLLECTIONS}/sites/items?f=csv&lang=fr&limit=2")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("id,name")  # codes, the same in both languages
    assert "Secteur Nord" in lines[1]
    assert client.get(f"{COLLECTIONS}/sites/items", headers={"Accept": "text/csv"}).mimetype == "text/csv"


def test_answers_revalidate_are_compressed_and_open_to_other_origins(client: FlaskClient) -> None:
    answer = client.get(FACTS, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Language" in answer.headers["Vary"]
    headers = {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": "br"}
    assert client.get(FACTS, headers=headers).status_code == 304
    assert client.head(FACTS).data == b""


def test_links_carry_the_public_address(client: FlaskClient, settings: Settings) -> None:
    headers = {"Host": "localhost:8443", "X-Forwarded-Host": "evil.example"}
    text = client.get("/api", headers=headers).get_data(as_text=True)
    assert "http://localhost:8443/api/collections" in text
    assert "evil.example" not in text
    public = create_dash(replace(settings, public_url="https://atlas.example.org/at")).server.test_client()
    assert "https://atlas.example.org/at/api/collections" in public.get("/api").get_data(as_text=True)


@pytest.fixture
def hostile(collection: Collection, tmp_path: Path) -> FlaskClient:
    """A build whose only layer carries markup in every text."""
    bad = "<img src=x onerror=alert(1)>"
    entry = json.loads(json.dumps(collection.layer("sites")))
    entry["title"] = entry["about"] = {"fr": bad, "en": bad}
    for lang in LANGS:
        entry["fields"][lang][0]["label"] = bad
        entry["caveats"][lang] = [bad]
        path = collection.static / entry["files"][lang].lstrip("/")
        content = orjson.loads(path.read_bytes())
        content["features"] = content["features"][:1]
        feature = content["features"][0]
        feature["id"] = bad
        feature["properties"] |= {"name": bad, "sector": bad, "source": bad}
        copy = tmp_path / "static" / entry["files"][lang].lstrip("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(orjson.dumps(content))
    index = dict(collection.index) | {"layers": [entry]}
    (tmp_path / "index.json").write_bytes(orjson.dumps(index))
    return create_dash(Settings(build=tmp_path)).server.test_client()


def test_pages_escape_everything(hostile: FlaskClient) -> None:
    item = quote("<img src=x onerror=alert(1)>", safe="")
    base = f"{COLLECTIONS}/sites"
    for url in ("/api", COLLECTIONS, base, f"{base}/schema", f"{base}/items", f"{base}/items/{item}"):
        answer = hostile.get(f"{url}?f=html")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert "<img" not in page
        assert "<script" not in page
        if url != "/api":
            assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert "http://" not in page.replace("http://localhost", "").replace("http://www.opengis", "")


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_page_reads_in_both_languages(client: FlaskClient, lang: str) -> None:
    base = f"{COLLECTIONS}/facts"
    paths = ["/api", "/api/conformance", "/api/openapi", COLLECTIONS, base]
    paths += [f"{base}/schema", f"{base}/queryables", f"{base}/items", f"{base}/items/000-2-1"]
    for path in paths:
        page = client.get(f"{path}?lang={lang}", headers={"Accept": "text/html,*/*;q=0.8"})
        assert page.mimetype == "text/html"
        text = page.get_data(as_text=True)
        assert f'<html lang="{lang}">' in text
        assert {"fr": "Retour à la carte", "en": "Back to the map"}[lang] in text
    page = client.get(f"{base}/items?f=html&lang={lang}&offset=100").get_data(as_text=True)
    assert {"fr": "Suivants", "en": "Next"}[lang] in page
    assert "offset=200" in page
