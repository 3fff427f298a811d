"""Files of every form, made of the rows of a case."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import geopandas as gpd
import xlsxwriter

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Feuille1">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def rows_of(text: str) -> list[list[str]]:
    return [line.split(";") for line in text.splitlines() if line]


def as_bytes(form: str, text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding) if form == "csv" else MAKERS[form](rows_of(text))


def xlsx(rows: list[list[str]]) -> bytes:
    """A workbook; ``<`` merges a cell with the one above."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sites")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                below = 0
                while r + below + 1 < len(rows) and rows[r + below + 1][c : c + 1] == ["<"]:
                    below += 1
                if cell == "<":
                    continue
                if below:
                    sheet.merge_range(r, c, r + below, c, cell)
                else:
                    sheet.write(r, c, float(cell) if is_number(cell) else cell)
    return stream.getvalue()


def is_number(cell: str) -> bool:
    return bool(cell) and cell.removeprefix("-").replace(".", "", 1).isdigit()


def zipped(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return stream.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS_HEAD + cells + ODS_TAIL,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def frame_of(rows: list[list[str]]) -> gpd.GeoDataFrame:
    head, *body = rows
    lon, lat = [[float(row[n]) if row[n] else None for row in body] for n in (1, 2)]
    return gpd.GeoDataFrame(
        {head[0]: [row[0] for row in body]}, geometry=gpd.points_from_xy(lon, lat), crs=4326
    )


def written(frame: gpd.GeoDataFrame, name: str, **options: object) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / name, **options)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def geojson(rows: list[list[str]]) -> bytes:
    return written(frame_of(rows), "a.geojson")["a.geojson"]


def gpkg(rows: list[list[str]]) -> bytes:
    return written(frame_of(rows).to_crs(32630), "a.gpkg", layer="sites")["a.gpkg"]


def kml(rows: list[list[str]]) -> bytes:
    marks = "".join(
        f"<Placemark><name>{escape(n)}</name><Point><coordinates>{x},{y}</coordinates></Point></Placemark>"
        for n, x, y in rows[1:]
    )
    return f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


def kmz(rows: list[list[str]]) -> bytes:
    return zipped({"files/doc.kml": kml(rows)})


def gpx(rows: list[list[str]]) -> bytes:
    marks = "".join(f'<wpt lat="{y}" lon="{x}"><name>{escape(n)}</name></wpt>' for n, x, y in rows[1:])
    return f'<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">{marks}</gpx>'.encode()


def shp(rows: list[list[str]]) -> bytes:
    parts = written(frame_of(rows).to_crs(32631), "sites.shp", encoding="utf-8")
    return zipped({f"Données 2021/couches/{name}": content for name, content in parts.items()})


def fgb(rows: list[list[str]]) -> bytes:
    return written(frame_of(rows), "a.fgb", driver="FlatGeobuf")["a.fgb"]


def parquet(rows: list[list[str]]) -> bytes:
    stream = io.BytesIO()
    frame_of(rows).to_parquet(stream)
    return stream.getvalue()


MAKERS = {
    "xlsx": xlsx,
    "ods": ods,
    "geojson": geojson,
    "gpkg": gpkg,
    "kml": kml,
    "kmz": kmz,
    "gpx": gpx,
    "shp": shp,
    "fgb": fgb,
    "parquet": parquet,
}
