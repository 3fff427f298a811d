"""From tables to files: every layer in both languages, the index of layers, the places' dossiers."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.files import (
    BUILD_FOLDER,
    FAR,
    FARTHEST,
    QUICK,
    remove_stale,
    write_atomically,
    write_compressed,
)
from layers.artifact.reader import INDEX
from layers.build.dossiers import write_dossiers
from layers.build.drawing import Drawings
from layers.build.inputs import LAYERS, STAMP, code_digest
from layers.build.kept import Kept
from layers.build.reports import make_reports, write_reports
from layers.reports.changes import references
from layers.schema.layer import GROUPS
from layers.schema.library import CATALOG_FOLDER, read_catalog
from layers.schema.released import released

if TYPE_CHECKING:
    from concurrent.futures import Future

    from geodata.text import Lang
    from layers.artifact.model import DocumentEntry, Index, LayerEntry, PlaceEntry, ShapeEntry
    from layers.build.reports import Reports


def build(
    target: Path = BUILD_FOLDER,
    tables: Tables | None = None,
    catalog_folder: Path = CATALOG_FOLDER,
    kept: Path | None = None,
    reports: Reports | None = None,
) -> Index:
    """Build every artifact into ``target`` and return the index of layers.

    The files are ``static/layers/<id>.<lang>.<digest>.geojson``, ``static/places/<id>.<lang>.json``,
    ``static/places/data/<id>.<lang>.json`` and ``.csv``, ``static/search.<lang>.json``,
    ``static/search/passages.<lang>.json``, ``static/timeline.<lang>.json`` (each with ``.br`` and ``.gz``)
    and ``index.json``, written last: a build that stops half-way leaves the previous one in service.

    Parameters
    ----------
    target, tables, catalog_folder
        Where to, of what, and which layers.
    kept
        Folder of the pieces that earlier builds made, of which those that nothing has changed are taken.
    reports
        A process beside: it draws some of the layers, and makes what is read beside them (figures, search),
        for the caller to write when it is wanted; without it all is made and written here.
    """
    (target / STAMP).unlink(missing_ok=True)
    tables = tables or Tables()
    catalog = released(read_catalog(catalog_folder), tables)
    static = target / "static"
    code = code_digest(LAYERS, *({catalog_folder} - {CATALOG_FOLDER}))
    pieces = Kept(kept, code + orjson.dumps(tables.withheld).decode())
    sizes: dict[str, dict[Lang, Future[int]]] = {}

    def write(entry: LayerEntry, content: dict[Lang, bytes]) -> None:
        sizes[entry["id"]] = _write_layer(entry, content, static)

    apart = partial(reports.begin_drawing, catalog_folder) if reports else None
    drawings = Drawings(catalog, tables, pieces, write, apart)
    drawings.begin()
    places = write_dossiers(tables, static / "places", pieces)
    drawn = drawings.finish()
    facts_by_layer = {layer: facts for layer, (_, _, facts) in drawn.items()}
    if reports:
        reports.begin_search(catalog_folder, facts_by_layer)
    else:
        write_reports(make_reports(tables, catalog_folder, facts_by_layer), static)
    entries = [entry for entry, _, _ in drawn.values()]
    for entry in entries:
        entry["bytes"] = {lang: size.result() for lang, size in sizes[entry["id"]].items()}
    index = _index(entries, places, tables)
    write_atomically(target / INDEX, orjson.dumps(index, option=orjson.OPT_INDENT_2))
    remove_stale(static / "layers", {Path(e["files"][lang]).name for e in entries for lang in LANGS})
    shutil.rmtree(target / "downloads", ignore_errors=True)  # made of the layers when asked for
    pieces.forget_unused()
    return index


def _index(entries: list[LayerEntry], places: list[PlaceEntry], tables: Tables) -> Index:
    """What the page and the service know of a build before they read a layer."""
    return {
        "groups": {key: {lang: title.get(lang) for lang in LANGS} for key, title in GROUPS.items()},
        "layers": entries,
        "places": places,
        "documents": _documents(tables),
        "shapes": _shapes(tables),
        "references": {lang: references(tables, lang) for lang in LANGS},
        "counts": {"facts": len(tables["facts"]), "conflicts": len(tables["conflicts"])},
    }


def is_drawn_first(entry: LayerEntry) -> bool:
    """Whether the default view draws a layer: each visit fetches it."""
    return entry["is_default"] or (entry["group"] == "base" and entry["min_zoom"] == 0)


def _write_layer(entry: LayerEntry, content: dict[Lang, bytes], static: Path) -> dict[Lang, Future[int]]:
    """Write a layer's files; return their sizes to come. Few fetch whole tables, which no map draws."""
    quality = QUICK if entry["group"] == "records" else FARTHEST if is_drawn_first(entry) else FAR
    return {
        lang: write_compressed(static / entry["files"][lang].lstrip("/"), content[lang], quality)
        for lang in LANGS
    }


def _documents(tables: Tables) -> list[DocumentEntry]:
    """Identifier, titles in both languages and date of every document, the oldest first."""
    rows = tables["sources"].sort_values("date")
    return [
        {
            "id": row["id"],
            "short": {lang: row["symbol"] or row[f"short_{lang}"] for lang in LANGS},
            "title": {
                lang: " · ".join(t for t in (row["symbol"], row[f"title_{lang}"]) if t) for lang in LANGS
            },
            "date": row["date"],
        }
        for _, row in rows.iterrows()
    ]


def _shapes(tables: Tables) -> list[ShapeEntry]:
    """Title with attribution in both languages, date and licence of every shape file."""
    return [
        {
            "title": {lang: f"{row[f'title_{lang}']} ({row[f'attribution_{lang}']})" for lang in LANGS},
            "date": row["data_date"],
            "licence": row["licence"],
        }
        for _, row in tables.shape_sources.iterrows()
    ]
