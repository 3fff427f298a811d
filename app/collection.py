"""The built layers and places, read once: all that the web process needs, without geopandas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from geodata.errors import MissingResourceError, NotFoundError
from layers.schema.layer import UNLISTED
from layers.view.state import rules_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from geodata.text import Lang
    from layers.view.state import Rules


@dataclass(frozen=True)
class Collection:
    """One build: the index of layers and places, and the folder of static files."""

    index: dict[str, Any]
    static: Path
    rules: Rules
    basemaps: dict[str, dict[str, Any]]

    @property
    def layers(self) -> list[dict[str, Any]]:
        """Entries of the layers a reader can switch, in panel order."""
        return [entry for entry in self.index["layers"] if entry["group"] not in UNLISTED]

    @property
    def records(self) -> list[dict[str, Any]]:
        """Entries of the whole tables: for GIS tools, never on the map."""
        return [entry for entry in self.index["layers"] if entry["group"] == "records"]

    @property
    def base(self) -> list[dict[str, Any]]:
        """Entries of what the offline basemap is made of."""
        return [entry for entry in self.index["layers"] if entry["group"] == "base"]

    @property
    def groups(self) -> dict[str, dict[str, str]]:
        """Group titles by identifier and language, in order."""
        titles: dict[str, dict[str, str]] = self.index["groups"]
        return titles

    def layer(self, layer_id: str) -> dict[str, Any]:
        """Return one layer's entry.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        for entry in self.index["layers"]:
            if entry["id"] == layer_id:
                found: dict[str, Any] = entry
                return found
        raise NotFoundError(
            f"Aucune couche « {layer_id} » ; la liste est à l’adresse /layers.",
            f"No layer “{layer_id}”; the list is at /layers.",
        )

    def dossier(self, place: str, lang: Lang) -> dict[str, Any]:
        """Return one place's dossier in one language.

        Raises
        ------
        NotFoundError
            If there is no such place.
        """
        if place not in self.rules.places:
            raise NotFoundError(f"Aucun lieu « {place} ».", f"No place “{place}”.")
        content: dict[str, Any] = orjson.loads((self.static / "places" / f"{place}.{lang}.json").read_bytes())
        return content

    def figures(self, lang: Lang) -> dict[str, Any]:
        """Return the national picture in one language (see ``layers.reports.figures.tables``)."""
        content: dict[str, Any] = orjson.loads((self.static / f"figures.{lang}.json").read_bytes())
        return content


def read_collection(settings: Settings) -> Collection:
    """Read the build.

    Raises
    ------
    MissingResourceError
        If nothing has been built yet.
    """
    path = settings.build / "index.json"
    if not path.is_file():
        raise MissingResourceError(
            f"Rien n'a encore été construit dans « {settings.build} » : lancez « make build ».",
            f"Nothing has been built in “{settings.build}” yet: run “make build”.",
        )
    index = orjson.loads(path.read_bytes())
    rules = rules_of(index, tuple(settings.basemaps))
    basemaps = {name: dict(basemap) for name, basemap in settings.basemaps.items()}
    return Collection(index, settings.build / "static", rules, basemaps)
