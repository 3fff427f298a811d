"""The join as a whole: frames, command, corrections, enrichment, aggregation, report."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geodata.__main__ import main
from geodata.errors import InputError
from geodata.own.aggregate import aggregate
from geodata.own.corrections import Corrections, read_corrections
from geodata.own.enrich import enrich
from geodata.own.join import join
from geodata.own.reading.files import read_table
from geodata.own.report import COLUMNS
from geodata.own.squares import SIDES, name_of
from geodata.places.geodesy import WGS84
from geodata.places.joins import join as join_from_places
from geodata.text import Text
from tests.join.making import xlsx

if TYPE_CHECKING:
    from geodata.own.naming.register import Register
    from geodata.tables import Tables

SITES = Path(__file__).parent / "files" / "sites.xls"


def test_a_frame_keeps_its_rows_and_columns() -> None:
    frame = pd.DataFrame(
        {"lieu": ["Gao", "Paris", None, "Gao"], "n": [1.0, 2.0, 3.0, 1.0], "lon": ["a", "b", "c", "a"]}
    )
    joined = join(frame)
    assert joined.frame["n"].tolist() == ["1", "2", "3", "1"]
    assert joined.frame["lon"].tolist() == ["a", "b", "c", "a"]
    assert joined.frame["atlas_place_id"].tolist() == ["gao", "", "", "gao"]
    assert joined.frame.loc[0, "atlas_region"] == "region-gao"
    assert joined.frame.crs.to_epsg() == 4326
    assert joined.report.rows["duplicate_of"].tolist() == ["", "", "", 1]
    assert (joined.report.located, joined.report.unmatched, joined.report.duplicates) == (2, 2, 1)


def test_notebooks_find_it_beside_the_other_joins() -> None:
    assert join_from_places(pd.DataFrame({"lieu": ["Gao"]})).frame.loc[0, "atlas_place_id"] == "gao"


def test_a_frame_with_geometry_is_located_by_it() -> None:
    frame = gpd.GeoDataFrame(
        {"nom": ["Gao"]}, geometry=gpd.points_from_xy([-0.0447], [16.2717]), crs=4326
    ).to_crs(32630)
    joined = join(frame)
    assert joined.frame.geometry.iloc[0].x == pytest.approx(-0.0447, abs=1e-6)
    assert joined.report.rows.loc[0, ["rule", "place_id"]].tolist() == ["geometry", "gao"]


def test_repeated_columns_of_a_frame_are_told_apart() -> None:
    joined = join(pd.DataFrame([["Gao", 1, 2]], columns=["lieu", "n", "n"]))
    assert list(joined.frame.columns[:3]) == ["lieu", "n", "n (2)"]


def test_a_join_may_be_joined_again() -> None:
    first = join(pd.DataFrame({"lieu": ["Gao", "Ber (Tombouctou)"]})).frame
    again = join(first).frame
    assert list(again.columns) == list(first.columns)
    assert again["atlas_place_id"].tolist() == ["gao", "ber"]


def test_what_is_missing_is_said() -> None:
    with pytest.raises(InputError, match="columns present: lieu"):
        join(pd.DataFrame({"lieu": ["Gao"]}), "ville")
    with pytest.raises(InputError, match="one joins to one of"):
        join(pd.DataFrame({"lieu": ["Gao"]}), to="nonsense")


def test_an_old_workbook() -> None:
    joined = join(SITES)
    assert joined.frame["atlas_place_id"].tolist() == ["gao", "menaka", "ber"]
    assert joined.frame["Effectif"].tolist() == ["1200", "350", "150.5"]


def test_the_report_says_rule_score_and_what_it_was_set_against() -> None:
    report = join(
        "Lieu,lat,lon\nGAO,,\nTombuctou,,\nBenkadi,,\nGao,12.64,-8.0\nNiamey,13.51,2.11\n"
    ).report.rows
    assert list(report.columns) == list(COLUMNS)
    assert report["rule"].tolist() == ["spelling", "suggestion", "ambiguous", "coordinates", "coordinates"]
    assert report.loc[0, ["score", "against"]].tolist() == [0.98, "Gao"]
    assert report.loc[1, ["suggestion", "likeness"]].tolist() == ["tombouctou", 0.947]
    assert len(report.loc[2, "candidates"].split("|")) == 3
    assert report.loc[3, "distance_km"] == pytest.approx(940, abs=15)
    assert "the name means Gao" in report.loc[3, "why_en"]
    assert report["outside"].tolist() == [False, False, False, False, True]
    assert "hors du Mali" in report.loc[4, "why_fr"]


def test_slips_of_coordinates_are_named() -> None:
    rows = "Lieu,lat,lon\n" + "Gao,16.27,-0.04\n" * 9 + "Bamako,12.64,8.0\nKidal,1.41,18.44\n"
    report = join(rows).report.rows
    assert "with a longitude west" in report.loc[9, "why_en"]
    assert "exchanged" in report.loc[10, "why_en"]


@pytest.mark.parametrize(
    ("text", "rule", "lon", "lat"),
    [
        ("30QXD 30000 50000", "mgrs", -1.7805, 16.7292),
        ("30QXD3000050000", "mgrs", -1.7805, 16.7292),
        ("16.27, -0.04", "coordinates", -0.04, 16.27),
        ("-0.04 16.27", "coordinates", -0.04, 16.27),  # exchanged: only so it lies in Mali
        ("16°16′N 0°03′W", "coordinates", -0.05, 16.2667),
        ("ML0702", "pcode", -0.2415, 17.7758),
    ],
)
def test_a_position_or_code_among_names_is_read(text: str, rule: str, lon: float, lat: float) -> None:
    joined = join(pd.DataFrame({"lieu": ["Gao", text, "Kidal", "Tombouctou"]}))
    row = joined.matched
    assert row.found[1].rule == rule
    assert row.lon[1] == pytest.approx(lon, abs=0.001)
    assert row.lat[1] == pytest.approx(lat, abs=0.001)


@pytest.mark.parametrize(
    "text",
    [
        "12, 15",
        "Km 12.5, 15.2",
        "31UDQ4825111932",
        "2.35, 48.85",
        "Camp 2012.5",
        "Lot 1234 5678",
        "Mali 2020",
    ],
)
def test_numbers_among_names_are_no_position(text: str) -> None:
    joined = join(pd.DataFrame({"lieu": ["Gao", text, "Kidal", "Tombouctou"]}))
    assert not joined.matched.located[1]


def test_corrections_are_kept_and_applied_to_the_next_file(register: Register, tmp_path: Path) -> None:
    kept = Corrections().and_this("Camp Castor", "", "gao").and_this("Benkadi", "", "commune-benkadi-kangaba")
    kept = kept.and_this("Divers", "", "-")
    path = tmp_path / "map.csv"
    path.write_text(kept.to_csv(), "utf-8")
    assert read_corrections(path, register) == kept
    joined = join("Lieu,n\nCAMP CASTOR,1\nBenkadi,2\nDivers,3\nXyzzy,4\n", corrections=path)
    assert joined.frame["atlas_place_id"].tolist() == ["gao", "commune-benkadi-kangaba", "", ""]
    assert joined.report.rows["rule"].tolist() == ["correction", "correction", "ignored", "none"]
    assert joined.report.unmatched == 1


def test_corrections_name_the_line_of_a_place_that_is_none(register: Register) -> None:
    with pytest.raises(InputError, match="line 3: no place “atlantis”"):
        read_corrections(b"text,place_id\nX,gao\nY,atlantis\n", register)
    with pytest.raises(InputError, match="no column “place_id”"):
        read_corrections(b"text,lieu\nX,gao\n", register)


def test_a_report_filled_in_serves_as_corrections(register: Register) -> None:
    report = join("Lieu,n\nTombuctou,1\n").report.rows
    report["place_id"] = report["suggestion"]
    kept = read_corrections(report.to_csv(index=False).encode(), register)
    assert kept.place("TOMBUCTOU", "") == "tombouctou"


def test_rows_are_enriched_on_demand(coded: Tables) -> None:
    rows = "Lieu,Cercle\nGao,Gao\nXyz,Ansongo\nZzzz,\n"
    frame = enrich(join(rows, tables=coded).matched)
    gao, ansongo, none = frame.to_dict("records")
    assert gao["atlas_pcode_region"] == "ML07"
    assert (gao["atlas_site"], gao["atlas_site_km"]) == ("gao", 0.0)
    assert gao["atlas_mgrs"] == "30Q ZD 1588 0127"
    assert gao["atlas_radio"] == "cautious"
    assert gao["atlas_sector"] == "sector-est"
    assert (ansongo["atlas_cercle"], ansongo["atlas_pcode_cercle"]) == ("cercle-ansongo", "ML0701")
    assert (ansongo["atlas_mgrs"], ansongo["atlas_site"], ansongo["atlas_commune"]) == ("", "", "")
    assert (none["atlas_region"], none["atlas_radio"]) == ("", "")


def test_the_nearest_site_has_distance_and_bearing(coded: Tables) -> None:
    matched = join("n,lat,lon\n1,17.2717,-0.0447\n2,24.9,-5\n", tables=coded).matched
    frame = enrich(matched, ["site", "radio"])
    assert frame.loc[0, ["atlas_site", "atlas_site_bearing"]].tolist() == ["gao", 0]
    assert frame.loc[0, "atlas_site_km"] == pytest.approx(110.7, abs=0.2)
    assert frame.loc[1, "atlas_radio"] == "outside"


VALUES = """Région,Lieu,n
Gao,Gao,10
Gao,Ansongo,"1 000,5"
Mopti,Xyz,4
Mopti,Mopti,abc
Mali,Zzz,9
,Total,1023
"""


def test_rows_are_gathered_by_unit() -> None:
    matched = join(VALUES).matched
    counted = aggregate(matched, "region")
    assert dict(zip(counted.frame["id"], counted.frame["value"], strict=True)) == {
        "region-gao": 2,
        "region-mopti": 2,
    }
    assert counted.left_out == 1
    assert counted.warning is not None
    summed = aggregate(matched, "region", "n", "sum")
    assert dict(zip(summed.frame["id"], summed.frame["value"], strict=True)) == {
        "region-gao": 1010.5,
        "region-mopti": 4,
    }
    assert summed.unread == 1
    assert aggregate(matched, "region", "n", "mean").frame["value"].tolist() == [505.25, 4]
    assert sum(aggregate(matched, "region", "n", "share").frame["value"]) == pytest.approx(100)
    assert aggregate(matched, "region", "n", "mean").warning is None
    assert summed.frame.geometry.iloc[0].contains(join("Lieu\nGao\n").frame.geometry.iloc[0])


def test_a_row_known_to_its_region_is_shared_out_to_no_cercle() -> None:
    by_cercle = aggregate(join(VALUES).matched, "cercle", "n", "sum")
    assert set(by_cercle.frame["id"]) == {"cercle-gao", "cercle-ansongo", "cercle-mopti"}
    assert by_cercle.left_out == 2
    with pytest.raises(InputError, match="Unknown grouping"):
        aggregate(join(VALUES).matched, "nonsense")
    with pytest.raises(InputError, match="No column"):
        aggregate(join(VALUES).matched, "region", "poids", "sum")


def test_rows_are_gathered_by_squares_of_the_ground():
    rng = np.random.default_rng(18)
    lon, lat = rng.uniform(-12, 4, 500), rng.uniform(10, 25, 500)
    table = pd.DataFrame(
        {"lon": [*lon, ""], "lat": [*lat, ""], "lieu": [*[""] * 500, "Cercle de Gao"], "n": 2}
    )
    for unit, side in SIDES.items():
        gathered = aggregate(join(table).matched, unit, "n", "sum")
        assert gathered.left_out == 1, "a row known to its cercle belongs to no square"
        assert gathered.frame["rows"].sum() == 500
        assert gathered.frame["value"].sum() == 1000
        areas = gathered.frame.geometry.map(lambda cell: abs(WGS84.geometry_area_perimeter(cell)[0])) / 1e6
        assert (abs(areas / side**2 - 1) < 0.02).all(), unit
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
        within = gpd.sjoin(points, gathered.frame[["id", "geometry"]])
        assert within.groupby("id").size().to_dict() == gathered.frame.set_index("id")["rows"].to_dict()
    assert name_of("square_25-71--18") == Text(
        "Carré de 25 km, centre 16,07° N 4,09° O", "Square of 25 km, centre 16.07° N 4.09° W"
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "gpkg", "geojson", "parquet"])
def test_the_command_writes_every_format(tmp_path: Path, ending: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "new" / "folder" / f"out.{ending}"
    source.write_text("Lieu;fid;geometry\nGao;1;x\nKidal;2;y\n", "utf-8")
    assert main(["join", str(source), "--out", str(target)]) == 0
    reading = read_table(target)
    assert reading.frame["atlas_place_id"].tolist() == ["gao", "kidal"]
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_status_says_whether_anything_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, report = tmp_path / "in.csv", tmp_path / "report.csv"
    source.write_text("Lieu,n\nGao,1\nTombuctou,2\n", "utf-8")
    assert main(["join", str(source), "--report", str(report), "--lang", "fr"]) == 1
    said = capsys.readouterr()
    assert "1 ligne(s) sur 2" in said.err
    assert "ligne 3 : « Tombuctou »" in said.err
    assert "→ tombouctou" in said.err
    assert said.out.splitlines()[1].startswith("Gao,1,gao")
    rows = pd.read_csv(report)
    assert rows["rule"].tolist() == ["exact", "suggestion"]
    assert rows["file"].tolist() == ["in.csv", "in.csv"]


def test_the_command_takes_several_files_and_a_report_of_all(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Lieu\nGao\n", "utf-8")
    (tmp_path / "b.xlsx").write_bytes(xlsx([["Site", "n"], ["Kidal", "3"]]))
    out, report = tmp_path / "out.gpkg", tmp_path / "report.xlsx"
    assert (
        main(
            [
                "join",
                str(tmp_path / "a.csv"),
                str(tmp_path / "b.xlsx"),
                "--out",
                str(out),
                "--report",
                str(report),
            ]
        )
        == 0
    )
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out-a.gpkg", "out-b.gpkg"]
    assert read_table(report).frame["file"].tolist() == ["a.csv", "b.xlsx"]


def test_the_command_joins_to_regions_with_parents_and_corrections(tmp_path: Path) -> None:
    source, out, fixes = tmp_path / "in.csv", tmp_path / "out.gpkg", tmp_path / "map.csv"
    source.write_text("A,B\nGao,x\nKonna,Mopti\nLà-bas,x\n", "utf-8")
    fixes.write_text("text,place_id\nLà-bas,kidal\n", "utf-8")
    words = [
        "join",
        str(source),
        "--on",
        "A",
        "--parent",
        "B",
        "--to",
        "regions",
        "--corrections",
        str(fixes),
        "--out",
        str(out),
    ]
    assert main(words) == 0
    frame = gpd.read_file(out)
    assert frame["atlas_unit"].tolist() == ["region-gao", "region-mopti", "region-kidal"]
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize(
    "words", [["--out", "a.doc"], ["--report", "a.gpkg"], ["--on", "nope"], ["--corrections", "none.csv"]]
)
def test_what_cannot_be_done_is_said_in_a_line(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("Lieu\nGao\n", "utf-8")
    assert main(["join", "in.csv", *words]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_target_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["join", str(tmp_path / "a.csv"), "--to", "nonsense"])


def test_a_sheet_is_chosen_by_its_name() -> None:
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="xlsxwriter") as writer:
        pd.DataFrame({"Lieu": ["Gao"] * 5}).to_excel(writer, sheet_name="Données", index=False)
        pd.DataFrame({"Lieu": ["Kidal"]}).to_excel(writer, sheet_name="Autre", index=False)
    assert read_table(stream.getvalue(), "a.xlsx").sheet == "Données"
    assert read_table(stream.getvalue(), "a.xlsx", sheet="Autre").frame.iloc[0, 0] == "Kidal"
    assert zipfile.is_zipfile(stream)
