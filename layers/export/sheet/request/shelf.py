"""The build as the sheets read it: index, artifacts, dossiers, released for one audience."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from geodata.errors import MissingResourceError
from geodata.facts.holding import state
from layers.artifact.asof import as_of
from layers.artifact.files import content_digest
from layers.export.sheet.request.profiles import RULES, release
from layers.view.state import rules_of

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.export.sheet.request.profiles import Profile
    from layers.view.state import Rules, ViewState

KEPT = 96


@dataclass(frozen=True)
class Shelf:
    """One build, read-only."""

    folder: Path
    index: dict[str, Any]
    rules: Rules

    @property
    def static(self) -> Path:
        """The build's folder of static files."""
        return self.folder / "static"

    def entries(self, view: ViewState) -> list[dict[str, Any]]:
        """Entries of the layers that a view shows, from the top of the drawing down."""
        return [self.entry(layer) for layer in view.drawn]

    def base(self, view: ViewState) -> list[dict[str, Any]]:
        """Entries of what the offline basemap is made of; none on a blank map."""
        drawn = view.base != "blank"
        return [e for e in self.index["layers"] if e["group"] == "base" and drawn]

    def entry(self, layer_id: str) -> dict[str, Any]:
        """One layer's entry."""
        return next(e for e in self.index["layers"] if e["id"] == layer_id)

    def artifact(self, entry: dict[str, Any], view: ViewState, profile: Profile) -> dict[str, Any]:
        """One layer as built, or computed for the view's own arguments, as an audience may have it."""
        given = view.arguments.get(entry["id"], {})
        if given:
            content = _computed(entry["id"], view.lang, tuple(sorted(given.items())))
        else:
            content = _file(str(self.static / entry["files"][view.lang].lstrip("/")))
        return release(as_of(content, view.date), profile)

    def dossier(self, place: str, lang: Lang, profile: Profile, day: str = "") -> dict[str, Any] | None:
        """One place's dossier without the topics withheld, or nothing; of a day, what then held."""
        path = self.static / "places" / f"{place}.{lang}.json"
        if not path.is_file():
            return None
        content = dict(_file(str(path)))
        kept = RULES[profile].withheld_topics
        content["topics"] = [_on(t, day) for t in content["topics"] if t["id"] not in kept]
        if content["position"] and RULES[profile].step:
            content["position"] = None
        return content

    def place(self, place_id: str) -> dict[str, Any] | None:
        """What the index says of one place: names, kind, position."""
        return next((p for p in self.index["places"] if p["id"] == place_id), None)

    @property
    def digest(self) -> str:
        """A short name for the whole build."""
        return content_digest(orjson.dumps(self.index))


def _on(topic: dict[str, Any], day: str) -> dict[str, Any]:
    if not day:
        return topic
    held = [fact for fact in topic["facts"] if state(fact["since"], fact["until"], day) == "holds"]
    return topic | {"facts": held}


def read_shelf(folder: Path) -> Shelf:
    """Read a build folder.

    Raises
    ------
    MissingResourceError
        If nothing has been built there.
    """
    path = folder / "index.json"
    if not path.is_file():
        raise MissingResourceError(
            f"Aucune couche construite dans « {folder} » : lancez d'abord « make build ».",
            f"No layers built in “{folder}” yet: run “make build” first.",
        )
    index = orjson.loads(path.read_bytes())
    return Shelf(folder, index, rules_of(index))


@lru_cache(maxsize=KEPT)
def _parsed(path: str, stamp: int) -> dict[str, Any]:
    del stamp  # part of the key: a file written again is read again
    content: dict[str, Any] = orjson.loads(Path(path).read_bytes())
    return content


def _file(path: str) -> dict[str, Any]:
    return _parsed(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=KEPT)
def _computed(layer_id: str, lang: Lang, given: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """A computed layer's artifact for arguments other than those built."""
    from geodata.tables import Tables  # noqa: PLC0415 - loads geopandas, rarely needed
    from layers.artifact.make import make_artifact  # noqa: PLC0415
    from layers.schema.library import read_catalog  # noqa: PLC0415
    from layers.schema.parameters import read_arguments  # noqa: PLC0415

    layer = read_catalog()[layer_id]
    arguments = read_arguments(layer.parameters, dict(given))
    tables = Tables()
    artifact = make_artifact(layer, tables, lang, layer.rows(tables, **arguments), arguments)
    content: dict[str, Any] = orjson.loads(artifact.content)
    return content
