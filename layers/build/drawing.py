"""The drawing of the layers that have changed, shared with a process beside where there is one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from geodata.text import LANGS
from layers.artifact.make import make_artifact
from layers.build.kept import named
from layers.build.readings import Readings
from layers.reports.search import facts_drawn
from layers.schema.layer import SHAPED
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.model import Artifact, LayerEntry, Meta
    from layers.build.kept import Kept
    from layers.schema.layer import Layer
    from layers.schema.marks import LegendEntry

#: A layer's entry of the index, its content by language, the facts that its rows are made of.
Drawn = tuple["LayerEntry", dict["Lang", bytes], list[list[str]]]
#: A drawing as it is kept, and what was read for it.
Drawing = tuple[dict[str, Any], list[str]]


class Drawings:
    """The layers of a catalogue, each drawn, or taken as it was if nothing that it read has changed.

    Parameters
    ----------
    catalog, tables, pieces
        Which layers, of what, and what earlier builds have drawn.
    write
        Handed each at once, so that it is compressed while the next is drawn.
    apart
        Has a layer drawn in another process.
    """

    def __init__(
        self,
        catalog: Mapping[str, Layer],
        tables: Tables,
        pieces: Kept,
        write: Callable[[LayerEntry, dict[Lang, bytes]], None] = lambda _entry, _content: None,
        apart: Callable[[str], Future[Drawing]] | None = None,
    ) -> None:
        self.catalog, self.tables, self.pieces = catalog, tables, pieces
        self._write, self._apart = write, apart
        self._readings = Readings(tables)
        self._drawn: dict[str, Drawn] = {}
        self._begun: dict[str, Future[Drawing]] = {}

    def begin(self) -> None:
        """Draw what has changed, until nothing is left but what the other process has in hand.

        That one begins with the largest, this one with the smallest.
        """
        found = {name: self.pieces.found(_piece(name), self._readings) for name in self.catalog}
        changed = [name for name, made in found.items() if made is None]
        changed.sort(key=lambda name: -self.pieces.size(_piece(name)))
        if self._apart:
            self._begun = {name: self._apart(name) for name in changed}
        for name, made in found.items():
            if made is not None:
                self._take(name, made)
        for name in reversed(changed):
            if name not in self._begun or self._begun[name].cancel():
                self._keep(name, _drawing(self.catalog[name], self.tables))

    def finish(self) -> dict[str, Drawn]:
        """Wait for the other process; return all layers in the order of the catalogue."""
        for name, begun in self._begun.items():
            if not begun.cancelled():
                self._keep(name, begun.result())
        return {name: self._drawn[name] for name in self.catalog if name in self._drawn}

    def _keep(self, name: str, drawing: Drawing) -> None:
        made, read = drawing
        self._take(name, self.pieces.keep(_piece(name), self._readings, read, made))

    def _take(self, name: str, made: dict[str, Any]) -> None:
        if self.tables.withheld and not made["entry"]["count"]:
            return  # nothing is left of it
        content = {lang: made["content"][lang].encode() for lang in LANGS}
        self._drawn[name] = made["entry"], content, made["facts"]
        self._write(made["entry"], content)


def drawing_of(tables: Tables, catalog: Path, name: str) -> Drawing:
    """Draw one layer of a catalogue folder, and note what is read for it."""
    return _drawing(read_catalog(catalog)[name], tables)


def _drawing(layer: Layer, tables: Tables) -> Drawing:
    with tables.noting() as read:
        made = named(_piece(layer.id), partial(_draw, layer, tables))
    return made, sorted(read)


def _piece(layer: str) -> str:
    return f"layer {layer}"


def _draw(layer: Layer, tables: Tables) -> dict[str, Any]:
    rows = layer.rows(tables)
    if tables.withheld and rows.empty:
        return {"entry": {"count": 0}, "content": dict.fromkeys(LANGS, ""), "facts": []}
    artifacts = {lang: make_artifact(layer, tables, lang, rows) for lang in LANGS}
    return {
        "entry": entry_of(layer, artifacts),
        "content": {lang: artifact.content.decode() for lang, artifact in artifacts.items()},
        "facts": facts_drawn(layer, rows),
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
        "shaped": [f["id"] for f in first.features if f["geometry"]] if layer.roles & SHAPED else [],
    }


def _marks(layer: Layer, meta: Meta) -> list[LegendEntry]:
    """The legend's classes; all of them where the reader's arguments decide which are drawn."""
    if layer.parameters:
        return [mark.resolve(meta["lang"]) for mark in layer.marks]
    return meta["marks"]
