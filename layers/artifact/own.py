"""The layers that readers added: ordinary entries and artifacts, read from where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from geodata.errors import InputError, NotFoundError
from geodata.own.keeping.names import IDENTIFIER
from layers.artifact.model import read_artifact
from layers.artifact.tiled.told import POINTS, ROWS, SHAPES, TOLD, read_told

if TYPE_CHECKING:
    from geodata.own.keeping.store import Store
    from geodata.text import Lang
    from layers.artifact.model import Artifact, LayerEntry, Meta
    from layers.artifact.tiled.look import Look
    from layers.artifact.tiled.read import Tiled

#: Layers of readers that one view may name.
MOST: Final = 12
ENTRY: Final = "entry.json"


@dataclass(frozen=True)
class OwnLayers:
    """The layers of a store, by the identifiers that a view names."""

    store: Store

    def named(self, query: str) -> list[LayerEntry]:
        """Entries of those that a query names and that are still there, in its order."""
        names = list(dict.fromkeys(IDENTIFIER.findall(query)))[:MOST]
        return [entry for name in names if (entry := self._entry(name))]

    def content(self, name: str, lang: Lang) -> bytes:
        """Return the artifact of one layer in one language.

        Raises
        ------
        NotFoundError
            If it is no longer there.
        """
        return self.store.read(name, f"layer.{lang}.geojson")

    def artifact(self, name: str, lang: Lang, *, may_be_tiled: bool = False) -> Artifact:
        """Return the artifact of a layer whose features are there, or that may be drawn by its tiles' files.

        Raises
        ------
        NotFoundError
            If it is no longer there.
        InputError
            If it is drawn as tiles, and whoever asks draws features only: downloads have none of its rows.
        """
        artifact = read_artifact(self.content(name, lang))
        if "tiles" in artifact.meta and not may_be_tiled:
            raise _too_many(artifact.meta)
        return artifact

    def tiled(self, name: str, meta: Meta, look: Look) -> Tiled:
        """Return the rows of a layer that is drawn as tiles, as a view shows it.

        Raises
        ------
        NotFoundError
            If it is no longer there.
        """
        return shown_tiled(self.store, name, whole_tiled(self.store, name), meta, look)

    def _entry(self, name: str) -> LayerEntry | None:
        try:
            entry: LayerEntry = orjson.loads(self.store.read(name, ENTRY))
        except NotFoundError:
            return None
        return entry


def whole_tiled(store: Store, name: str) -> Tiled:
    """Read what is drawn of a layer that is drawn as tiles.

    Raises
    ------
    NotFoundError
        If it is no longer there.
    """
    from layers.artifact.tiled.read import read_tiled  # noqa: PLC0415 - numpy, where it is drawn

    try:
        shapes = store.read(name, SHAPES)
    except NotFoundError:
        shapes = None
    return read_tiled(read_told(store.read(name, TOLD)), store.read(name, POINTS), shapes)


def shown_tiled(store: Store, name: str, tiled: Tiled, meta: Meta, look: Look) -> Tiled:
    """Return it as a view shows it; its rows are read only where something of them is asked."""
    from layers.artifact.tiled.seen import seen  # noqa: PLC0415 - as above

    if not look:
        return tiled
    with store.opened(name, ROWS) as rows:
        return seen(tiled, look, meta, rows)


def _too_many(meta: Meta) -> InputError:
    title, count = meta["title"], meta["count"]
    return InputError(
        f"« {title} » a trop de lignes ({count}) pour un fichier de la carte. "
        "Prenez le tableau joint (panneau « Votre tableau », « Modifier »), ou dessinez-la par commune, "
        "cercle, région ou secteur.",
        f"“{title}” has too many rows ({count}) for a file of the map. "
        "Take the joined table (panel “Your table”, “Change”), or draw it by commune, cercle, region "
        "or sector.",
    )
