"""A file of several tables: the likeliest is read and said, another when it is asked for."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import xlsxwriter

from geodata.errors import InputError
from geodata.own.join import join, read_knowing
from tests.join.making import ODS_HEAD, ODS_TAIL, gpkg, kml, shp, xlsx, zipped

if TYPE_CHECKING:
    from geodata.own.reading.model import Reading

#: Codes and their meanings, longer than the table that they explain.
CODES = [["Code", "Sens"], *[[f"A{n}", f"sens numéro {n}"] for n in range(60)]]
SITES = [["Lieu", "n"], ["Gao", "1"], ["Kidal", "2"], ["Ménaka", "3"]]


def book(sheets: dict[str, list[list[str]]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return stream.getvalue()


def two_layers() -> bytes:
    """Areas, more of them, and a few points; and a table without shapes."""
    areas = gpd.GeoDataFrame(
        {"zone": [str(n) for n in range(9)]},
        geometry=[shapely.box(n / 9, 15, n / 9 + 0.1, 16) for n in range(9)],
        crs=4326,
    )
    points = gpd.GeoDataFrame({"nom": ["a", "b"]}, geometry=[shapely.Point(0, 16)] * 2, crs=4326)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        areas.to_file(path, layer="zones")
        points.to_file(path, layer="postes")
        gpd.GeoDataFrame(pd.DataFrame(SITES[1:], columns=SITES[0])).to_file(path, layer="liste")
        return path.read_bytes()


def folders() -> bytes:
    mark = "<Placemark><name>{}</name><Point><coordinates>0,16</coordinates></Point></Placemark>"
    inside = "".join(f"<Folder><name>{n}</name>{mark.format(n)}</Folder>" for n in ("Camps", "Puits"))
    start = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f"{start}{inside}</Document></kml>".encode()


def ods_of_two() -> bytes:
    def table(name: str, rows: list[list[str]]) -> str:
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        body = "".join(
            f"<table:table-row>{''.join(cell.format(c) for c in row)}</table:table-row>" for row in rows
        )
        return f'<table:table table:name="{name}">{body}</table:table>'

    head = ODS_HEAD.partition("<table:table ")[0]
    tail = ODS_TAIL.removeprefix("</table:table>")
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": head + table("Codes", CODES) + table("Sites", SITES) + tail,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


MANY = {
    "xlsx": (book({"Codes": CODES, "Sites": SITES}), "Sites", "Codes"),
    "ods": (ods_of_two(), "Sites", "Codes"),
    "gpkg": (two_layers(), "postes", "zones"),
    "kml": (folders(), "", "Puits"),
    "zip of tables": (
        zipped(
            {
                "dossier/codes.csv": "\n".join(";".join(r) for r in CODES),
                "dossier/sites.xlsx": xlsx(SITES),
            }
        ),
        "dossier/sites.xlsx",
        "dossier/codes.csv",
    ),
}


@pytest.mark.parametrize("form", MANY)
def test_the_likeliest_table_is_read_and_said_and_another_when_it_is_asked_for(form: str) -> None:
    data, likely, other = MANY[form]
    reading = read_knowing(data, "a")
    assert reading.sheet == likely
    assert {likely, other} - {""} <= set(reading.sheets)
    said = " ".join(note.en for note in reading.notes)
    assert likely in said if likely else "read together: Camps, Puits" in said
    again = read_knowing(data, "a", sheet=other)
    assert again.sheet == other
    assert not again.frame.equals(reading.frame)
    with pytest.raises(InputError, match="no sheet or layer “none”; it has: "):
        read_knowing(data, "a", sheet="none")


def test_a_table_of_a_geopackage_without_shapes_is_located_by_its_names() -> None:
    reading = read_knowing(two_layers(), "a.gpkg", sheet="liste")
    assert "geometry" not in reading.frame
    assert join(reading).frame["atlas_place_id"].tolist() == ["gao", "kidal", "menaka"]


def test_folders_of_a_kml_are_read_together_unless_one_is_asked_for() -> None:
    assert read_knowing(folders(), "a.kml").frame["Name"].tolist() == ["Camps", "Puits"]
    assert read_knowing(folders(), "a.kml", sheet="Puits").frame["Name"].tolist() == ["Puits"]


def test_a_shapefile_of_several_is_the_largest() -> None:
    small, large = (["n", "x", "y"], ["Gao", "0", "16"]), (["n", "x", "y"], *[["Gao", "0", "16"]] * 9)
    members: dict[str, bytes | str] = {}
    for name, rows in (("petit", small), ("grand", large)):
        for path, content in unzipped(shp(list(rows))).items():
            members[f"{name}.{path.rpartition('.')[2]}"] = content
    reading = read_knowing(zipped(members), "a.zip")
    assert (reading.sheet, len(reading.frame), set(reading.sheets)) == ("grand", 9, {"petit", "grand"})


def unzipped(data: bytes) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def test_the_command_reads_the_sheet_that_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book({"Sites": SITES, "Autres": [["Lieu"], ["Diré"]]}))
    command = [sys.executable, "-m", "geodata", "join", str(tmp_path / "a.xlsx")]
    done = subprocess.run([*command, "--sheet", "Autres"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Diré" in done.stdout
    assert "table read: “Autres”" in done.stderr or "table lue : « Autres »" in done.stderr
    done = subprocess.run([*command, "--sheet", "Rien"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Sites, Autres" in done.stderr


def test_one_table_says_nothing_of_others() -> None:
    for data in (gpkg([["n", "x", "y"], ["Gao", "0", "16"]]), kml([["n", "x", "y"], ["Gao", "0", "16"]])):
        reading: Reading = read_knowing(data, "a")
        assert not any("read" in note.en and "has" in note.en for note in reading.notes)
