"""The layers that readers added: ordinary entries and artifacts, read from where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from geodata.errors import InputError, NotFoundError
from geodata.own.keeping.names import IDENTIFIER
from layers.artifact.model import read_artifact

if TYPE_CHECKING:
    from geodata.own.keeping.store import Store
    from geodata.text import Lang
    from layers.artifact.model import Artifact, LayerEntry, Meta

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

    def artifact(self, name: str, lang: Lang) -> Artifact:
        """Return the artifact of a layer whose features are there.

        Raises
        ------
        NotFoundError
            If it is no longer there.
        InputError
            If it is drawn as tiles: sheets, pages and downloads of the map have none of its rows.
        """
        artifact = read_artifact(self.content(name, lang))
        if "tiles" in artifact.meta:
            raise _too_many(artifact.meta)
        return artifact

    def _entry(self, name: str) -> LayerEntry | None:
        try:
            entry: LayerEntry = orjson.loads(self.store.read(name, ENTRY))
        except NotFoundError:
            return None
        return entry


def _too_many(meta: Meta) -> InputError:
    title, count = meta["title"], meta["count"]
    return InputError(
        f"« {title} » a trop de lignes ({count}) pour une planche, une page ou un fichier de la carte. "
        "Prenez le tableau joint (panneau « Votre tableau », « Modifier »), ou dessinez-la par commune, "
        "cercle, région ou secteur.",
        f"“{title}” has too many rows ({count}) for a sheet, a page or a file of the map. "
        "Take the joined table (panel “Your table”, “Change”), or draw it by commune, cercle, region "
        "or sector.",
    )
