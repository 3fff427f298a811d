"""What is read beside the layers: the same whether a process beside makes it or the build itself."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from geodata.tables import DATA_FOLDER, Tables
from geodata.text import LANGS
from layers.artifact.files import FAR, FARTHEST, compress
from layers.build.reports import Reports, figures_of, make_reports, write_reports
from layers.reports.search import facts_drawn
from layers.schema.library import CATALOG_FOLDER, read_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection

TABLES = Tables()
#: The layers of a small atlas, with the facts that their rows show.
DRAWN = {
    name: facts_drawn(layer, layer.rows(TABLES))
    for name, layer in read_catalog().items()
    if name in ("sites", "police")
}


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.json") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_process_beside_makes_the_same_files(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as beside, ThreadPoolExecutor(1) as waiting:
        reports = Reports(beside, DATA_FOLDER)
        reports.begin_figures(waiting)
        reports.begin_search(CATALOG_FOLDER, DRAWN)
        files = make_reports(TABLES, CATALOG_FOLDER, DRAWN)
        reports.write_figures(tmp_path)
        reports.write_search(tmp_path)
    assert written(tmp_path) == files
    search = (tmp_path / "search.en.json").read_bytes()
    assert (tmp_path / "search.en.json.br").read_bytes() == compress(search, FARTHEST)
    figures = (tmp_path / "figures.en.json").read_bytes()
    assert (tmp_path / "figures.en.json.br").read_bytes() == compress(figures, FAR)
    assert b'"police"' in search
    assert b'"prisons"' not in search, "a layer that is not drawn"


def test_the_build_has_every_report(collection: Collection) -> None:
    files = figures_of(TABLES)
    there = written(collection.folder / "static")
    assert files.items() <= there.items()
    assert {f"{name}.{lang}.json" for name in ("search", "search/passages") for lang in LANGS} <= set(there)


def test_the_table_of_a_topic_that_is_there_no_more_goes(tmp_path: Path) -> None:
    write_reports({"figures/results.fr.json": b"1", "figures/topic-gone.fr.json": b"2"}, tmp_path)
    write_reports({"figures/results.fr.json": b"1"}, tmp_path)
    assert set(written(tmp_path)) == {"figures/results.fr.json"}
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"results.fr.json{ending}" for ending in ("", ".br", ".gz")
    }


@pytest.mark.parametrize("begin", ["figures", "search"])
def test_what_fails_beside_is_raised_where_it_is_wanted(tmp_path: Path, begin: str) -> None:
    with ThreadPoolExecutor(1) as beside, ThreadPoolExecutor(1) as waiting:
        reports = Reports(beside, tmp_path / "nowhere")
        if begin == "figures":
            reports.begin_figures(waiting)
        else:
            reports.begin_search(CATALOG_FOLDER, DRAWN)
        with pytest.raises(Exception, match="nowhere"):
            reports.write_figures(tmp_path) if begin == "figures" else reports.write_search(tmp_path)
    assert written(tmp_path) == {}
