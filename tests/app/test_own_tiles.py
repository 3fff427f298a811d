"""A reader's layer of many rows: drawn as tiles by the server, asked by place, refused elsewhere."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import datashader
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from PIL import Image

from app.factory import create_dash
from app.http.own_tiles import AT_HAND, EMPTY
from app.panels.own import adding, desk
from app.serving.beside import Beside
from geodata.own.keeping.store import Store, new_owner
from geodata.own.locating.guess import guess
from geodata.own.match import match
from geodata.own.naming.register import register_of
from geodata.own.reading.files import read_table
from geodata.tables import Tables
from layers.artifact.asof import as_of
from layers.artifact.colour import coloured
from layers.artifact.filtered import filtered
from layers.artifact.model import read_artifact
from layers.artifact.tiled.grid import on_map
from layers.artifact.tiled.keep import tiled_files
from layers.artifact.tiled.look import look_of
from layers.artifact.tiled.read import Tiled, read_tiled, rows_of
from layers.artifact.tiled.seen import seen
from layers.artifact.tiled.told import POINTS, ROWS, SHAPES, TOLD, read_told
from layers.build.own import Wish, _marks, draw_own
from layers.export.tiles import TILE, counts, draw_tile, spread
from layers.view.filter import read_filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.page.shell import AtlasDash
    from app.settings import Settings
    from layers.artifact.model import Artifact

MARKS = [mark.resolve("en") for mark in _marks("own-" + "0" * 32)]
HERE = (-2.0, 15.0)


def rows_at(lon: Any, lat: Any, mark: str = "row") -> gpd.GeoDataFrame:
    ids = [str(n) for n in range(len(lon))]
    said = {
        "id": ids,
        "mark": mark,
        "name_fr": [f"Fait {n}" for n in ids],
        "name_en": [f"Fact {n}" for n in ids],
    }
    return gpd.GeoDataFrame(
        said | {"n": np.arange(len(lon))}, geometry=gpd.points_from_xy(lon, lat), crs=4326
    )


def tiled_of(rows: gpd.GeoDataFrame) -> tuple[Tiled, dict[str, bytes]]:
    files = tiled_files(rows, MARKS)
    return read_tiled(read_told(files[TOLD]), files[POINTS], files.get(SHAPES)), files


def pixels(content: bytes) -> np.ndarray[Any, Any]:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGBA"))


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int, int]:
    x, y = on_map(lon, lat)
    return zoom, int(x * 2**zoom), int(y * 2**zoom)


def test_pixels_are_counted_as_datashader_counts_them() -> None:
    rng = np.random.default_rng(18)
    x, y = rng.uniform(0, 1, 20_000), rng.uniform(0, 1, 20_000)
    theirs = datashader.Canvas(64, 64, (0, 1), (0, 1)).points(pd.DataFrame({"x": x, "y": y}), "x", "y")
    assert (counts(x, y, (0, 0), 1, 64) == theirs.to_numpy()).all()


@pytest.mark.parametrize("reach", [1.3, 3.0, 5.5])
def test_a_disc_holds_what_lies_within_its_radius(reach: float) -> None:
    rng = np.random.default_rng(1)
    found = rng.integers(0, 3, (24, 24)).astype(np.int32)
    rows, columns = np.indices(found.shape)
    slow = [
        [found[(rows - r) ** 2 + (columns - c) ** 2 <= reach**2].sum() for c in range(24)] for r in range(24)
    ]
    assert (spread(found, reach) == slow).all()


def test_every_point_is_in_its_tile_and_none_is_in_an_empty_one() -> None:
    rng = np.random.default_rng(2)
    tiled, _ = tiled_of(rows_at(rng.uniform(-12, 4, 400), rng.uniform(10, 25, 400)))
    for zoom in (0, 3, 6, 9, 12, 17):
        for x, y in zip(tiled.x[:40], tiled.y[:40], strict=True):
            tile = (zoom, int(x * 2**zoom), int(y * 2**zoom))
            assert not tiled.told.is_empty(*tile)
            assert any((tiled.x[part] == x).any() for part in tiled.points_in(*tile))
    side = 2**5
    for column in range(side):
        for row in range(side):
            if tiled.told.is_empty(5, column, row):
                assert not pixels(draw_tile(tiled, 5, column, row))[..., 3].any(), (column, row)


def test_a_dot_across_two_tiles_is_drawn_in_both_and_where_it_lies() -> None:
    zoom = 8
    edge = (round(0.49 * 2**zoom) / 2**zoom - 0.5) * 360  # the limit between two columns of tiles
    tiled, _ = tiled_of(rows_at([edge + 1e-5], [15.0]))
    _, x, y = tile_at(edge + 1e-5, 15.0, zoom)
    for scale in (1, 2):
        left, right = (pixels(draw_tile(tiled, zoom, column, y, scale))[..., 3] for column in (x - 1, x))
        assert left.shape == (TILE * scale, TILE * scale)
        assert left[:, -1].any()
        assert not left[:, : -8 * scale].any()
        row = int((tiled.y[0] * 2**zoom - y) * TILE * scale)
        assert right[row, 0]


def test_more_rows_are_darker_and_hollow_dots_stay_hollow() -> None:
    lon, lat = HERE
    tile = tile_at(lon, lat, 11)
    one, many = (pixels(draw_tile(tiled_of(rows_at([lon] * n, [lat] * n))[0], *tile)) for n in (1, 100))
    drawn = one[..., 3] > 0
    assert (drawn == (many[..., 3] > 0)).all()
    assert (many[drawn] <= one[drawn])[:, :3].all()
    dark = one[drawn][:, :3].min(), many[drawn][:, :3].min()
    assert dark[1] < dark[0] * 0.5
    ring = pixels(draw_tile(tiled_of(rows_at([lon], [lat], "unit"))[0], *tile))[..., 3]
    assert 0 < (ring > 0).sum() <= drawn.sum()


def test_areas_and_lines_are_drawn_and_found() -> None:
    lon, lat = HERE
    rows = rows_at([lon] * 3, [lat] * 3)
    ring = [(lon - 1, lat - 1), (lon + 1, lat - 1), (lon + 1, lat + 1), (lon - 1, lat + 1)]
    hole = shapely.box(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5).exterior.coords
    shapes = [shapely.Polygon(ring, [hole]), shapely.LineString(ring), shapely.Point(lon, lat)]
    tiled, files = tiled_of(rows.set_geometry(shapes, crs=4326).assign(mark=["area", "line", "row"]))
    zoom, x, y = tile_at(lon, lat, 5)
    alpha = pixels(draw_tile(tiled, zoom, x, y))[..., 3]
    column, row = (
        int((each * 2**zoom - at) * TILE) for each, at in zip(on_map(lon + 0.75, lat), (x, y), strict=True)
    )
    assert 0 < alpha[row, column] < 255, "inside of the area"
    column, row = (
        int((each * 2**zoom - at) * TILE) for each, at in zip(on_map(lon + 0.3, lat), (x, y), strict=True)
    )
    assert alpha[row, column] == 0, "its hole"
    assert (alpha == 255).any(), "its line"
    found = [
        {
            each["properties"]["name"]
            for each in rows_of(io.BytesIO(files[ROWS]), tiled.at(*at, 7).tolist(), "en")
        }
        for at in ((lon + 0.75, lat), (lon, lat), (lon + 1, lat), (lon + 3, lat))
    ]
    assert found == [{"Fact 0"}, {"Fact 2"}, {"Fact 0", "Fact 1"}, set()]


#: Views of a table: day, filter, colour.
VIEWS = [
    ("", "", ""),
    ("2015-06-30", "", ""),
    ("", "n >= 40 AND n < 90", ""),
    ("", "kind IN ('attack', 'mine')", ""),
    ("", "n = '7'", "n.symbol"),
    ("", "kind <> 3 AND n > 5", ""),
    ("", "since = '2013-01-11'", ""),
    ("", "atlas_rule = 'position du fichier'", ""),
    ("", "atlas_precision = 'nulle part'", ""),
    ("", "state = 'planned' AND other_layer > 3 AND text LIKE '%x%'", ""),
    ("2019-01-01", "n <> 50", "n"),
    ("2000-01-01", "", "n"),
    ("", "", "nothing"),
]


@pytest.fixture(scope="module")
def sent_and_drawn() -> tuple[Artifact, Artifact, dict[str, bytes]]:
    """The same table as a layer that is sent, and as one that the server draws."""
    lines = ["lon,lat,date,kind,n"]
    for k in range(300):
        kind, day = ("attack", "mine", "arrest")[k % 3], f"20{13 + k % 9}-0{1 + k % 9}-11"
        lines.append(f"{-2 + k / 100},{15 + k % 7},{day if k % 5 else ''},{kind},{k if k % 4 else ''}")
    tables = Tables()
    register = register_of(tables)
    reading = read_table("\n".join(lines))
    matched = match(reading, guess(reading, register), register)
    name, wish = "own-" + "0" * 32, Wish("Events", "events.csv")
    sent, drawn = (draw_own(name, matched, wish, tables, most) for most in (1000, 10))
    return read_artifact(sent["layer.fr.geojson"]), read_artifact(drawn["layer.fr.geojson"]), drawn


@pytest.mark.parametrize(("day", "text", "colour"), VIEWS)
def test_a_layer_that_is_drawn_shows_the_rows_of_one_that_is_sent(
    sent_and_drawn: tuple[Artifact, Artifact, dict[str, bytes]], day: str, text: str, colour: str
) -> None:
    sent, drawn, files = sent_and_drawn
    wanted = read_filter(text)
    assert wanted is not None
    column = colour.partition(".")[0]
    expected = coloured(as_of(filtered(sent, wanted), day), f"{column}.tint" if column == "n" else column)
    look = look_of(drawn.meta, day, wanted, colour)
    whole = read_tiled(read_told(files[TOLD]), files[POINTS], None)
    shown = seen(whole, look, drawn.meta, io.BytesIO(files[ROWS]))
    numbers = range(300) if shown.rows is None else shown.rows.tolist()
    rows = rows_of(io.BytesIO(files[ROWS]), list(numbers), "fr")
    looks = {mark["key"]: (mark["color"], mark["label"]) for mark in expected.meta["marks"]}
    marks = [(mark["color"], mark["label"]) for mark in shown.told.marks]
    by_id = dict(zip((row["id"] for row in rows), (marks[n] for n in shown.mark), strict=True))
    assert by_id == {f["id"]: looks[f["properties"]["mark"]] for f in expected.features}
    assert bool(look) == (shown is not whole)


@pytest.fixture(scope="module")
def app(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AtlasDash:
    return create_dash(replace(settings, own=str(tmp_path_factory.mktemp("own"))))


@pytest.fixture(scope="module")
def store(app: AtlasDash) -> Store:
    assert app.collection.own
    return app.collection.own.store


@pytest.fixture(scope="module")
def client(app: AtlasDash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="module")
def layer(store: Store) -> Iterator[str]:
    """A table of 300 rows at three places, of which 50 are sent at most."""
    lines = ["lon,lat,nom,n"]
    lines += [f"{-2 + k % 3},{15 + k % 3},<b>Fait</b> {k},{k}" for k in range(299)]
    owner = new_owner()
    kept = desk.receive(store, owner, "\n".join([*lines, ",,sans lieu,1"]).encode(), "faits.csv")
    choice = desk.choice_of(store, kept.id)
    assert adding.wish_of(store, kept.id)["unit"] == ""
    yield adding.add_layer(store, owner, kept.id, choice, {"title": "Faits"}, 50).id
    store.delete(kept.id, owner)


def test_no_row_is_sent_and_tiles_are(client: FlaskClient, layer: str) -> None:
    sent = json.loads(client.get(f"/own/{layer}.fr.geojson").data)
    assert sent["features"] == []
    assert (sent["atlas"]["count"], sent["bbox"]) == (299, [-2, 15, 0, 17])
    assert sent["atlas"]["sources"][-1]["title"] == "Fichier du lecteur : faits.csv"
    assert sent["atlas"]["classes"]["n"]["how"] == "tint", "dots of one size"
    assert sent["atlas"]["classes"]["n"]["ends"][-1] == 298
    page = client.get(f"/?lang=en&layers={layer}").text
    assert "Darker where rows lie over each other" in page
    zoom, x, y = tile_at(*HERE, 8)
    answer = client.get(f"/own/tiles/{layer}/{zoom}/{x}/{y}.png?scale=2")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/png", "private, max-age=3600")
    assert pixels(answer.data).shape == (1024, 1024, 4)
    assert client.get(f"/own/tiles/{layer}/{zoom}/0/0.png").data == EMPTY
    assert not pixels(EMPTY)[..., 3].any()


def test_tiles_counts_and_clicks_follow_the_view(client: FlaskClient, layer: str) -> None:
    zoom, x, y = tile_at(*HERE, 8)
    address = f"/own/tiles/{layer}"
    plain, same, less, painted = (
        client.get(f"{address}/{zoom}/{x}/{y}.png?{asked}").data
        for asked in ("", "filter=theme = 'x'&colour=nom", "filter=n > 290", "colour=n")
    )
    assert plain == same
    assert len({plain, less, painted}) == 3
    assert client.get(f"{address}/count.json?filter=n >= 290").json == {"count": 9}
    told = client.get(f"{address}/rows.json?lon=-2&lat=15&zoom=8&lang=en&filter=n >= 290").json
    assert [row["properties"]["n"] for row in told["features"]] == [291, 294, 297]
    told = client.get(f"{address}/rows.json?lon=-2&lat=15&zoom=8&lang=en&colour=n").json
    assert {row["properties"]["mark"] for row in told["features"]} > {"class-0", "class-1"}


def test_what_lies_inside_a_shape_is_counted_and_listed(client: FlaskClient, layer: str) -> None:
    address = f"/own/tiles/{layer}/rows.json?lang=en"
    told = client.get(f"{address}&circle=-1.9,15.1,30&filter=n >= 200").json
    assert told["count"] == len(told["features"]) == 33
    assert {tuple(row["geometry"]["coordinates"]) for row in told["features"]} == {(-2.0, 15.0)}
    whole = client.get(f"{address}&within=-3,14,-0.5,14,-0.5,16.5,-3,16.5").json
    assert (whole["count"], len(whole["features"])) == (200, 100)
    assert client.get(f"{address}&circle=5,5,1").json == {"count": 0, "features": []}
    for refused in ("circle=1,2", "within=1,2,3", "circle=1,1,1&within=0,0,1,0,1,1"):
        assert client.get(f"{address}&{refused}").status_code == 400


def test_points_and_shapes_inside_are_those_that_shapely_finds() -> None:
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(-12, 4, 500), rng.uniform(10, 25, 500)
    rows = rows_at(lon, lat)
    boxes = shapely.box(lon, lat, lon + 0.5, lat + 0.5)
    shapes = np.where(np.arange(500) % 2, rows.geometry.to_numpy(), boxes)
    mixed = rows.set_geometry(list(shapes), crs=4326).assign(mark=np.where(np.arange(500) % 2, "row", "area"))
    tiled, files = tiled_of(mixed)
    area = shapely.Polygon([(-9, 12), (2, 13), (-1, 22), (-8, 19)])
    found = rows_of(io.BytesIO(files[ROWS]), tiled.number(tiled.inside(area)), "en")
    # Edges are straight on the map, as they are drawn: what lies within a hair of one is not compared.
    clear = ~shapely.intersects(shapely.buffer(area.exterior, 0.05), shapes)
    expected = set(np.flatnonzero(shapely.intersects(area, shapes) & clear).astype(str).tolist())
    assert expected <= {row["id"] for row in found}
    assert {row["id"] for row in found} - expected <= set(np.flatnonzero(~clear).astype(str).tolist())


@pytest.mark.parametrize("asked", ["date=2020", "date=yesterday", "filter=n OR 1", "filter=%00"])
def test_what_a_layer_cannot_be_asked_is_refused(client: FlaskClient, layer: str, asked: str) -> None:
    for path in ("8/120/120.png", "rows.json", "count.json"):
        answer = client.get(f"/own/tiles/{layer}/{path}?lon=-2&lat=15&zoom=8&{asked}")
        assert answer.status_code == 400 or answer.data == EMPTY


def test_a_click_is_told_how_many_rows_and_the_first_hundred(client: FlaskClient, layer: str) -> None:
    told = client.get(f"/own/tiles/{layer}/rows.json?lon=-2&lat=15&zoom=8&lang=fr").json
    assert told["count"] == 100
    told = client.get(f"/own/tiles/{layer}/rows.json?lon=-1&lat=16&zoom=0&lang=fr").json
    assert (told["count"], len(told["features"])) == (299, 100)
    first = told["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [-1.0, 16.0]}
    assert first["properties"]["name"].startswith("<b>Fait</b> ")
    assert first["properties"]["mark"] == "row"
    assert client.get(f"/own/tiles/{layer}/rows.json?lon=5&lat=15&zoom=8").json["features"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("8/0/0.png?scale=3", 404),
        ("8/256/0.png", 404),
        ("19/0/0.png", 404),
        ("-1/0/0.png", 404),
        ("99999999999999999999/0/0.png", 404),
        ("rows.json?lon=x&lat=1&zoom=1", 400),
        ("rows.json?lon=nan&lat=1&zoom=1", 400),
        ("rows.json?lon=1&lat=1&zoom=1e9", 400),
    ],
)
def test_what_is_no_tile_is_refused(client: FlaskClient, layer: str, path: str, status: int) -> None:
    assert client.get(f"/own/tiles/{layer}/{path}").status_code == status
    assert client.get(f"/own/tiles/own-{'0' * 32}/8/0/0.png").status_code == 404


@pytest.mark.parametrize("path", ["layers/{}.geojson", "layers/{}.csv", "atlas.gpkg?layers={}"])
def test_what_has_no_room_for_the_rows_says_so(client: FlaskClient, layer: str, path: str) -> None:
    answer = client.get("/" + path.format(layer), headers={"Accept-Language": "en"})
    assert answer.status_code == 400, answer.data[:300]
    assert "too many rows" in answer.text
    assert client.get(f"/own/files/{layer}/table.csv").status_code == 200, "but this holds them all"


def test_a_tile_is_computed_beside_only_where_it_is_not_at_hand(
    app: AtlasDash, layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = Beside(app.server, None, None, 1)  # type: ignore[arg-type]
    asked = []
    monkeypatch.setattr(
        beside, "_computed", lambda environ, _start: asked.append(environ["PATH_INFO"]) or [b""]
    )
    zoom, x, y = tile_at(-1, 16, 9)
    path = f"/own/tiles/{layer}/{zoom}/{x}/{y}.png"

    def get(path: str) -> tuple[str, bytes]:
        told: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
        }
        environ |= {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "HTTP_HOST": "127.0.0.1"}
        body = b"".join(beside(environ, lambda status, _headers, *_: told.append(status)))
        return (told or [""])[0], body

    get(path)
    assert asked == [path]
    drawn = app.server.test_client().get(path).data
    status, body = get(path)
    assert (status, body) == ("200 OK", drawn)
    assert get(f"/own/tiles/{layer}/9/0/0.png") == ("200 OK", EMPTY)
    assert asked == [path], "neither was asked of the processes beside"
    get(f"/own/tiles/{layer}/rows.json")
    assert len(asked) == 2
    assert AT_HAND.startswith("atlas.")


@pytest.mark.parametrize("asked", ["", "&filter=n >= 290&{}.colour=n", "&profile=public"])
def test_a_sheet_and_a_page_that_stands_alone_hold_a_picture_of_the_rows(
    client: FlaskClient, layer: str, asked: str
) -> None:
    view = f"layers={layer}&lang=en{asked.format(layer)}"
    sheet = client.get(f"/sheet.svg?{view}").text
    (data,) = re.findall(r'<image [^>]*href="data:image/png;base64,([^"]+)"', sheet)
    drawn = pixels(base64.b64decode(data))
    assert drawn[..., 3].any()
    assert "Row of the table" in sheet or "290" in sheet
    page = client.get(f"/export.html?{view}").text
    picture = re.search(r'"picture":{"data":"data:image/png;base64,([^"]+)","bounds":(\[\[[^}]+)}', page)
    assert picture
    (south, west), (north, east) = json.loads(picture[2])
    assert (south < 15, north > 17, west < -2, east > 0) == (True,) * 4
    whole = pixels(base64.b64decode(picture[1]))[..., 3] > 0
    (left, right), (bottom, top) = on_map(np.array([west, east]), np.array([south, north]))
    for lon, lat in ((-2, 15), (-1, 16), (0, 17)):
        x, y = on_map(lon, lat)
        column, row = (int(2048 * part) for part in ((x - left) / (right - left), (y - top) / (bottom - top)))
        assert whole[row - 3 : row + 4, column - 3 : column + 4].any(), (lon, lat)


def test_the_colours_on_a_sheet_are_those_of_the_screen(client: FlaskClient, layer: str) -> None:
    sheet = client.get(f"/sheet.svg?layers={layer}&lang=en&{layer}.colour=n").text
    (data,) = re.findall(r'<image [^>]*href="data:image/png;base64,([^"]+)"', sheet)
    zoom, x, y = tile_at(*HERE, 8)
    tile = pixels(client.get(f"/own/tiles/{layer}/{zoom}/{x}/{y}.png?colour=n").data)
    shades = [
        {tuple(colour) for colour in each[each[..., 3] > 0][:, :3].tolist()}
        for each in (pixels(base64.b64decode(data)), tile)
    ]
    assert shades[0] & shades[1]
