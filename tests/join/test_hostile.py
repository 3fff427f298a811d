"""Files meant to break the reader: refused in both languages, or neutralised."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sqlite3
import struct
import time
import warnings
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.errors import InputError
from geodata.own.join import join, read_knowing
from geodata.own.limits import Limits
from geodata.own.reading.apart import read_apart
from geodata.own.reading.files import read_table
from geodata.own.writing import as_csv, write_frame
from tests.join.making import ODS_HEAD, ODS_TAIL, kml, shp, written, xlsx, zipped

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Limits(bytes=1_000_000, unpacked_bytes=2_000_000, rows=1_000, columns=50, vertices=1_000, members=20)


def refused(data: bytes, name: str, limits: Limits = SMALL) -> str:
    with pytest.raises(InputError) as caught:
        read_table(data, name, limits)
    assert caught.value.text.fr != caught.value.text.en
    return caught.value.text.en


def sheet_xml(cells: str) -> bytes:
    book = xlsx([["Lieu"], ["Gao"]])
    members = {
        info: zipfile.ZipFile(io.BytesIO(book)).read(info)
        for info in zipfile.ZipFile(io.BytesIO(book)).namelist()
    }
    members["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{cells}</sheetData></worksheet>"
    )
    return zipped(members)


def test_a_file_too_large() -> None:
    assert "more than 1000000 bytes" in refused(b"lieu\n" + b"Gao\n" * 300_000, "a.csv")


@pytest.mark.parametrize("data", [b"", b"  \n\n ", b"\xef\xbb\xbf", b";;;\n;;\n"])
def test_an_empty_file(data: bytes) -> None:
    assert "empty" in refused(data, "a.csv")


def test_too_many_rows_and_columns() -> None:
    assert "rows" in refused(b"lieu\n" + b"Gao\n" * 2_000, "a.csv")
    assert "columns" in refused((",".join(f"c{n}" for n in range(100_000)) + "\n").encode(), "a.csv")
    assert "columns" in refused(b"x," * 400_000 + b"x", "million.csv")


def test_empty_cells_to_the_right_are_no_columns() -> None:
    assert list(
        read_table(b"Lieu" + b"," * 16_000 + b"\nGao" + b"," * 16_000 + b"\n", "a.csv", SMALL).frame.columns
    ) == ["Lieu"]


def test_a_cell_of_ten_megabytes() -> None:
    assert "characters in one cell" in refused(
        b'lieu,x\nGao,"' + b"a" * 10_000_000 + b'"\n', "a.csv", Limits()
    )
    assert "characters in one cell" in refused(b"lieu,x\nGao," + b"a" * 110_000 + b"\n", "a.csv", Limits())


def test_an_open_quote_swallows_nothing_silently() -> None:
    rows = "".join(f"Gao,{n}\n" for n in range(50_000))
    assert "characters in one cell" in refused(f'lieu,n\nKidal,"1\n{rows}'.encode(), "a.csv", Limits())


def test_nul_characters_are_taken_out_and_binaries_refused() -> None:
    reading = read_table(b"Lieu,n\nGa\0o,1\n", "a.csv")
    assert reading.frame.iloc[0, 0] == "Gao"
    assert any("NUL" in note.en for note in reading.notes)
    assert "not text" in refused(os.urandom(200) + b"\0" * 3_000 + b"\xff\xfe" * 3 + b"\0\1\2" * 900, "a.csv")
    assert "expected are CSV" in refused(b"%PDF-1.7 ...", "a.csv")
    assert "expected are CSV" in refused(b"\x89PNG\r\n\x1a\n", "a.xlsx")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({"a.shp": b"\0" * 50_000_000, "a.dbf": b""})
    assert len(bomb) < SMALL.bytes
    began = time.monotonic()
    assert "once unpacked" in refused(bomb, "a.zip")
    assert time.monotonic() - began < 2
    assert "once unpacked" in refused(sheet_xml("<row>" + " " * 5_000_000 + "</row>"), "a.xlsx")


def test_a_directory_that_lies_about_sizes() -> None:
    honest = zipped({"a.shp": b"\0" * 3_000_000, "a.dbf": b"", "a.shx": b""})
    lying = honest.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10))
    assert refused(lying, "a.zip")


def test_many_members_and_archives_in_archives() -> None:
    assert "files in the archive" in refused(zipped({f"{n}.shp": b"" for n in range(100)}), "a.zip")
    assert "expected are CSV" in refused(zipped({"inner.zip": zipped({"a.csv": b"lieu\nGao\n"})}), "a.zip")


@pytest.mark.parametrize(
    "path", ["../../etc/cron.d/a.shp", "/etc/a.shp", "..\\..\\a.shp", "C:\\a.shp", "a/../../b.shp"]
)
def test_paths_that_lead_out_of_an_archive(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "leads out" in refused(zipped({path: b"x", path.replace(".shp", ".dbf"): b"x"}), "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_file_is_never_a_path() -> None:
    assert read_table(b"lieu\nGao\n", "../../etc/passwd").name == "passwd"
    assert read_table(b"lieu\nGao\n", "C:\\Users\\x\\liste.csv").name == "liste.csv"


ENTITY = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities(encoding: str) -> None:
    text = (
        kml([["Name", "lon", "lat"], ["&a;", "1", "18"]])
        .decode()
        .replace("&amp;", "&")
        .replace("?><kml", f"?>{ENTITY}<kml")
    )
    assert "entities" in refused(
        text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"').encode(encoding), "a.kml"
    )
    assert "entities" in refused(text.replace("kml", "gpx").encode(encoding), "a.gpx")
    assert "entities" in refused(zipped({"doc.kml": text}), "a.kmz")


def test_xml_entities_in_workbooks() -> None:
    members = {"[Content_Types].xml": ENTITY + "<Types/>", "xl/workbook.xml": "<workbook/>"}
    assert "entities" in refused(zipped(members), "a.xlsx")
    assert "entities" in refused(zipped({"content.xml": ENTITY + ODS_HEAD + ODS_TAIL}), "a.ods")


def test_a_layer_that_points_elsewhere_is_not_opened() -> None:
    inside = b'<OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    virtual = b"<OGRVRTDataSource>" + inside + b"</OGRVRTDataSource>"
    assert "neither KML nor GPX" in refused(virtual, "a.geojson")
    assert refused(b'{"type": "Topology", "objects": {}}', "a.geojson")
    assert refused(b'{"type": "FeatureCollection", "features": "/etc/passwd"}', "a.geojson")


def test_deep_or_damaged_json() -> None:
    assert refused(b'{"a":' * 100_000, "a.json")
    assert refused(b'{"type": "FeatureCollection", "features": [{"type": "Feature"', "a.json")
    assert refused(
        b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":["x","y"]}}]}',
        "a.json",
    )


def test_a_cell_in_the_last_corner_of_a_sheet() -> None:
    far = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>Lieu</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    assert "rows" in refused(far, "a.xlsx")
    wide = sheet_xml('<row r="1"><c r="A1" t="str"><v>Lieu</v></c><c r="ZZZ1"><v>1</v></c></row>')
    assert "columns" in refused(wide, "a.xlsx")


def test_an_ods_whose_cells_are_repeated_without_end() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="2000000000">{cell}</table:table-row>'
    assert "rows" in refused(zipped({"content.xml": ODS_HEAD + rows + ODS_TAIL}), "a.ods")


def test_formulas_are_not_computed_nor_written() -> None:
    book = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>Lieu</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x")</f><v>Gao</v></c></row>'
    )
    assert read_table(book, "a.xlsx").frame.iloc[0, 0] == "Gao"
    joined = join(b'Lieu,"=cmd|\'/c calc\'!A1"\nGao,"@SUM(1)"\nKidal,-1\n')
    lines = as_csv(joined.frame).splitlines()
    assert lines[0].startswith("Lieu,'=cmd")
    assert lines[1].startswith("Gao,'@SUM(1)")


def test_formulas_stay_text_in_workbooks(tmp_path: Path) -> None:
    write_frame(join(b'Lieu,x\nGao,"=1+1"\n').frame, tmp_path / "a.xlsx")
    sheet = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert read_table(tmp_path / "a.xlsx").frame.loc[0, "x"] == "=1+1"


def test_html_stays_text() -> None:
    joined = join(b"Lieu,x\nGao,<img src=x onerror=alert(1)>\n")
    assert joined.frame.loc[0, "x"] == "<img src=x onerror=alert(1)>"


def test_too_many_vertices() -> None:
    line = shapely.LineString([(n / 1e4, 15) for n in range(5_000)])
    text = json.dumps({"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(line)})
    assert "vertices" in refused(text.encode(), "a.geojson")


def test_invalid_geometry_is_mended_and_counted() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 15], [1, 16], [1, 15], [0, 16], [0, 15]]]}
    off = {"type": "Point", "coordinates": [700000, 1800000]}
    features = [
        {"type": "Feature", "properties": {"n": n}, "geometry": g} for n, g in enumerate((bow, off, None))
    ]
    reading = read_table(
        json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.geojson"
    )
    assert reading.frame.geometry.iloc[0].is_valid
    assert reading.frame.geometry.iloc[1] is None
    said = " ".join(note.en for note in reading.notes)
    assert "1 invalid geometry" in said
    assert "1 geometry(ies) off the globe" in said
    assert "1 feature(s) without geometry" in said


def test_a_shapefile_without_its_system_whose_numbers_are_no_degrees() -> None:
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=gpd.points_from_xy([700_000], [1_800_000]), crs=32630)
    parts = {n: c for n, c in written(frame, "a.shp").items() if not n.endswith(".prj")}
    assert ".prj" in refused(zipped(parts), "a.zip")
    without = list(zipfile.ZipFile(io.BytesIO(shp([["n", "x", "y"], ["Gao", "0", "16"]]))).namelist())
    assert any(path.endswith(".prj") for path in without)


def test_a_shapefile_that_lacks_a_part() -> None:
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=gpd.points_from_xy([0], [16]), crs=4326)
    assert refused(zipped({"a.shp": written(frame, "a.shp")["a.shp"][:60]}), "a.zip")


@pytest.mark.parametrize(
    "data",
    [
        b"SQLite format 3\0" + b"x" * 500,
        b"fgb\x03fgb\x00" + b"x" * 500,
        b"PAR1" + b"x" * 500 + b"PAR1",
        b"PK\x03\x04" + b"x" * 500,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500,
    ],
    ids=["gpkg", "fgb", "parquet", "zip", "xls"],
)
def test_damaged_files(data: bytes) -> None:
    assert "cannot be read" in refused(data, "a")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        read_table(tmp_path)


def slow(_data: bytes, _name: str, _limits: Limits) -> None:
    time.sleep(60)


def greedy(_data: bytes, _name: str, _limits: Limits) -> None:
    len(bytearray(3_000_000_000))


def crashing(_data: bytes, _name: str, _limits: Limits) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def test_reading_apart_gives_the_same_and_the_same_refusals() -> None:
    reading = read_apart(b"Lieu;n\nGao;1\n", "a.csv")
    pd.testing.assert_frame_equal(reading.frame, read_table(b"Lieu;n\nGao;1\n", "a.csv").frame)
    with pytest.raises(InputError, match="empty"):
        read_apart(b" ", "a.csv")


def test_reading_apart_knows_the_places() -> None:
    reading = read_apart(b"Gao\nKidal\n", "a.csv", read=read_knowing)
    assert reading.frame.iloc[:, 0].tolist() == ["Gao", "Kidal"]
    assert join(reading).report.located == 2


def test_reading_that_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match="seconds of reading"):
        read_apart(b"x", "a.csv", Limits(seconds=1), read=slow)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("read", [greedy, crashing])
def test_reading_that_needs_too_much_or_crashes_harms_nobody(read: object) -> None:
    with pytest.raises(InputError, match="too much memory"):
        read_apart(b"x", "a.csv", Limits(memory_bytes=2_500_000_000), read=read)


@pytest.mark.parametrize("seed", range(30))
def test_bytes_of_nothing_are_no_table(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    data = chance.randbytes(chance.choice([200, 2_000, 20_000]))
    assert "cannot be read" in refused(data, "a.csv")
    assert "cannot be read" in refused(b"Lieu;n\nGao;1\n" + data, "a.csv")


def test_a_slip_of_a_control_character_is_no_binary() -> None:
    assert read_table(b"Lieu;n\nGao\x02;1\nKidal;2\n", "a.csv").frame.shape == (2, 2)


def test_a_view_of_a_geopackage_that_never_ends_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=gpd.points_from_xy([0], [16]), crs=4326)
    frame.to_file(path, layer="sites")
    with sqlite3.connect(path) as database:
        endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select x from c"
        database.execute(f"create view endless as {endless}")
        contents = "insert into gpkg_contents (table_name, data_type, identifier)"
        database.execute(f"{contents} values ('endless', 'attributes', 'e')")
    database.close()
    began = time.monotonic()
    for sheet in ("", "endless"):
        with pytest.raises(InputError, match="seconds of reading"):
            read_apart(path.read_bytes(), "a.gpkg", Limits(seconds=6), sheet=sheet)
    assert time.monotonic() - began < 60


def test_a_link_in_an_archive_is_not_followed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("sites.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    reading = read_table(stream.getvalue(), "a.zip")
    assert "root" not in " ".join(reading.frame.to_numpy().ravel().tolist() + list(map(str, reading.frame)))


def test_members_of_one_name_and_archives_in_archives() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.csv", "Lieu\nGao\n")
        archive.writestr("a.csv", "Lieu\nKidal\n")
    assert len(read_table(stream.getvalue(), "a.zip").frame) == 1
    inner = zipped({"b.csv": "Lieu\nGao\n"})
    assert "cannot be read" in refused(zipped({"inner.csv": inner}), "a.zip")
    many = zipped({f"{n}.csv": "Lieu\nGao\n" for n in range(45)})
    assert "tables in the archive" in refused(many, "a.zip", Limits())


def test_a_bomb_in_a_workbook_in_an_archive() -> None:
    bomb = sheet_xml("<row>" + " " * 5_000_000 + "</row>")
    assert "once unpacked" in refused(zipped({"a.xlsx": bomb}), "a.zip")


@pytest.mark.parametrize(
    "system",
    ["file:///etc/passwd", "+init=/etc/passwd:1", "+proj=pipeline +step", "EPSG:999999", "x" * 100_000, ""],
)
def test_a_reference_system_that_is_none(system: str) -> None:
    document = {
        "type": "FeatureCollection",
        "crs": {"properties": {"name": system}},
        "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 16]}}
        ],
    }
    if system:
        assert "cannot be read" in refused(json.dumps(document).encode(), "a.geojson")
    else:
        assert len(read_table(json.dumps(document).encode(), "a.geojson").frame) == 1


@pytest.mark.parametrize(
    "geometry",
    [
        '{"type":"Point","coordinates":[1e308,1e308]}',
        '{"type":"Point","coordinates":[]}',
        '{"type":"Polygon","coordinates":[[[0,15],[0,15],[0,15],[0,15]]]}',
        '{"type":"LineString","coordinates":[[0,15],[0,15]]}',
    ],
)
def test_geometry_of_nothing_or_off_the_globe_is_left_out(geometry: str) -> None:
    feature = f'{{"type":"Feature","properties":{{"a":1}},"geometry":{geometry}}}'
    text = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    joined = join(text.encode())
    assert len(joined.frame) == 1
    lon, lat = joined.frame["atlas_lon"].iloc[0], joined.frame["atlas_lat"].iloc[0]
    assert pd.isna(lon) or (-180 <= lon <= 180 and -90 <= lat <= 90)


def test_collections_in_collections_without_end() -> None:
    deep = '{"type":"GeometryCollection","geometries":[' * 5_000 + "]}" * 5_000
    text = f'{{"type":"Feature","properties":{{}},"geometry":{deep}}}'
    assert refused(text.encode(), "a.geojson", Limits())


def test_folders_in_folders_without_end_harm_nobody() -> None:
    deep = "<Folder>" * 30_000 + "</Folder>" * 30_000
    text = (
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{deep}</Document></kml>'
    )
    with pytest.raises(InputError):
        read_apart(text.encode(), "a.kml", Limits(seconds=20))


def test_quotes_without_end() -> None:
    for data in (b'"' * 1_000_000, b'a,"' * 200_000, b'"' + b"x\n" * 400_000):
        began = time.monotonic()
        with pytest.raises(InputError):
            read_table(data, "a.csv", Limits())
        assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "name",
    [
        "\u202eGao",
        "G\u200bao",
        "Gao\ufeff",
        "Gа\u043e",
        "ＧＡＯ",
        "Gao\u0301\u0301\u0301",
        "G" + "a" * 50_000 + "o",
    ],
)
def test_letters_that_deceive_are_not_taken_for_another_place(name: str) -> None:
    found = join(f"Lieu\n{name}\n".encode()).matched.found[0]
    assert found.place < 0 or found.against == "Gao"


def test_headings_that_scripts_and_files_know_are_plain_columns() -> None:
    heads = [
        "__proto__",
        "constructor",
        "toString",
        "geometry",
        "id",
        "fid",
        "ogc_fid",
        "index",
        "<b>",
        "a.b",
        "'; drop table kept; --",
    ]
    text = ",".join(["Lieu", *heads]) + "\n" + ",".join(["Gao"] + ["x"] * len(heads)) + "\n"
    joined = join(text.encode())
    assert joined.frame["atlas_place_id"].tolist() == ["gao"]
    assert len(set(map(str.casefold, joined.frame.columns))) == len(joined.frame.columns)
