"""Every format gives every layer back in both languages: identifiers, accents, numbers, dates, geometry."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import frictionless
import geopandas as gpd
import orjson
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from lxml import etree
from PIL import Image, ImageColor
from shapely import from_wkt

from geodata.errors import InputError, NotFoundError
from geodata.text import LANGS
from layers.export.gis.formats.geojson import as_artifact
from layers.export.gis.formats.kml import NAMESPACE, POINTS, anchor, color
from layers.export.gis.formats.kml_icons import SIDE
from layers.export.gis.formats.shp import DICTIONARY, TEXT
from layers.export.gis.formats.tabular import csv_metadata
from layers.export.gis.frame import read_layer
from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe
from layers.export.gis.registry import FORMATS, format_of
from layers.export.gis.request import choose
from layers.export.gis.short import short_names
from tests.layers.export.gis.conftest import QUERY
from tests.layers.export.gis.rfc7946 import faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer

SPACE = {"k": NAMESPACE}
HELD = [form for form in FORMATS if not form.whole]


@pytest.fixture(scope="module", params=LANGS)
def layers(request: pytest.FixtureRequest, every_layer: Callable[[Lang], list[GisLayer]]) -> list[GisLayer]:
    return every_layer(request.param)


def written(name: str, layers: list[GisLayer], folder: Path, **options: Any) -> Path:
    form = format_of(name)
    path = folder / f"made.{form.ending}"
    path.write_bytes(form.to_bytes(layers, QUERY, options))
    return path


def read_together(path: Path, layers: list[GisLayer]) -> gpd.GeoDataFrame:
    """Read layers with GDAL by their titles, in one opening: a KML is parsed whole each time."""
    titles = [(layer.id, layer.meta["title"].replace('"', '""')) for layer in layers]
    parts = [
        f"""SELECT '{name}' AS layer, Name, id, geometry FROM "{title}\""""  # noqa: S608 - our own titles
        for name, title in titles
    ]
    return pyogrio.read_dataframe(path, sql=" UNION ALL ".join(parts), sql_dialect="SQLITE")


def assert_same(layer: GisLayer, found: pd.DataFrame) -> None:
    """Hold the rows found against the layer's frame, whatever a driver makes of missing values."""
    for name in layer.frame.columns:
        if name == "geometry":
            continue
        kind = str(layer.frame[name].dtype)
        wanted, got = layer.frame[name], found[name]
        if kind.startswith("datetime"):
            wanted, got = wanted.dt.strftime("%Y-%m-%d"), pd.to_datetime(got).dt.strftime("%Y-%m-%d")
        elif kind in ("Int64", "Float64"):
            wanted, got = wanted.astype("Float64"), pd.to_numeric(got).astype("Float64")
        none = [None if pd.isna(cell) else cell for cell in wanted]
        assert [None if pd.isna(cell) else cell for cell in got] == none, (layer.id, name)


def assert_same_shapes(layer: GisLayer, found: gpd.GeoDataFrame, within: float = 0.0) -> None:
    for wanted, got in zip(layer.frame.geometry, found.geometry, strict=True):
        assert (wanted is None) == (got is None or got.is_empty), layer.id
        if wanted is not None:
            assert wanted.equals(got) if not within else wanted.hausdorff_distance(got) < within, layer.id


@pytest.mark.parametrize("name", ["fgb", "parquet"])
def test_a_columnar_file_gives_every_layer_back(layers: list[GisLayer], name: str, tmp_path: Path) -> None:
    for layer in layers:
        path = written(name, [layer], tmp_path)
        found = gpd.read_parquet(path) if name == "parquet" else gpd.read_file(path)
        if name == "fgb":  # the spatial index sorts the features
            found = found.set_index("id", drop=False).loc[list(layer.frame["id"])].reset_index(drop=True)
        assert found.crs.to_epsg() == 4326
        assert_same(layer, found)
        assert_same_shapes(layer, found)


def test_geojson_is_that_of_the_artifact_and_meets_the_rfc(
    layers: list[GisLayer], collection: Collection
) -> None:
    for layer in layers:
        made = as_artifact(layer, QUERY).collection
        assert faults(made) == [], layer.id
        path = collection.static / collection.layer(layer.id)["files"][layer.lang].lstrip("/")
        built = orjson.loads(path.read_bytes())
        assert faults(built) == [], layer.id
        assert [f["id"] for f in made["features"]] == [f["id"] for f in built["features"]]
        for ours, theirs in zip(made["features"], built["features"], strict=True):
            assert ours["properties"].items() <= theirs["properties"].items()
            wanted = theirs["geometry"]
            assert orjson.loads(orjson.dumps(ours["geometry"])) == wanted
        assert made["atlas"]["sources"] == built["atlas"]["sources"]


def test_kml_has_folders_styles_and_labels_and_opens(
    layers: list[GisLayer], whole_file: Callable[[str, Lang], Path]
) -> None:
    path = whole_file("kml", layers[0].lang)
    tree = etree.parse(path)
    folders = tree.xpath("/k:kml/k:Document/k:Folder/k:Folder/@id", namespaces=SPACE)
    assert folders == [layer.id for layer in layers if layer.frame.geometry.notna().any()]
    styles = {f"#{key}" for key in tree.xpath("//k:Style/@id", namespaces=SPACE)}
    assert set(tree.xpath("//k:styleUrl/text()", namespaces=SPACE)) <= styles
    marks = next(layer for layer in layers if layer.id == "sectors").meta["marks"]
    for mark in marks:
        path_to = f"//k:Style[@id='sectors.{mark['key']}']/k:PolyStyle/k:color/text()"
        drawn = tree.xpath(path_to, namespaces=SPACE)[0]
        assert f"#{drawn[6:8]}{drawn[4:6]}{drawn[2:4]}".upper() == mark["color"].upper()
        assert int(drawn[:2], 16) == round(mark["fill"] * 255)
    classes = tree.xpath("//k:Folder[@id='courts']/k:Folder/k:name/text()", namespaces=SPACE)
    courts = next(layer for layer in layers if layer.id == "courts")
    assert classes == [
        mark["label"] for mark in courts.meta["marks"] if mark["key"] in set(courts.frame["mark"])
    ]
    assert not tree.xpath(
        "//k:Placemark[not(k:Point or k:MultiGeometry or k:Polygon or k:LineString)]", namespaces=SPACE
    )
    for layer in layers:
        located = layer.frame[layer.frame.geometry.notna()]
        marks_of = f"//k:Folder[@id='{layer.id}']//k:Placemark"
        assert len(tree.xpath(marks_of, namespaces=SPACE)) == len(located)
        for column, edge in (("since", "begin"), ("until", "end")):  # what goes on has no last day
            stated = located[column].notna().sum() if column in located else 0
            edges = tree.xpath(f"{marks_of}/k:TimeSpan/k:{edge}", namespaces=SPACE)
            assert len(edges) == stated


@pytest.mark.parametrize("name", ["sites", "courts", "communes", "waters"])
def test_gdal_reads_a_kml_as_it_was_built(collection: Collection, name: str, tmp_path: Path) -> None:
    layer = read_layer(collection, name, "fr")
    path = written("kml", [layer], tmp_path)
    found = pd.concat([gpd.read_file(path, layer=part) for part in pyogrio.list_layers(path)[:, 0]])
    found = found.drop_duplicates("id").set_index("id").loc[list(layer.frame["id"])].reset_index()
    assert list(found["Name"]) == list(layer.frame["name"])
    assert_same_shapes(layer, found, within=1e-5)


def test_kmz_is_the_kml_with_the_symbols_of_its_points(
    layers: list[GisLayer], whole_file: Callable[[str, Lang], Path]
) -> None:
    path = whole_file("kmz", layers[0].lang)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "doc.kml"
        tree = etree.fromstring(archive.read("doc.kml"))
        pictures = {name: archive.read(name) for name in archive.namelist()[1:]}
    named = tree.xpath("//k:Icon/k:href/text()", namespaces=SPACE)
    assert sorted(named) == sorted(pictures)
    marks = {f"{anchor(layer.id + '.' + m['key'])}": m for layer in layers for m in layer.meta["marks"]}
    for name, picture in pictures.items():
        image, mark = Image.open(io.BytesIO(picture)), marks[name[6:-4]]
        assert (image.mode, image.size) == ("RGBA", (SIDE, SIDE))
        assert image.getpixel((0, 0))[3] == 0, "nothing around the symbol"
        shown = {pixel[:3] for _, pixel in image.getcolors(SIDE * SIDE) if pixel[3] == 255}
        assert ImageColor.getrgb(mark["stroke" if mark["fill"] < 0.5 else "color"]) in shown, name
    located = {anchor(f"{x.id}/{i}") for x in layers for i in x.frame["id"][x.frame.geom_type.isin(POINTS)]}
    drawn = {
        element.getparent().get("id")
        for element in tree.iter(f"{{{NAMESPACE}}}styleUrl")
        if f"icons/{element.text[1:]}.png" in pictures
    }
    assert located <= drawn, "every point has a picture"


def test_kml_names_no_picture_elsewhere_and_its_identifiers_are_xml_names(
    layers: list[GisLayer], whole_file: Callable[[str, Lang], Path]
) -> None:
    tree = etree.parse(whole_file("kml", layers[0].lang))
    assert tree.xpath("//k:href", namespaces=SPACE) == []
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in ids)
    for mark in next(layer for layer in layers if layer.id == "sites").meta["marks"]:
        style = f"//k:Style[@id='sites.{mark['key']}']/k:IconStyle"
        assert tree.xpath(f"{style}/k:color/text()", namespaces=SPACE) == [color(mark["color"], 1.0)]
        assert tree.xpath(f"{style}/k:scale/text()", namespaces=SPACE) == ["1.0"]


def test_a_shapefile_opens_and_says_what_it_shortened(layers: list[GisLayer], tmp_path: Path) -> None:
    for layer in layers:
        path = written("shp", [layer], tmp_path)
        parts = {
            name.removesuffix(".cpg"): f"/vsizip/{path}/{name.removesuffix('.cpg')}"
            for name in zipfile.ZipFile(path).namelist()
            if name.endswith(".cpg")
        }
        frames = [
            gpd.read_file(f"{where}.{'dbf' if name.endswith('_table') else 'shp'}")
            for name, where in parts.items()
        ]
        found = pd.concat(frames).set_index("id").loc[list(layer.frame["id"])].reset_index()
        assert list(found["name"]) == [
            text if len(text.encode()) <= TEXT else text.encode()[: TEXT - 3].decode(errors="ignore") + "…"
            for text in layer.frame["name"]
        ]
        names = short_names([c for c in layer.frame.columns if c != "geometry"])
        assert len({name.lower() for name in names.values()}) == len(names)
        dictionary = zipfile.ZipFile(path).read(DICTIONARY[layer.lang]).decode("utf-8-sig")
        told = {row["name"]: row["short"] for row in csv.DictReader(io.StringIO(dictionary))}
        assert told == names
        for name, short in names.items():
            if str(layer.frame[name].dtype).startswith("datetime"):
                wanted = [None if pd.isna(d) else d.date() for d in layer.frame[name]]
                assert [None if pd.isna(d) else pd.Timestamp(d).date() for d in found[short]] == wanted


def test_all_shapefiles_are_one_source_for_gdal_and_geopandas(
    layers: list[GisLayer], whole_file: Callable[[str, Lang], Path]
) -> None:
    path = whole_file("shp", layers[0].lang)
    with zipfile.ZipFile(path) as archive:
        assert not any("/" in name for name in archive.namelist())
        codes = {archive.read(name) for name in archive.namelist() if name.endswith(".cpg")}
    assert codes == {b"UTF-8"}
    listed = set(pyogrio.list_layers(path)[:, 0])
    assert {"sites_points", "courts_areas", "facts_table"} <= listed
    sites = gpd.read_file(path, layer="sites_points")
    assert len(sites) == 12
    if not shutil.which("ogrinfo"):
        pytest.skip("the rest needs Debian's gdal-bin")
    told = subprocess.run(["ogrinfo", "-q", str(path)], capture_output=True, text=True, check=True).stdout
    assert len(told.splitlines()) == len(listed)


def test_csv_gives_rows_points_and_areas_back(layers: list[GisLayer], tmp_path: Path) -> None:
    for layer in layers:
        found = pd.read_csv(written("csv", [layer], tmp_path), dtype=str, keep_default_na=False)
        assert [text.lstrip("'") for text in found.iloc[:, 0]] == list(layer.frame["id"])
        shapes = layer.frame.geometry
        areas = shapes.notna() & (shapes.geom_type != "Point")
        if areas.any():
            for text, wanted in zip(found.iloc[:, -1], shapes, strict=True):
                assert (
                    (from_wkt(text).equals(wanted))
                    if text
                    else (wanted is None or wanted.geom_type == "Point")
                )


def test_a_workbook_has_a_sheet_a_layer_and_its_sources(
    layers: list[GisLayer], whole_file: Callable[[str, Lang], Path]
) -> None:
    path = whole_file("xlsx", layers[0].lang)
    sheets = list(pyogrio.list_layers(path)[:, 0])
    assert len(sheets) == len(layers) + 2, "the fields, and what to know"
    for name, layer in zip(sheets, layers, strict=False):
        found = pyogrio.read_dataframe(path, layer=name, HEADERS="FORCE")
        assert list(found.iloc[:, 0].astype(str)) == list(layer.frame["id"])
    with zipfile.ZipFile(path) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets/" in name)


@pytest.mark.parametrize("form", HELD, ids=lambda form: form.id)
@pytest.mark.parametrize("lang", LANGS)
def test_a_file_says_where_it_comes_from(
    collection: Collection,
    form: Any,
    lang: Lang,
    tmp_path: Path,
) -> None:
    layer = read_layer(collection, "regions", lang)
    options = {"index": collection.index, "source": "https://atlas.example"}
    path = written(form.id, [layer], tmp_path, **options)
    said = describe(layer, QUERY)
    wanted = [said.licences[0], layer.meta["caveats"][0], "geoBoundaries", "2", QUERY]
    text = provenance_text(form.id, path, layer)
    assert all(word in text for word in wanted), [word for word in wanted if word not in text]


def provenance_text(name: str, path: Path, layer: GisLayer) -> str:
    """Everything a file says in words, wherever its format keeps them."""
    readers = {
        "csv": lambda: csv_metadata([layer], path.name, QUERY).decode(),
        "parquet": lambda: str(pq.read_schema(path).metadata[b"atlas"], "utf-8"),
        "kml": lambda: "\n".join(etree.parse(path).xpath("//k:description/text()", namespaces=SPACE)),
    }
    if name in readers:
        return readers[name]()
    content = path.read_bytes()
    return _zip_text(content) if zipfile.is_zipfile(path) else content.decode("utf-8", "ignore")


def _zip_text(content: bytes) -> str:
    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            texts.append(
                _zip_text(inner) if name.endswith((".qgz", ".kmz")) else inner.decode("utf-8", "ignore")
            )
    return "\n".join(texts).replace("&apos;", "'").replace("&amp;", "&")


#: SQLite counts the changes of a file in its header, so a GeoPackage is equal in content only.
STEADY = [form for form in FORMATS if form.id not in ("gpkg", "qgis", "tak")]


@pytest.mark.parametrize("form", STEADY, ids=lambda form: form.id)
def test_equal_layers_give_equal_bytes(collection: Collection, form: Any) -> None:
    ids = ("sites", "sectors", "places")
    layers = [read_layer(collection, name, "fr") for name in ids]
    options = {"index": collection.index, "source": "https://atlas.example"}
    assert form.to_bytes(layers, QUERY, options) == form.to_bytes(layers, QUERY, options)


def test_the_published_package_is_valid(tmp_path: Path) -> None:
    with zipfile.ZipFile(written("datapackage", [], tmp_path)) as archive:
        archive.extractall(tmp_path / "package")
    report = frictionless.Package(str(tmp_path / "package" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "message"])[:5]
    assert (tmp_path / "package" / "shapes" / "regions.geojson").is_file()


def test_merged_layers_keep_every_row_and_stay_apart(layers: list[GisLayer]) -> None:
    one = merge(layers)
    assert len(one.frame) == sum(len(layer.frame) for layer in layers)
    assert one.frame["id"].is_unique
    assert set(one.frame["mark"]) <= {mark["key"] for mark in one.meta["marks"]}
    assert [f["name"] for f in describe(one).fields] == [c for c in one.frame.columns if c != "geometry"]
    assert faults(as_artifact(one).collection) == []


def test_names_that_do_not_exist_are_refused(collection: Collection) -> None:
    with pytest.raises(NotFoundError, match="No such format"):
        format_of("dwg")
    with pytest.raises(NotFoundError, match="No layer"):
        choose(collection.index, "sites,atlantis")
    with pytest.raises(InputError):
        choose(collection.index, " , ")
    assert choose(collection.index, "sites,sectors,sites") == ("sectors", "sites")
