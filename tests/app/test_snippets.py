"""The code that the atlas shows for each layer runs; so do the notebooks, against a running server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import duckdb_extension_httpfs
import geopandas as gpd
import nbformat
import pytest
from nbclient import NotebookClient

from geodata.text import LANGS
from layers.export.gis.snippets import TOOLS, snippets

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.collection import Collection

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebooks").glob("*.ipynb"))
LAYERS = ("sites", "courts", "regions", "facts")


@pytest.mark.parametrize("layer", LAYERS)
def test_python_runs(server: str, collection: Collection, layer: str) -> None:
    code = snippets(layer, server, "en")["python"]
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(told.split(" ", 1)[0]) == collection.layer(layer)["count"]


@pytest.mark.parametrize("layer", LAYERS)
def test_curl_runs(server: str, layer: str, tmp_path: Path) -> None:
    code = snippets(layer, server, "fr", has_facts=layer == "courts")["curl"]
    subprocess.run(["/bin/sh", "-c", code], cwd=tmp_path, check=True)
    rows = (tmp_path / f"{layer}.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("id,name,")
    assert len(rows) > 10


def load_httpfs(connection: duckdb.DuckDBPyConnection) -> None:
    """The extension as its package has it: the tests fetch nothing from elsewhere."""
    (file,) = Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
    connection.execute(f"LOAD '{file}'")


@pytest.mark.parametrize("layer", LAYERS)
def test_duckdb_runs_over_http(server: str, collection: Collection, layer: str) -> None:
    with duckdb.connect(config={"allow_unsigned_extensions": "true"}) as connection:
        load_httpfs(connection)
        query = snippets(layer, server, "en")["duckdb"].split("LOAD httpfs;")[1]
        assert len(connection.execute(query).fetchall()) == collection.layer(layer)["count"]


def test_duckdb_counts_facts_of_a_layer(server: str) -> None:
    with duckdb.connect(config={"allow_unsigned_extensions": "true"}) as connection:
        load_httpfs(connection)
        address = f"{server}/layers/courts.parquet?lang=en&rows=facts"
        told = connection.execute(f"SELECT count(*), count(DISTINCT fact_id) FROM '{address}'").fetchone()  # noqa: S608 - ours
    assert told is not None
    assert told[0] == told[1] > 30


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R with sf (Debian: r-cran-sf)")
@pytest.mark.parametrize("layer", LAYERS)
def test_r_runs(server: str, collection: Collection, layer: str) -> None:
    code = snippets(layer, server, "en")["r"]
    told = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True).stdout
    assert int(told.split()[-1]) == collection.layer(layer)["count"]


@pytest.mark.parametrize("lang", LANGS)
def test_each_layer_has_a_page_of_code(client: FlaskClient, collection: Collection, lang: str) -> None:
    for entry in [*collection.layers, *collection.records]:
        page = client.get(f"/layers/{entry['id']}.snippets.html?lang={lang}").get_data(as_text=True)
        assert page.count('<pre class="snippet"') == len(TOOLS)
        found = client.get(f"/layers/{entry['id']}.snippets.json?lang={lang}").get_json()
        assert all(f"/layers/{entry['id']}." in code for code in found.values())
    assert client.get("/layers/sites.snippets.pdf").status_code == 404
    assert client.get("/layers/atlantis.snippets.html").status_code == 404


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_against_a_server(server: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ATLAS_URL", server)
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without results, which go stale"
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    last = [cell for cell in notebook.cells if cell.cell_type == "code"][-1]
    assert last.outputs


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        *("courts_by_region", "outside_radio_cover", "planned_against_delivered")
    ]


def test_gdal_finds_old_names_and_new_ones_in_a_geopackage(client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "made.gpkg"
    path.write_bytes(client.get("/atlas.gpkg?lang=en&layers=judicial-pole,courts").data)
    names = [str(name) for name in gpd.list_layers(path)["name"]]
    assert all(name.replace("_", "a").isalnum() and name.isascii() for name in names)
    table = gpd.read_file(path, layer="judicial_pole_points")
    assert "fact_count" in table.columns
    assert "count" not in table.columns
    old = gpd.read_file(path, layer="judicial-pole_points", LIST_ALL_TABLES="YES")
    assert list(old["count"]) == list(table["fact_count"])
