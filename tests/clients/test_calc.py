"""LibreOffice Calc opens tables as we say: numbers, dates, letters, no formulas (`make test-clients`)."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection

pytestmark = pytest.mark.clients

SPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
#: What Calc's dialogue offers for a text: separator, quotes, letters (UTF-8), first line, columns, language.
COMMA, SEMICOLON = "CSV:44,34,76,1,,1033", "CSV:59,34,76,1,,1036"
SITES: Final = 12
Cell = tuple[str, str]


def opened(path: Path, how: str = "") -> list[list[list[Cell]]]:
    """The sheets of a file as Calc has them: kind and value of each cell of each row."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile"]
    if how:
        command.append(f"--infilter={how}")
    command += ["--convert-to", "fods", "--outdir", str(path.parent / "read"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    made = path.parent / "read" / f"{path.stem}.fods"
    assert made.is_file(), done.stdout + done.stderr
    root = etree.parse(made, etree.XMLParser(huge_tree=True)).getroot()
    assert not root.xpath("//@table:formula", namespaces=SPACES), "nothing is computed"
    sheets = root.xpath("//office:spreadsheet/table:table", namespaces=SPACES)
    return [
        [row for each in sheet.iterfind("table:table-row", SPACES) if (row := _row(each))] for sheet in sheets
    ]


def _row(row: etree._Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iterfind("table:table-cell", SPACES):
        kind = cell.get(f"{{{SPACES['office']}}}value-type", "")
        value = cell.get(f"{{{SPACES['office']}}}value") or cell.get(f"{{{SPACES['office']}}}date-value")
        text = "\n".join("".join(each.itertext()) for each in cell.iterfind("text:p", SPACES))
        times = int(cell.get(f"{{{SPACES['table']}}}number-columns-repeated", 1))
        cells += [(kind, value or text)] * (times if times < 100 else 0)
    return cells if any(kind for kind, _ in cells) else []


def column(rows: list[list[Cell]], name: str) -> list[Cell]:
    place = [value for _, value in rows[0]].index(name)
    return [row[place] for row in rows[1:] if len(row) > place]


def kinds(cells: list[Cell]) -> set[str]:
    return set(Counter(kind for kind, _ in cells)) - {""}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_workbook_has_numbers_dates_and_letters(
    client: FlaskClient, collection: Collection, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "courts.xlsx"
    path.write_bytes(client.get(f"/layers/courts.xlsx?lang={lang}").data)
    rows, *others = opened(path)
    assert len(others) == 2
    assert len(rows) - 1 == collection.layer("courts")["count"]
    features = collection.artifact("courts", "fr" if lang == "fr" else "en").features
    assert {value for _, value in column(rows, "name")} == {f["properties"]["name"] for f in features}
    assert kinds(column(rows, "since")) == {"date"}
    assert kinds(column(rows, "lat")) == kinds(column(rows, "count")) == {"float"}


@pytest.mark.parametrize(("dialect", "how"), [("", COMMA), ("&dialect=excel", SEMICOLON)])
def test_a_csv_opens_with_its_columns(client: FlaskClient, tmp_path: Path, dialect: str, how: str) -> None:
    path = tmp_path / "sites.csv"
    path.write_bytes(client.get(f"/layers/sites.csv?lang=fr{dialect}").data)
    (rows,) = opened(path, how)
    rows = rows[1:] if dialect else rows  # Excel takes the line of the separator for itself
    assert len(rows) - 1 == SITES
    assert [value for _, value in rows[0]][:2] == ["id", "name"]
    assert "Mopti-Sévaré" in {value for _, value in column(rows, "name")}
    assert kinds(column(rows, "lat")) == {"float"}
    north = {value for _, value in column(rows, "lat")}
    assert all(10 < float(value) < 26 for value in north)


def test_words_stand_in_the_first_row_if_asked(client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "sites.xlsx"
    path.write_bytes(client.get("/layers/sites.xlsx?lang=fr&names=label").data)
    rows = opened(path)[0]
    assert ("string", "Secteur") in rows[0]
