"""From tables to files: every layer in both languages, the index of layers, the places' dossiers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.make import make_artifact
from layers.reports.changes import references, write_timeline
from layers.reports.dossier.book import make_dossiers
from layers.reports.figures.tables import write_figures
from layers.schema.library import CATALOG_FOLDER, read_catalog
from layers.reports.dossier.data import place_csv
from layers.reports.search import write_search_index
from layers.schema.layer import GROUPS
from layers.artifact.files import (
    BUILD_FOLDER,
    content_digest,
    remove_stale,
    write_atomically,
    write_compressed,
)

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import (
        Artifact,
        DocumentEntry,
        Index,
        LayerEntry,
        LegendEntry,
        Meta,
        PlaceEntry,
        ShapeEntry,
    )
    from layers.schema.layer import Layer


def build(
    target: Path = BUILD_FOLDER,
    tables: Tables | None = None,
    catalog_folder: Path = CATALOG_FOLDER,
) -> Index:
    """Build every artifact into ``target`` and return the index of layers.

    The files are ``static/layers/<id>.<lang>.<digest>.geojson``, ``static/places/<id>.<lang>.json``,
    ``static/places/data/<id>.<lang>.json`` and ``.csv``, ``static/search.<lang>.json``,
    ``static/timeline.<lang>.json`` (each with ``.br`` and ``.gz``) and ``index.json``, written last: a
    build that stops half-way leaves the previous one in service.
    """
    tables = tables or Tables()
    catalog = read_catalog(catalog_folder)
    folder = target / "static" / "layers"
    entries = [_build_layer(layer, tables, folder) for layer in catalog.values()]
    places = _build_dossiers(tables, target / "static" / "places")
    write_search_index(tables, catalog, target / "static")
    write_figures(tables, target / "static")
    write_timeline(tables, target / "static")
    index: Index = {
        "groups": {key: {lang: title.get(lang) for lang in LANGS} for key, title in GROUPS.items()},
        "layers": entries,
        "places": places,
        "documents": _documents(tables),
        "shapes": _shapes(tables),
        "references": {lang: references(tables, lang) for lang in LANGS},
        "counts": {"facts": len(tables["facts"]), "conflicts": len(tables["conflicts"])},
    }
    write_atomically(target / "index.json", orjson.dumps(index, option=orjson.OPT_INDENT_2))
    remove_stale(folder, {Path(e["files"][lang]).name for e in entries for lang in LANGS})
    shutil.rmtree(target / "downloads", ignore_errors=True)  # made of the layers when asked for
    return index


def _build_layer(layer: Layer, tables: Tables, folder: Path) -> LayerEntry:
    rows = layer.rows(tables)
    files: dict[Lang, str] = {}
    sizes: dict[Lang, int] = {}
    artifacts: dict[Lang, Artifact] = {}
    for lang in LANGS:
        artifact = make_artifact(layer, tables, lang, rows)
        name = f"{layer.id}.{lang}.{artifact.digest}.geojson"
        sizes[lang] = write_compressed(folder / name, artifact.content)
        files[lang] = f"/layers/{name}"
        artifacts[lang] = artifact
    return _entry(layer, artifacts, files, sizes)


def _entry(
    layer: Layer, artifacts: dict[Lang, Artifact], files: dict[Lang, str], sizes: dict[Lang, int]
) -> LayerEntry:
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
        "files": files,
        "bytes": sizes,
        "roles": sorted(layer.roles),
    }


def _marks(layer: Layer, meta: Meta) -> list[LegendEntry]:
    """The legend's classes; all of them where the reader's arguments decide which are drawn."""
    if layer.parameters:
        return [mark.resolve(meta["lang"]) for mark in layer.marks]
    return meta["marks"]


def _build_dossiers(tables: Tables, folder: Path) -> list[PlaceEntry]:
    """Write each place's dossier and data in both languages; return what search and the page need to know."""
    listed: list[PlaceEntry] = []
    kept = set()
    kept_data = set()
    for dossier in make_dossiers(tables):
        for lang in LANGS:
            name = f"{dossier['id']}.{lang}.json"
            write_compressed(folder / name, orjson.dumps(dossier[lang]))
            kept.add(name)
            data = dossier["data"][lang]
            for form, content in (("json", orjson.dumps(data)), ("csv", place_csv(data))):
                write_compressed(folder / "data" / f"{dossier['id']}.{lang}.{form}", content)
                kept_data.add(f"{dossier['id']}.{lang}.{form}")
        listed.append(
            {
                "id": dossier["id"],
                "kind": dossier["kind"],
                "lon": dossier["lon"],
                "lat": dossier["lat"],
                "names": dossier["names"],
                "aliases": dossier["aliases"],
            }
        )
    remove_stale(folder, kept)
    remove_stale(folder / "data", kept_data)
    return listed


def _documents(tables: Tables) -> list[DocumentEntry]:
    """Title in both languages and date of every document, the oldest first."""
    rows = tables["sources"].sort_values("date")
    return [
        {
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


def index_digest(index: Index) -> str:
    """A short name for one whole build."""
    return content_digest(orjson.dumps(index))
