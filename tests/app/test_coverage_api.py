from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

URL = "/layers/coverage.geojson"
ITU = ROOT.parent / "shared" / "itu" / "p1546_tables_land.npz"


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ATLAS_P1546_TABLES", "ATLAS_DEM", "ATLAS_POPULATION"):
        monkeypatch.delenv(name, raising=False)


def ask(client: FlaskClient, lang: str = "en", **arguments: Any) -> Any:
    return client.get(f"{URL}?{urlencode({'lang': lang, **arguments})}")


def test_arguments_come_by_address(client: FlaskClient) -> None:
    answer = ask(client, erp_kw=2.5, height_m=80, threshold=66, interference="on")
    assert answer.status_code == 200
    assert answer.mimetype == "application/geo+json"
    content = answer.get_json()
    arguments = content["atlas"]["arguments"]
    assert (arguments["erp_kw"], arguments["threshold"], arguments["model"]) == (2.5, "66", "itm")
    assert all(f["properties"]["height_m"] == 80 for f in content["features"])
    assert "stereo, urban (66 dBµV/m)" in content["atlas"]["caption"]


def test_without_arguments_the_built_file_answers(client: FlaskClient) -> None:
    assert ask(client).headers["ETag"]
    assert ask(client).get_json()["features"] == ask(client, erp_kw=1).get_json()["features"]


REFUSED = {
    "erp_kw=-1": ("de 0.1 à 50 kW", "0.1 to 50 kW"),
    "height_m=5000": ("de 10 à 300 m", "10 to 300 m"),
    "time_percent=100": ("de 1 à 99 %", "1 to 99 %"),
    "delta_h_m=nan": ("de 0 à 500 m", "0 to 500 m"),
    "model=guess": ("attendu : itm, p1546", "expected: itm, p1546"),
    "threshold=55": ("54, 66, 74, 48, 60, 70", "54, 66, 74, 48, 60, 70"),
    "interference=maybe": ("none, on", "none, on"),
    "model=p1546&situation=cautious": ("median, both", "median, both"),
}


@pytest.mark.parametrize("query", list(REFUSED))
@pytest.mark.parametrize("path", [URL, "/panel/layer/coverage.{lang}.json"])
def test_a_refusal_names_the_value_and_the_range(client: FlaskClient, path: str, query: str) -> None:
    for lang, said in zip(("fr", "en"), REFUSED[query], strict=True):
        answer = client.get(f"{path.format(lang=lang)}?lang={lang}&{query}")
        assert answer.status_code == 400
        assert answer.mimetype == "application/problem+json"
        assert said in answer.get_json()["title"]
        assert query.rsplit("=", 1)[1] in answer.get_json()["title"]


def test_p1546_without_tables_says_where_they_are(client: FlaskClient) -> None:
    for lang, said in (("fr", "téléchargez"), ("en", "download")):
        answer = ask(client, lang, model="p1546", erp_kw=3)
        assert answer.status_code == 503
        title = answer.get_json()["title"]
        assert said in title
        assert "itu.int/rec/R-REC-P.1546" in title
        assert "ATLAS_P1546_TABLES" in title


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Path:
    if not ITU.is_file():
        pytest.skip("skipped: ITU tables not present")
    monkeypatch.setenv("ATLAS_P1546_TABLES", str(ITU))
    return ITU


def test_p1546_with_tables_draws_the_median_alone(client: FlaskClient, tables: Path) -> None:
    assert tables.is_file()
    content = ask(client, model="p1546", erp_kw=4).get_json()
    assert {f["properties"]["mark"] for f in content["features"]} == {"median"}
    assert all(f["properties"]["model"].startswith("ITU-R P.1546-6") for f in content["features"])
    assert "P.1546-6" in content["atlas"]["caption"]


def test_p1546_knows_no_time_beyond_half(client: FlaskClient, tables: Path) -> None:
    assert tables.is_file()
    answer = ask(client, model="p1546", time_percent=60)
    assert answer.status_code == 400
    assert "60 %" in answer.get_json()["title"]
    assert "1 to 50 %" in answer.get_json()["title"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_results_panel_is_ready_to_mount(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"/panel/layer/coverage.{lang}.json?lang={lang}&erp_kw=2")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert {"fr": "Part du Mali couverte", "en": "Share of Mali covered"}[lang] in text
    assert text.count("svg+xml") == 7


def test_a_slider_is_answered_within_half_a_second(client: FlaskClient) -> None:
    ask(client, erp_kw=7)  # loads what the first answer needs
    times = []
    for power in (8, 9, 11):
        start = time.perf_counter()
        assert ask(client, erp_kw=power).status_code == 200
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_the_exported_page_draws_what_the_address_says(client: FlaskClient) -> None:
    page = client.get("/export.html?lang=en&layers=coverage&coverage.erp_kw=12").get_data(as_text=True)
    assert "ERP 12 kW" in page
