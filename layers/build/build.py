"""From tables to files: every layer in both languages, the index of layers, the places' dossiers."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from layers.artifact.make import make_artifact
from layers.artifact.reader import INDEX
from layers.build.dossiers import write_dossiers
from layers.build.inputs import LAYERS, STAMP, code_digest
from layers.build.kept import Kept
from layers.build.readings import Readings
from layers.build.reports import make_reports, write_reports
from layers.reports.changes import references
from layers.reports.search import facts_drawn
from layers.schema.layer import GROUPS
from layers.schema.library import CATALOG_FOLDER, read_catalog
from layers.schema.released import released

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from geodata.text import Lang
    from layers.artifact.model import Artifact, DocumentEntry, Index, LayerEntry, Meta, PlaceEntry, ShapeEntry
    from layers.build.reports import Reports
    from layers.schema.layer import Layer
    from layers.schema.marks import LegendEntry


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
        Makes beside what is read beside the layers (figures, search), for the caller to write when it is
        wanted; without it they are made and written here.
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

    drawn = _draw_layers(catalog, tables, pieces, write)
    catalog = {name: layer for name, layer in catalog.items() if name in drawn}
    facts_by_layer = {layer: facts for layer, (_, _, facts) in drawn.items()}
    if reports:
        reports.begin_search(catalog_folder, facts_by_layer)
    places = write_dossiers(tables, static / "places", pieces)
    if not reports:
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


def _draw_layers(
    catalog: Mapping[str, Layer],
    tables: Tables,
    pieces: Kept,
    write: Callable[[LayerEntry, dict[Lang, bytes]], None] = lambda _entry, _content: None,
) -> dict[str, tuple[LayerEntry, dict[Lang, bytes], list[list[str]]]]:
    """Draw each layer, or take it as it was if nothing that it read has changed.

    ``write`` is handed each at once, so that it is compressed while the next is drawn.
    """
    readings = Readings(tables)
    drawn = {}
    for layer in catalog.values():
        made = pieces.record(f"layer {layer.id}", readings, partial(_draw_layer, layer, tables))
        if tables.withheld and not made["entry"]["count"]:
            continue  # nothing is left of it
        content = {lang: made["content"][lang].encode() for lang in LANGS}
        drawn[layer.id] = made["entry"], content, made["facts"]
        write(made["entry"], content)
    return drawn


def _draw_layer(layer: Layer, tables: Tables) -> dict[str, Any]:
    """Draw a layer: its entry of the index, its content by language, the facts that its rows are made of."""
    rows = layer.rows(tables)
    if tables.withheld and rows.empty:
        return {"entry": {"count": 0}, "content": dict.fromkeys(LANGS, ""), "facts": []}
    artifacts = {lang: make_artifact(layer, tables, lang, rows) for lang in LANGS}
    return {
        "entry": entry_of(layer, artifacts),
        "content": {lang: artifact.content.decode() for lang, artifact in artifacts.items()},
        "facts": facts_drawn(layer, rows),
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


def entry_of(layer: Layer, artifacts: dict[Lang, Artifact]) -> LayerEntry:
    """What the index says of one layer; words in both languages, the rest once."""
    metas = {lang: artifact.meta for lang, artifact in artifacts.items()}
    first = artifacts[LANGS[0]]
    return {
        "id": layer.id,
        "group": layer.group,
        "title": {lang: metas[lang]["title"] for lang in LANGS},
        "about": {lang: metas[lang]["about"] for lang in LANGS},
        "fields": {lang: metas[lang]["fields"] for lang in LANGS},
        "sources": {lang: metas[lang]["sources"] for lang in LANGS},
        "caveats": {lang: [caveat.get(lang) for caveat in layer.caveats] for lang in LANGS},
        "marks": {lang: _marks(layer, metas[lang]) for lang in LANGS},
        "caption": {lang: metas[lang].get("caption", "") for lang in LANGS},
        "count": first.meta["count"],
        "bounds": first.bounds,
        "data_date": layer.data_date,
        "licence": sorted({s["licence"] for s in metas["en"]["sources"] if s["licence"]}),
        "is_default": layer.is_default,
        "min_zoom": layer.min_zoom,
        "parameters": [parameter.to_dict() for parameter in layer.parameters],
        "files": {
            lang: f"/layers/{layer.id}.{lang}.{artifact.digest}.geojson"
            for lang, artifact in artifacts.items()
        },
        "bytes": {},
        "colours": {column: scale["how"] for column, scale in first.meta.get("classes", {}).items()},
        "roles": sorted(layer.roles),
    }


def _marks(layer: Layer, meta: Meta) -> list[LegendEntry]:
    """The legend's classes; all of them where the reader's arguments decide which are drawn."""
    if layer.parameters:
        return [mark.resolve(meta["lang"]) for mark in layer.marks]
    return meta["marks"]


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
