"""Map tiles: what they show, how they fit together, what is refused, and GDAL's own reading of them."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from flask import Flask
from lxml import etree
from PIL import Image
from rasterio.windows import from_bounds

from app.api import register_errors
from app.factory import create_dash
from app.http.drawers import Drawers
from app.http.tiles import SIDE, TILE, make_tiles
from app.panels.own import adding, desk
from geodata.own.keeping.store import new_owner
from layers.export.sheet.publish import tiles as drawing

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection
    from app.settings import Settings

ZOOM = 7
GAO = (-0.0447, 16.2717)  # longitude, latitude
TENTH = 20037508.342789244 / 10  # metres


@pytest.fixture(scope="module")
def tiles(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The tiles over a folder of their own, so that no run finds those of another."""
    folder: Path = tmp_path_factory.mktemp("build")
    for name in ("index.json", "static"):
        (folder / name).symlink_to(collection.folder.resolve() / name)
    server = Flask("tiles")
    own = type(collection)(folder, collection.index, collection.rules)
    server.register_blueprint(make_tiles(own, Drawers(folder, draws_here=True)))
    register_errors(server)
    return server.test_client()


def pixel(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of a place among all pixels of a zoom."""
    size = TILE * 2**zoom
    angle = math.asinh(math.tan(math.radians(lat)))
    return int((lon + 180) / 360 * size), int((1 - angle / math.pi) / 2 * size)


def picture(client: FlaskClient, layers: str, column: int, row: int, query: str = "lang=en") -> Any:
    answer = client.get(f"/tiles/{layers}/{ZOOM}/{column}/{row}.png?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    return np.asarray(Image.open(io.BytesIO(answer.data)).convert("RGBA"))


def test_both_sides_agree_on_what_a_square_is() -> None:
    assert (SIDE, TILE) == (drawing.SIDE, drawing.TILE)


def test_a_symbol_stands_where_its_place_is_in_the_colour_of_the_screen(
    tiles: FlaskClient, collection: Collection
) -> None:
    site = collection.artifact("sites", "en")
    gao = next(each for each in site.features if each["properties"].get("place_id") == "gao")
    mark = next(each for each in site.meta["marks"] if each["key"] == gao["properties"]["mark"])
    x, y = pixel(*GAO, ZOOM)
    shown = picture(tiles, "sites", x // TILE, y // TILE)
    around = shown[y % TILE - 4 : y % TILE + 5, x % TILE - 9 : x % TILE + 10].reshape(-1, 4)
    wanted = (*(int(mark["color"][n : n + 2], 16) for n in (1, 3, 5)), 255)
    assert wanted in {tuple(each) for each in around.tolist()}
    assert shown[0, 0, 3] == 0, "nothing is drawn over what lies below"
    ground = picture(tiles, "sites", x // TILE, y // TILE, "lang=en&base=atlas")
    assert (ground[..., 3] == 255).all()


def test_tiles_join_within_a_square_and_between_two(tiles: FlaskClient) -> None:
    for first in (61, 63):
        left, right = (picture(tiles, "sectors", column, 57) for column in (first, first + 1))
        differing = np.abs(left[:, -1].astype(int) - right[:, 0].astype(int)).max(axis=1) > 40
        assert (left[:, -1, 3] > 0).any()
        assert differing.mean() < 0.05, first


def test_the_name_of_a_point_at_an_edge_is_written_once(tiles: FlaskClient) -> None:
    """Gao lies just left of the edge of two squares: nothing but its symbol reaches into the next."""
    left, right = (picture(tiles, "sites", column, 58) for column in (63, 64))
    x, y = pixel(*GAO, ZOOM)
    assert x // TILE == 63
    assert (left[..., 3] > 0).sum() > 600, "symbol and name"
    edge = right[y % TILE - 20 : y % TILE + 20, 30:100]
    assert not edge[..., 3].any()


def test_the_filter_and_the_date_are_the_views(tiles: FlaskClient) -> None:
    whole = picture(tiles, "courts", 63, 57)
    for query in ("lang=en&filter=state = 'planned'", "lang=en&date=2013-01-01"):
        assert (picture(tiles, "courts", 63, 57, query) != whole).any(), query
    named = picture(tiles, "view", 63, 57, "lang=en&layers=courts&sel=gao&at=16,0,6&table=courts")
    assert (named == whole).all(), "the address of a page is that of its tiles"


def test_a_tile_is_drawn_once_for_its_square(tiles: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tiles.get("/tiles/regions,sites/6/31/28.png?lang=fr")
    monkeypatch.setattr(Drawers, "square", lambda *_: pytest.fail("drawn again"))
    for path in ("regions,sites/6/31/28", "sites,regions/6/31/28", "view/6/31/28", "sites,regions/6/30/29"):
        answer = tiles.get(f"/tiles/{path}.png?lang=fr&layers=sites,regions")
        assert answer.status_code == 200
        assert (answer.data == first.data) == path.endswith("31/28")
    tag = first.headers["ETag"]
    again = tiles.get("/tiles/regions,sites/6/31/28.png?lang=fr", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    far = tiles.get("/tiles/sites/6/1/1.png")
    assert not np.asarray(Image.open(io.BytesIO(far.data)).convert("RGBA"))[..., 3].any()


def test_a_screen_of_more_dots_has_its_tiles(tiles: FlaskClient) -> None:
    large = Image.open(io.BytesIO(tiles.get("/tiles/sectors/6/31/28@2x.png?lang=en").data))
    assert large.size == (2 * TILE, 2 * TILE)


@pytest.mark.parametrize(
    ("path", "status", "fr", "en"),
    [
        ("nope/6/31/28", 404, "Aucune couche « nope »", "No layer “nope”"),
        ("sites/3/1/1", 404, "zooms 4 à 16", "zooms 4 to 16"),
        ("sites/6/64/28", 404, "sous 2^zoom", "below 2^zoom"),
        ("sites/6/31/28?date=soon", 400, "date", "date"),
        ("sites/6/31/28?filter=((", 400, "filter", "filter"),
    ],
)
def test_what_is_refused_says_why(tiles: FlaskClient, path: str, status: int, fr: str, en: str) -> None:
    where, _, query = path.partition("?")
    for lang, words in (("fr", fr), ("en", en)):
        answer = tiles.get(f"/tiles/{where}.png?lang={lang}&{query}")
        assert answer.status_code == status
        assert words in answer.get_json(force=True)["title"]


def test_the_tiles_are_listed(client: FlaskClient, collection: Collection) -> None:
    links = client.get("/api?lang=en").get_json()["links"]
    assert "http://localhost/tiles/wmts.xml" in {link["href"].split("?")[0] for link in links}
    assert "/tiles/wmts.xml?lang=fr" in client.get("/api?f=html&lang=fr").get_data(as_text=True)
    listed = {each["id"]: each for each in client.get("/layers").get_json()["layers"]}
    assert listed["sites"]["tiles"]["fr"] == "/tiles/sites/{z}/{x}/{y}.png?lang=fr"
    root = etree.fromstring(client.get("/tiles/wmts.xml?lang=fr").data)
    spaces = {"w": "http://www.opengis.net/wmts/1.0", "o": "http://www.opengis.net/ows/1.1"}
    named = root.xpath("//w:Layer/o:Identifier/text()", namespaces=spaces)
    assert named == [entry["id"] for entry in collection.layers]
    titles = root.xpath("//w:Layer/o:Title/text()", namespaces=spaces)
    assert titles == [entry["title"]["fr"] for entry in collection.layers]


def xyz(server: str) -> str:
    """A description of the tiles for GDAL's WMS driver, as docs/gis.md has it."""
    edge = 10 * TENTH
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>{server}/tiles/sectors/${{z}}/${{x}}/${{y}}.png?lang=fr'
        f"</ServerUrl></Service><DataWindow><UpperLeftX>-{edge}</UpperLeftX><UpperLeftY>{edge}</UpperLeftY>"
        f"<LowerRightX>{edge}</LowerRightX><LowerRightY>-{edge}</LowerRightY><TileLevel>16</TileLevel>"
        "<TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>"
        "<Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY>"
        "<BandsCount>4</BandsCount></GDAL_WMS>"
    )


@pytest.mark.parametrize("kind", ["XYZ", "WMTS"])
def test_gdal_reads_the_same_picture_by_either_way(server: str, kind: str) -> None:
    source = xyz(server) if kind == "XYZ" else f"WMTS:{server}/tiles/wmts.xml?lang=fr,layer=sectors"
    with rasterio.open(source) as read:
        assert read.crs.to_epsg() == 3857
        window = from_bounds(-1_300_000, 1_200_000, 400_000, 2_800_000, read.transform)
        shown = read.read(window=window, out_shape=(4, 320, 340))
    drawn = (shown[3] > 0).mean()
    assert 0.4 < drawn < 0.6, "the sectors cover Mali, and Mali alone"
    centre = shown[:, 90, 240]  # of the Sahara, in the north
    assert centre[3] > 0


def test_a_readers_layer_is_drawn_and_nothing_of_it_kept(settings: Settings, tmp_path: Path) -> None:
    app = create_dash(replace(settings, own=str(tmp_path / "own"), computes=True))
    assert app.collection.own
    store, owner = app.collection.own.store, new_owner()
    kept = desk.receive(store, owner, b"Lieu,n\nGao,2\nTombouctou,1\n", "own.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    own = adding.add_layer(store, owner, kept.id, choice, {"title": "Mine"}).id
    answer = app.server.test_client().get(f"/tiles/{own}/6/31/29.png?lang=en")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert (np.asarray(Image.open(io.BytesIO(answer.data)).convert("RGBA"))[..., 3] > 0).sum() > 100
