"""A ground of the server's own: what the file says, ranges of it, tiles, and nothing else of the disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from werkzeug.test import Client

from app.factory import create_app
from app.ground.files import read_ground
from app.serving.keeper import serve
from app.settings import read_settings
from geodata.errors import InputError
from tests.grounds import DEEPEST, picture, write_mbtiles, write_pmtiles

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ground")
    write_pmtiles(folder / "mali.pmtiles")
    write_mbtiles(folder / "survey.mbtiles")
    return folder


def _client(settings: Settings, path: Path) -> Client:
    return Client(create_app(replace(settings, ground=path)))


@pytest.fixture(scope="module")
def vector(settings: Settings, folder: Path) -> Client:
    return _client(settings, folder / "mali.pmtiles")


def test_a_file_says_what_it_holds_and_whom_to_credit(folder: Path) -> None:
    vector, raster = (read_ground(folder / name) for name in ("mali.pmtiles", "survey.mbtiles"))
    assert (vector.kind, vector.max_zoom) == ("vector", DEEPEST)
    assert vector.attribution == "Protomaps © OpenStreetMap (ODbL)"
    assert (raster.kind, raster.max_zoom, raster.attribution) == ("raster", DEEPEST, "Own survey")


def test_another_file_is_refused_in_both_languages(folder: Path) -> None:
    (folder / "notes.txt").write_text("a text")
    write_pmtiles(folder / "pictures.pmtiles", kind=2)
    write_mbtiles(folder / "vectors.mbtiles", "pbf")
    (folder / "cut.pmtiles").write_bytes((folder / "mali.pmtiles").read_bytes()[:60])
    for name in ("notes.txt", "pictures.pmtiles", "vectors.mbtiles", "cut.pmtiles", "missing.pmtiles"):
        with pytest.raises(InputError) as refused:
            read_ground(folder / name)
        assert name in refused.value.text.fr
        assert name in refused.value.text.en


def test_a_range_is_answered_and_checked(vector: Client, folder: Path) -> None:
    ground = read_ground(folder / "mali.pmtiles")
    whole = (folder / "mali.pmtiles").read_bytes()
    url = f"/{ground.url}"
    part = vector.get(url, headers={"Range": "bytes=0-126"})
    assert (part.status_code, part.data) == (206, whole[:127])
    assert part.headers["Content-Range"] == f"bytes 0-126/{len(whole)}"
    assert part.headers["Accept-Ranges"] == "bytes"
    assert "immutable" in part.headers["Cache-Control"]
    tag = part.headers["ETag"]
    same = vector.get(url, headers={"Range": "bytes=-7", "If-Range": tag})
    assert (same.status_code, same.data) == (206, whole[-7:])
    other = vector.get(url, headers={"Range": "bytes=0-126", "If-Range": '"another"'})
    assert (other.status_code, other.data) == (200, whole)
    assert vector.get(url, headers={"If-None-Match": tag}).status_code == 304
    assert vector.get(url, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    head = vector.head(url)
    assert (head.status_code, head.headers["Content-Length"], head.data) == (200, str(len(whole)), b"")


def test_a_large_file_is_read_by_ranges_only(settings: Settings, folder: Path) -> None:
    large = folder / "large.pmtiles"
    large.write_bytes((folder / "mali.pmtiles").read_bytes() + bytes(17 * 1024 * 1024))
    client, url = _client(settings, large), f"/{read_ground(large).url}"
    refused = client.get(url, headers={"Accept-Language": "en"})
    assert (refused.status_code, refused.headers["Accept-Ranges"]) == (400, "bytes")
    assert "16 MiB" in refused.get_data(as_text=True)
    assert client.get(url, headers={"Range": "bytes=0-99"}).status_code == 206


def test_tiles_are_counted_from_the_north(settings: Settings, folder: Path) -> None:
    client = _client(settings, folder / "survey.mbtiles")
    base = f"/{read_ground(folder / 'survey.mbtiles').url}"
    tile = client.get(base.format(z=3, x=2, y=1))
    assert (tile.status_code, tile.mimetype, tile.data) == (200, "image/png", picture(3, 2, 1))
    for z, x, y in ((3, 8, 0), (DEEPEST + 1, 0, 0), (60, 0, 0)):
        assert client.get(base.format(z=z, x=x, y=y)).status_code == 404


def test_an_address_never_names_a_file(vector: Client, folder: Path) -> None:
    (folder / "secret.pmtiles").write_bytes(b"PMTiles of another matter")
    for path in ("secret", "..%2Fsecret", "mali", "%2Fetc%2Fpasswd", "0" * 12):
        answer = vector.get(f"/ground/{path}.pmtiles")
        assert answer.status_code in {400, 404}, path
        assert b"another matter" not in answer.data


def test_without_the_setting_there_is_no_ground(settings: Settings, folder: Path) -> None:
    client = Client(create_app(settings))
    assert client.get(f"/{read_ground(folder / 'mali.pmtiles').url}").status_code == 404
    assert 'value="ground"' not in client.get("/?lang=fr").get_data(as_text=True)


def test_the_reader_may_choose_it_and_no_host_is_named_for_it(vector: Client, settings: Settings) -> None:
    page: Any = vector.get("/?lang=en&base=ground")
    assert "Detailed map" in page.get_data(as_text=True)
    assert '"base=ground' not in page.get_data(as_text=True)
    policy = page.headers["Content-Security-Policy"]
    assert policy == Client(create_app(settings)).get("/?lang=en").headers["Content-Security-Policy"]


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "JSON"),
        ("[]", "JSON object"),
        ('{"Été": {}}', "lower-case"),
        ('{"a": []}', "“a”: must be"),
        (f'{{"a": {{"url": "{TILES}", "attribution": "©"}}}}', "“title”"),
        (f'{{"a": {{"url": "{TILES}", "title": "A", "attribution": " "}}}}', "“attribution”"),
        ('{"a": {"url": "javascript:{z}{x}{y}", "title": "A", "attribution": "©"}}', "“url”"),
        (
            '{"a": {"url": "https://tiles.example/{z}/{x}.png", "title": "A", "attribution": "©"}}',
            "“url”",
        ),
        (f'{{"a": {{"url": "{TILES}", "title": "A", "attribution": "©", "max_zoom": "9"}}}}', "“max_zoom”"),
        (f'{{"a": {{"url": "{TILES}", "title": "A", "attribution": "©", "max_zoom": true}}}}', "“max_zoom”"),
    ],
)
def test_online_basemaps_that_cannot_be_used_are_told_at_the_start(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "basemaps.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as refused:
        read_settings({"ATLAS_BASEMAPS": str(path)})
    assert said in refused.value.text.en
    assert str(path) in refused.value.text.fr


def test_online_basemaps_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "basemaps.json"
    path.write_text("{}")
    assert read_settings({"ATLAS_BASEMAPS": str(path)}).basemaps == {}
    own = {"local-1": {"url": TILES, "title": "A", "attribution": "© A", "max_zoom": 12}}
    path.write_bytes(orjson.dumps(own))
    assert read_settings({"ATLAS_BASEMAPS": str(path)}).basemaps == own


def test_a_file_of_tiles_that_cannot_be_used_is_told_before_anything_is_served(
    tmp_path: Path, settings: Settings
) -> None:
    for name in ("nowhere.pmtiles", "text.pmtiles"):
        (tmp_path / "text.pmtiles").write_text("text")
        with pytest.raises(InputError, match="ATLAS_GROUND"):
            serve(replace(settings, ground=tmp_path / name))
