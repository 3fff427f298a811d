"""Layers as files by address: names, types, validators, refusals, selections, and many at once."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from app.factory import create_dash
from app.http.drawers import BusyError
from app.http.prepared import IN_HAND, SMALLEST, Prepared
from app.ready import READY
from geodata.text import LANGS
from layers.export.gis.registry import FORMATS
from layers.export.gis.request import Order

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.settings import Settings

POLYGON = "POLYGON((-6 14,1 14,1 18,-6 18,-6 14))"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_a_file_has_its_name_type_and_validators(client: FlaskClient, form: object) -> None:
    ending, media, whole = form.ending, form.media_type, form.whole  # type: ignore[attr-defined]
    name = "mission-atlas" if whole else "sites"
    url = f"/{'atlas' if whole else 'layers/sites'}.{ending}?lang=en"
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.mimetype == media
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Language"] == "en"
    assert "max-age" in answer.headers["Cache-Control"]
    if ending != "geojson":
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.en.{ending}"'
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_index_names_every_download(client: FlaskClient) -> None:
    index = client.get("/layers").get_json()
    assert {entry["id"] for entry in index["records"]} == {
        *("facts", "results-framework", "results-figures", "place-groups", "places")
    }
    site = next(entry for entry in index["layers"] if entry["id"] == "sites")
    assert set(site["downloads"]["fr"]) == {form.id for form in FORMATS if not form.whole}
    assert set(index["atlas"]["fr"]) == {form.id for form in FORMATS}
    for url in site["downloads"]["fr"].values():
        assert client.head(url).status_code == 200


def test_a_csv_points_to_its_description(client: FlaskClient) -> None:
    answer = client.get("/layers/regions.csv?lang=fr")
    link = answer.headers["Link"]
    assert 'rel="describedby"' in link
    described = client.get(link[link.index("<") + 1 : link.index(">")])
    assert described.mimetype == "application/csvm+json"
    assert described.get_json()["dc:license"] == ["CC BY 4.0"]
    assert described.get_json()["url"] == "regions.fr.csv"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_selection_is_what_shapely_says(client: FlaskClient, method: str) -> None:
    fields = {"lang": "fr", "layers": "sites,cercles", "within": POLYGON}
    url = "/atlas.geojson"
    answer = client.get(url, query_string=fields) if method == "get" else client.post(url, data=fields)
    found = {f["id"] for f in answer.get_json(force=True)["features"]}
    area = gpd.GeoSeries.from_wkt([POLYGON], crs=4326).iloc[0]
    wanted = set()
    for name in ("sites", "cercles"):
        whole = gpd.read_file(io.BytesIO(client.get(f"/layers/{name}.geojson?lang=fr").data))
        wanted |= {f"{name}/{key}" for key in whole["id"][whole.intersects(area)]}
    assert found == wanted
    assert len(found) > 5


def test_a_computed_layer_follows_its_arguments(client: FlaskClient) -> None:
    usual = client.get("/layers/coverage.kml?lang=en").data
    strong = client.get("/layers/coverage.kml?lang=en&erp_kw=5").data
    beside = client.get("/atlas.geojson?lang=en&layers=coverage&coverage.erp_kw=5").get_json(force=True)
    assert usual != strong
    assert b"erp_kw=5" in strong
    assert beside["atlas"]["arguments"]["erp_kw"] == 5


@pytest.mark.parametrize(
    ("url", "status", "french", "english"),
    [
        ("/layers/atlantis.kml", 404, "Aucune couche", "No layer"),
        ("/layers/sites.dwg", 404, "Format inconnu", "No such format"),
        ("/layers/sites", 404, "Format inconnu", "No such format"),
        ("/atlas.dwg", 404, "Format inconnu", "No such format"),
        ("/atlas.kml?layers=sites,atlantis", 404, "Aucune couche", "No layer"),
        ("/atlas.kml?layers=,", 400, "Aucune couche nommée", "No layer is named"),
        ("/layers/sites.kml?bbox=1,2,3", 400, "attendu ouest,sud", "expected west,south"),
        ("/layers/sites.geojson?bbox=a,b,c,d", 400, "attendu", "expected"),
        ("/layers/sites.kml?bbox=0,50,1,20", 400, "au nord", "north of"),
        ("/layers/sites.kml?within=POLYGON((0 0,1 1,1 0,0 1,0 0))", 400, "se recoupe", "crosses itself"),
        ("/layers/sites.kml?circle=0,0,0", 400, "rayon", "radius"),
        ("/layers/sites.kml?bbox=0,0,1,1&circle=0,0,1", 400, "Une seule", "One selection"),
        ("/layers/coverage.kml?erp_kw=-3", 400, "attendu", "expected"),
        ("/atlas.datapackage.zip?layers=sites", 400, "toujours", "always"),
        ("/atlas.qgz?bbox=0,0,1,1", 400, "entières", "whole layers"),
    ],
)
def test_refusals_are_problems_in_the_readers_language(
    client: FlaskClient, url: str, status: int, french: str, english: str
) -> None:
    for lang, words in (("fr", french), ("en", english)):
        answer = client.get(url, headers={"Accept-Language": lang})
        assert answer.status_code == status, url
        assert answer.mimetype == "application/problem+json"
        assert words in answer.get_json()["title"]


def test_what_is_posted_has_an_end(client: FlaskClient) -> None:
    corners = ",".join(f"{n / 9000},{n % 2 / 100}" for n in range(6000))
    answer = client.post("/atlas.kml?lang=en", data={"within": corners})
    assert answer.status_code == 400
    assert "simplify" in answer.get_json()["title"] or "crosses" in answer.get_json()["title"]
    assert client.post("/atlas.kml", data={"within": "1" * 500_000}).status_code == 400


def test_many_at_once_get_one_sound_file(client: FlaskClient) -> None:
    url = "/layers/cercles.shp.zip?lang=fr&bbox=-6,13,0.123,17"

    def ask(_: int) -> bytes:
        return client.application.test_client().get(url).data

    with ThreadPoolExecutor(5) as pool:
        answers = set(pool.map(ask, range(10)))
    assert len(answers) == 1
    with zipfile.ZipFile(io.BytesIO(answers.pop())) as archive:
        assert archive.testzip() is None


def test_prepared_files_are_made_once_bounded_and_forgotten(tmp_path: Path) -> None:
    prepared = Prepared(tmp_path / "files", kept_bytes=5 * SMALLEST // 2)
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode() * 10

    for name in ("a", "a", "b", "c", "a"):
        assert prepared.read(name, lambda name=name: make(name)) == name.encode() * 10  # type: ignore[misc]
    assert made.count("a") == 2, "the file unused for longest was forgotten"
    assert sorted(path.name for path in (tmp_path / "files").iterdir()) == ["a", "c"]
    for _ in range(IN_HAND):
        prepared._in_hand.acquire()
    with pytest.raises(BusyError):
        prepared.read("d", lambda: b"")


def test_what_is_kept_is_not_counted_at_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    monkeypatch.setattr(Prepared, "_forget", lambda _: counted.append("once"))
    prepared = Prepared(tmp_path, kept_bytes=1000 * SMALLEST)
    for number in range(100):
        prepared.read(str(number), lambda: b"small")
    assert len(counted) == 2


def test_what_is_made_over_anothers_build_is_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as root, who may write anywhere: the system is asked, and says no."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "system"))
    (tmp_path / "system").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "ready").write_bytes(b"by the build")
    monkeypatch.setattr("app.http.prepared.os.access", lambda *_: False)
    assert Prepared(tmp_path / "build").read("ready", lambda: b"again") == b"by the build"
    Prepared(tmp_path / "build").read("a", lambda: b"made")
    assert Prepared(tmp_path / "build").read("a", lambda: b"again") == b"made", "by the process before"
    [elsewhere] = (tmp_path / "system").iterdir()
    assert elsewhere.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["ready"]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_still_answers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    prepared = Prepared(tmp_path / "file")
    assert prepared.read("a", lambda: b"made") == b"made"


def test_the_merged_geojson_names_its_query(client: FlaskClient) -> None:
    content = json.loads(client.get("/atlas.geojson?lang=fr&layers=sectors,sites").data)
    assert content["atlas"]["query"].endswith("/atlas.geojson?lang=fr&layers=sectors,sites")


def test_parts_of_a_large_file_may_be_read(client: FlaskClient) -> None:
    url = "/layers/communes.fgb?lang=fr"
    whole = client.get(url).data
    part = client.get(url, headers={"Range": "bytes=8-99"})
    assert part.status_code == 206
    assert part.data == whole[8:100]
    assert part.headers["Content-Range"] == f"bytes 8-99/{len(whole)}"


def test_files_are_as_of_the_day_asked(client: FlaskClient, tmp_path: Path) -> None:
    def count(query: str) -> int:
        path = tmp_path / "courts.gpkg"
        path.write_bytes(client.get(f"/layers/courts.gpkg?lang=en{query}").data)
        points = gpd.read_file(path, layer="courts_points")
        return len(points)

    early, late, every = (count(query) for query in ("&date=2020-08-31", "&date=2021-06-30", ""))
    assert 0 < early < late <= every
    content = client.get("/layers/sites.geojson?lang=en&date=2018-03-31").get_json(force=True)
    assert content["features"] == [], "the sites are known since July 2020"
    for lang, words in (("fr", "AAAA-MM-JJ"), ("en", "YYYY-MM-DD")):
        refused = client.get(f"/layers/courts.kml?lang={lang}&date=2020-02-30")
        assert (refused.status_code, words in refused.get_json(force=True)["title"]) == (400, True)
    assert client.get("/atlas.datapackage.zip?lang=en&date=2020-08-31").status_code == 400


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("ending", READY)
def test_no_reader_waits_for_a_slow_file_of_everything(
    client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch, ending: str, lang: str
) -> None:
    """A first build, and `python -m app build --all`, has written it for who asks under the usual address."""
    monkeypatch.setattr(Order, "fill", lambda *_: pytest.fail("the file is not there"))
    assert client.get(f"/atlas.{ending}?lang={lang}", base_url=settings.base_url).status_code == 200


def test_a_file_with_styles_is_drawn_by_the_column_asked_for(client: FlaskClient, tmp_path: Path) -> None:
    answer = client.get("/layers/regions.gpkg?lang=en&colour=results_delivered.symbol")
    assert answer.status_code == 200
    (tmp_path / "regions.gpkg").write_bytes(answer.data)
    symbols = gpd.read_file(tmp_path / "regions.gpkg", layer="regions_points")
    assert set(symbols["mark"].str.split("-").str[0]) == {"class"}
    assert symbols["results_delivered"].notna().all()
    assert len(gpd.read_file(tmp_path / "regions.gpkg", layer="regions_areas")) == 11


def test_a_colour_changes_no_data_and_an_unknown_column_is_refused(client: FlaskClient) -> None:
    plain, asked = (client.get(f"/layers/regions.csv?lang=en{more}") for more in ("", "&colour=statements"))
    assert plain.data == asked.data
    refused = client.get("/layers/regions.kml?lang=fr&colour=dunes")
    assert refused.status_code == 400
    assert "« dunes »" in refused.get_json()["title"]
    many = client.get("/atlas.kml?lang=en&layers=regions,sectors&regions.colour=statements")
    text = many.get_data(as_text=True)
    assert "#regions.class-" in text
    assert "#sectors.class-" not in text


VIEWED = "https://maps.example"


@pytest.fixture(scope="module")
def named(settings: Settings) -> FlaskClient:
    """The atlas under a name of its own; every other name is refused."""
    return create_dash(replace(settings, hosts=("maps.example",))).server.test_client()


@pytest.mark.parametrize("ending", ["geojson", "kml", "kmz"])
def test_a_file_carries_the_address_of_its_view(named: FlaskClient, ending: str) -> None:
    asked = f"/atlas.{ending}?lang=en&layers=sectors,works&date=2020-08-31"

    def read(base: str) -> str:
        content = named.get(asked, base_url=base).data
        if ending == "kmz":
            content = zipfile.ZipFile(io.BytesIO(content)).read("doc.kml")
        return content.decode()

    view = f"{VIEWED}/?lang=en&layers=sectors,works&date=2020-08-31"
    written = read(VIEWED)
    if ending == "geojson":
        assert json.loads(written)["view"] == view
    else:
        escaped = view.replace("&", "&amp;")
        assert f'<atom:link href="{escaped}" rel="related"/>' in written
        assert f"View in the explorer: {escaped}" in written
    local = read("http://127.0.0.1:8050")
    assert "atom:link" not in local
    assert '"view":' not in local
    assert "View in the explorer" not in local


def test_no_file_and_no_sheet_carries_a_name_that_is_not_the_atlas_s(named: FlaskClient) -> None:
    for asked in ("/atlas.kml?lang=en&layers=sites", "/sheet.svg?lang=en&layers=sites&dpi=60"):
        refused = named.get(asked, base_url="https://evil.example")
        assert refused.status_code == 400
        assert b"evil.example" not in refused.data


def test_a_layer_as_it_was_built_names_its_view_beside(named: FlaskClient) -> None:
    answer = named.get("/layers/works.geojson?lang=fr", base_url=VIEWED)
    assert answer.headers["Link"] == f'<{VIEWED}/?lang=fr&layers=works>; rel="related"'
    assert "Link" not in named.get("/layers/works.geojson?lang=fr", base_url="http://localhost:8050").headers
