"""The abstract tests of OGC API - Features, Part 1 (OGC 17-069r4, Annex A), each by its name there.

The executable suite (CITE) needs a container and fetches its own parts, which these tests do not. What the
document of the interface promises beside these is tested in ``test_ogc_api.py``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from lxml import html
from shapely import box
from shapely.geometry import shape

from app.ogc.params import MAX_LIMIT

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.collection import Collection

SPEC = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
FACTS = "/api/collections/facts"


@pytest.fixture
def names(collection: Collection) -> list[str]:
    return [entry["id"] for entry in [*collection.layers, *collection.records]]


def rels(content: dict[str, Any]) -> set[str]:
    return {link["rel"] for link in content["links"]}


def local(href: str) -> str:
    return href.removeprefix("http://localhost")


def test_http(client: FlaskClient) -> None:
    """/ats/core/http: HTTP 1.1, and 405 for other methods."""
    for path in ("/api", "/api/collections", f"{FACTS}/items"):
        assert client.get(path).status_code == 200
        assert client.post(path).status_code == 405


def test_root(client: FlaskClient) -> None:
    """/ats/core/root-op, /ats/core/root-success."""
    content = client.get("/api").get_json()
    assert {"service-desc", "service-doc", "conformance", "data"} <= rels(content)
    for link in content["links"]:
        if link["rel"] in {"service-desc", "conformance", "data"}:
            assert client.get(local(link["href"])).status_code == 200


def test_api_definition(client: FlaskClient) -> None:
    """/ats/core/api-definition-op, /ats/core/api-definition-success, /ats/oas30/oas-definition-1."""
    link = next(each for each in client.get("/api").get_json()["links"] if each["rel"] == "service-desc")
    answer = client.get(local(link["href"]))
    assert answer.mimetype == "application/vnd.oai.openapi+json"
    assert answer.get_json()["openapi"].startswith("3.0")


def test_conformance(client: FlaskClient) -> None:
    """/ats/core/conformance-op, /ats/core/conformance-success."""
    declared = set(client.get("/api/conformance").get_json()["conformsTo"])
    assert {f"{SPEC}/{name}" for name in ("core", "oas30", "html", "geojson")} <= declared


def test_collections(client: FlaskClient, names: list[str]) -> None:
    """/ats/core/fc-md-op, fc-md-success, fc-md-links, fc-md-items, fc-md-items-links, fc-md-extent."""
    content = client.get("/api/collections").get_json()
    assert {"self", "alternate"} <= rels(content)
    assert all(link.get("rel") and link.get("type") for link in content["links"])
    assert [each["id"] for each in content["collections"]] == names
    for each in content["collections"]:
        items = [link for link in each["links"] if link["rel"] == "items"]
        assert {"application/geo+json", "text/html"} <= {link["type"] for link in items}
        (west, south, east, north), *_ = each["extent"]["spatial"]["bbox"]
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        for ends in each["extent"].get("temporal", {}).get("interval", []):
            assert all(end is None or dt.date.fromisoformat(end[:10]) for end in ends)


def test_collection(client: FlaskClient, names: list[str]) -> None:
    """/ats/core/sfc-md-op, /ats/core/sfc-md-success: as the list has it."""
    listed = {each["id"]: each for each in client.get("/api/collections").get_json()["collections"]}
    for name in names:
        one = client.get(f"/api/collections/{name}").get_json()
        for member in ("id", "title", "description", "extent", "itemType"):
            assert one.get(member) == listed[name].get(member), (name, member)


def test_items(client: FlaskClient, names: list[str]) -> None:
    """/ats/core/fc-op, fc-response, fc-links, fc-rel-type, fc-numberMatched, fc-numberReturned."""
    for name in names:
        answer = client.get(f"/api/collections/{name}/items?limit=3")
        assert answer.mimetype == "application/geo+json"
        content = answer.get_json()
        assert content["type"] == "FeatureCollection"
        assert {"self", "alternate"} <= rels(content)
        assert all(link.get("type") for link in content["links"])
        assert content["numberReturned"] == len(content["features"]) <= 3
        assert content["numberMatched"] >= content["numberReturned"]
        assert ("next" in rels(content)) == (content["numberMatched"] > 3)


def parameter(client: FlaskClient, name: str) -> dict[str, Any]:
    document = client.get("/api/openapi").get_json()
    for each in document["paths"]["/collections/facts/items"]["get"]["parameters"]:
        found = each
        if "$ref" in each:
            found = document["components"]["parameters"][each["$ref"].rsplit("/", 1)[-1]]
        if found["name"] == name:
            return found
    raise AssertionError(name)


def test_bbox(client: FlaskClient) -> None:
    """/ats/core/fc-bbox-definition, /ats/core/fc-bbox-response."""
    said = parameter(client, "bbox")
    assert (said["in"], said["required"], said["style"], said["explode"]) == ("query", False, "form", False)
    assert said["schema"]["minItems"] == 4
    content = client.get("/api/collections/communes/items?bbox=-1,15,1,17").get_json()
    area = box(-1, 15, 1, 17)
    assert content["features"]
    assert all(shape(feature["geometry"]).intersects(area) for feature in content["features"])
    assert client.get("/api/collections/communes/items?bbox=170,15,-170,17").get_json()["numberMatched"] == 0


def test_limit(client: FlaskClient) -> None:
    """/ats/core/fc-limit-definition, /ats/core/fc-limit-response: more than the most is no error."""
    said = parameter(client, "limit")
    assert said["in"] == "query"
    assert said["schema"]["minimum"] == 1
    for limit in (1, 7, MAX_LIMIT, MAX_LIMIT + 1, 10**12):
        answer = client.get(f"{FACTS}/items?limit={limit}&skipGeometry=true")
        assert answer.status_code == 200, limit
        content = answer.get_json()
        assert content["numberReturned"] == min(limit, MAX_LIMIT, content["numberMatched"])


def test_datetime(client: FlaskClient) -> None:
    """/ats/core/fc-time-definition, /ats/core/fc-time-response."""
    assert parameter(client, "datetime")["schema"]["type"] == "string"
    found = client.get(f"{FACTS}/items?datetime=2018-03-31&skipGeometry=true").get_json()["features"]
    dated = [f["properties"] for f in found if f["properties"]["since"]]
    assert dated
    assert all(p["since"] <= "2018-03-31" <= (p["until"] or "9999") for p in dated)


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2018-03-31", "2018-03-31", "2018-03-31"),
        ("2018-03-31T12:00:00Z", "2018-03-31", "2018-03-31"),
        ("2018-01-01/2019-06-30", "2018-01-01", "2019-06-30"),
        ("../2019-06-30", "0001-01-01", "2019-06-30"),
        ("/2019-06-30", "0001-01-01", "2019-06-30"),
        ("2020-01-01/..", "2020-01-01", "9999-12-31"),
        ("2020-01-01/", "2020-01-01", "9999-12-31"),
    ],
)
def test_datetime_meets_every_form(client: FlaskClient, given: str, first: str, last: str) -> None:
    """/ats/core/fc-time-response: what meets the interval, and what has no time; all of both."""
    everything = client.get(f"{FACTS}/items?skipGeometry=true&limit=10000").get_json()["features"]
    wanted = {
        f["id"]
        for f in everything
        if not f["properties"]["since"]
        or (f["properties"]["since"] <= last and (f["properties"]["until"] or "9999") >= first)
    }
    found = client.get(f"{FACTS}/items?datetime={given}&skipGeometry=true&limit=10000").get_json()
    assert {f["id"] for f in found["features"]} == wanted
    assert found["numberMatched"] == len(wanted)


def test_bbox_of_six_numbers_and_across_the_antimeridian(client: FlaskClient) -> None:
    """/ats/core/fc-bbox-response: heights are taken, and do not matter to features without any."""
    flat = client.get("/api/collections/communes/items?bbox=-1,15,1,17").get_json()
    high = client.get("/api/collections/communes/items?bbox=-1,15,0,1,17,9000").get_json()
    assert [f["id"] for f in high["features"]] == [f["id"] for f in flat["features"]] != []
    around = client.get("/api/collections/communes/items?bbox=1,15,-1,17&limit=10000").get_json()
    area = box(1, 15, 180, 17).union(box(-180, 15, -1, 17))
    assert around["features"]
    assert all(shape(f["geometry"]).intersects(area) for f in around["features"])


def test_parameters_hold_together(client: FlaskClient) -> None:
    """/ats/core/fc-response: bbox, datetime, a property and limit at once select what meets them all."""
    query = "bbox=-6,13,0,18&datetime=2019-01-01/2021-12-31&document=003"
    both = client.get(f"{FACTS}/items?{query}&limit=10000").get_json()
    area = box(-6, 13, 0, 18)
    assert both["features"]
    for feature in both["features"]:
        assert feature["properties"]["document"] == "003"
        assert feature["geometry"] is None or shape(feature["geometry"]).intersects(area)
    part = client.get(f"{FACTS}/items?{query}&limit=5").get_json()
    assert part["numberMatched"] == both["numberMatched"]
    assert part["features"] == both["features"][:5]


def test_links_of_items_lead_where_they_say(client: FlaskClient) -> None:
    """/ats/core/fc-links, fc-rel-type: self and alternates answer in the type they name; next leads on."""
    seen: list[str] = []
    href = f"{FACTS}/items?limit=900&skipGeometry=true&lang=en"
    while href:
        content = client.get(href).get_json()
        seen += [feature["id"] for feature in content["features"]]
        if len(seen) == content["numberReturned"]:
            for link in content["links"]:
                if link["rel"] in {"self", "alternate"}:
                    assert client.get(local(link["href"])).mimetype == link["type"].split(";")[0]
        href = next((local(link["href"]) for link in content["links"] if link["rel"] == "next"), "")
    assert len(seen) == len(set(seen)) == content["numberMatched"]


def test_time_stamp(client: FlaskClient) -> None:
    """/ats/core/fc-timeStamp: optional, so that equal answers have equal validators; never a wrong one."""
    content = client.get(f"{FACTS}/items?limit=1").get_json()
    assert "timeStamp" not in content or dt.datetime.fromisoformat(content["timeStamp"])


def test_crs84(client: FlaskClient, collection: Collection) -> None:
    """/ats/core/crs84: longitude and latitude, WGS 84, where no other is asked for."""
    for name in ("sites", "regions"):
        west, south, east, north = collection.layer(name)["bounds"] or (0, 0, 0, 0)
        for feature in client.get(f"/api/collections/{name}/items").get_json()["features"]:
            inside = box(west, south, east, north).buffer(1e-6)
            assert inside.contains(shape(feature["geometry"]))
    bamako = client.get("/api/collections/sites/items/bamako").get_json()["geometry"]["coordinates"]
    assert bamako[0] < 0 < bamako[1]


def test_extent_holds_every_feature(client: FlaskClient, names: list[str]) -> None:
    """/ats/core/fc-md-extent: the box and the interval of a collection hold its features."""
    for each in client.get("/api/collections").get_json()["collections"]:
        (west, south, east, north), *_ = each["extent"]["spatial"]["bbox"]
        (first, last), *_ = each["extent"].get("temporal", {}).get("interval", [[None, None]])
        items = client.get(f"/api/collections/{each['id']}/items?limit=10000").get_json()["features"]
        shapes = [shape(f["geometry"]) for f in items if f["geometry"]]
        area = box(west, south, east, north).buffer(1e-5)
        assert all(area.contains(part) for part in shapes), each["id"]
        since = [f["properties"]["since"] for f in items if f["properties"].get("since")]
        assert not first or not since or min(since) >= first[:10], each["id"]
        assert not last or not since or max(since) <= last[:10], each["id"]
    assert names


@pytest.mark.parametrize("query", ["limit=0", "bbox=1,2", "datetime=x", "nothing=1", "crs=x"])
def test_parameters_that_are_invalid_or_unknown(client: FlaskClient, query: str) -> None:
    """/ats/core/query-param-invalid, /ats/core/query-param-unknown, /ats/oas30/exceptions-codes."""
    answer = client.get(f"{FACTS}/items?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_item(client: FlaskClient) -> None:
    """/ats/core/f-op, /ats/core/f-success, /ats/core/f-links."""
    for feature in client.get(f"{FACTS}/items?limit=5").get_json()["features"]:
        answer = client.get(f"{FACTS}/items/{feature['id'].replace('#', '%23')}")
        assert answer.mimetype == "application/geo+json"
        content = answer.get_json()
        assert {"self", "alternate", "collection"} <= rels(content)
        assert content["properties"] == feature["properties"]


@pytest.mark.parametrize("path", ["/api", "/api/conformance", "/api/collections", FACTS, f"{FACTS}/items"])
def test_html(client: FlaskClient, path: str) -> None:
    """/ats/html/definition: by the header ``Accept``."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.mimetype == "text/html"
    assert answer.get_data(as_text=True).startswith("<!DOCTYPE html>")


RINGS = {"Polygon": 1, "MultiPolygon": 2}


def test_geojson(client: FlaskClient, names: list[str]) -> None:
    """/ats/geojson/definition, /ats/geojson/content: RFC 7946, each member as it wants it."""
    for name in names:
        answer = client.get(f"/api/collections/{name}/items?limit=200")
        assert answer.mimetype == "application/geo+json"
        content = answer.get_json()
        assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & set(content)
        assert len({feature["id"] for feature in content["features"]}) == len(content["features"])
        for feature in content["features"]:
            assert feature["type"] == "Feature"
            assert isinstance(feature["id"], str)
            assert isinstance(feature["properties"], dict)
            assert "geometry" in feature
            for ring in rings_of(feature["geometry"]):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(len(position) in {2, 3} for position in ring)


def rings_of(geometry: dict[str, Any] | None) -> list[Any]:
    if geometry is None or geometry["type"] not in RINGS:
        return []
    areas = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for area in areas for ring in area]


def test_html_of_every_resource(client: FlaskClient, names: list[str]) -> None:
    """/ats/html/definition, /ats/html/content: whole pages, with what the JSON says and its links."""
    for name in names:
        one = client.get(f"/api/collections/{name}?f=json&lang=en").get_json()
        answer = client.get(f"/api/collections/{name}?f=html&lang=en")
        assert answer.mimetype == "text/html"
        page = html.fromstring(answer.get_data(as_text=True))
        assert page.get("lang") == "en"
        assert one["title"] in page.text_content()
        item = client.get(f"/api/collections/{name}/items?limit=1&f=json").get_json()["features"][0]["id"]
        shown = client.get(f"/api/collections/{name}/items/{quote(item, safe='')}?f=html&lang=en")
        assert shown.mimetype == "text/html"
        assert item in html.fromstring(shown.get_data(as_text=True)).text_content()


def test_definition_and_service_agree(client: FlaskClient, names: list[str]) -> None:
    """/ats/oas30/completeness, oas-definition-2, oas-impl, security: each path answers as it is defined."""
    document = client.get("/api/openapi").get_json()
    assert {f"/collections/{name}/items" for name in names} <= set(document["paths"])
    assert not document.get("security")
    for path, methods in document["paths"].items():
        operation = methods["get"]
        assert not operation.get("security"), path
        assert "200" in operation["responses"], path
        assert {"400", "4XX", "default"} & set(operation["responses"]), path
        if "{" in path:
            continue
        answer = client.get(f"/api{path if path != '/' else ''}")
        assert answer.status_code == 200, path
        said = operation["responses"]["200"]
        if "content" in said:
            assert answer.mimetype in {media.split(";")[0] for media in said["content"]}, path


def test_crs(client: FlaskClient, names: list[str]) -> None:
    """Part 2 (OGC 18-058r1): CRS84 is listed, is the storage's, and every answer says it."""
    crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    for name in names:
        one = client.get(f"/api/collections/{name}").get_json()
        assert crs84 in one["crs"]
        assert one["storageCrs"] == crs84
    answer = client.get(f"{FACTS}/items?limit=1&crs={crs84}&bbox=-5,12,0,18&bbox-crs={crs84}")
    assert answer.headers["Content-Crs"] == f"<{crs84}>"


def test_a_list_is_searched_for_one_of_its_identifiers(client: FlaskClient) -> None:
    """Part 3, queryables as parameters: the facts of a layer, by its identifier."""
    query = f"{FACTS}/items?layers=courts&skipGeometry=true&limit=10000"
    found = client.get(query).get_json()["features"]
    assert len(found) > 30
    assert all("courts" in f["properties"]["layers"].split("|") for f in found)
    narrow = client.get(f"{query}&filter=precision = 'group'").get_json()["features"]
    assert 0 < len(narrow) < len(found)
