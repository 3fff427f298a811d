"""One build, read: its index and everything that the index names. Whatever reads a build does it here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self, cast

import orjson

from geodata.errors import MissingResourceError, NotFoundError
from geodata.text import LANGS
from layers.artifact.asof import as_of
from layers.artifact.colour import coloured
from layers.artifact.files import content_digest
from layers.artifact.filtered import filtered
from layers.artifact.model import Artifact, read_artifact
from layers.artifact.parsed import kept_artifact, kept_json, stamp_of, whole_artifact, whole_json
from layers.artifact.tiled.look import look_of, painted
from layers.build.inputs import DATA as WHOLE_DATA
from layers.schema.layer import GROUPS, UNLISTED
from layers.schema.parameters import read_arguments
from layers.view.filter import Filter, read_filter
from layers.view.rules import Rules, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.dossiers import Dossier, Figures
    from layers.artifact.model import Bilingual, Index, LayerEntry, PlaceEntry
    from layers.artifact.own import OwnLayers
    from layers.artifact.tiled.read import Tiled
    from layers.schema.layer import GroupId, Role
    from layers.schema.parameters import Arguments

INDEX = "index.json"
DATA = "data"  #: data folder of an edition for one audience, in its build
CURRENT = "current"  #: link to the build in service, in a folder that holds several


@dataclass(frozen=True)
class Build:
    """One build, read-only.

    Parameters
    ----------
    folder
        Where it lies; ``static`` below it holds the files that the index names.
    index
        ``index.json``.
    rules
        What a view of it may name.
    keeps
        Whether parsed files stay in memory for the next request: for a process that only draws.
    own
        The layers that readers added, if they may.
    """

    folder: Path
    index: Index
    rules: Rules
    keeps: bool = False
    own: OwnLayers | None = None

    def with_own(self, query: str) -> Self:
        """Return this build with the readers' layers that the query of a view names, first in the panel."""
        entries = self.own.named(query) if self.own else []
        if not entries:
            return self
        groups = {"own": {lang: GROUPS["own"].get(lang) for lang in LANGS}, **self.index["groups"]}
        index: Index = {**self.index, "groups": groups, "layers": [*entries, *self.index["layers"]]}
        own = tuple(entry["id"] for entry in entries)
        colours = {**self.rules.colours, **{entry["id"]: entry["colours"] for entry in entries}}
        rules = replace(self.rules, layers=(*own, *self.rules.layers), colours=colours)
        return replace(self, index=index, rules=rules)

    @property
    def static(self) -> Path:
        """The folder of static files."""
        return self.folder / "static"

    @property
    def data(self) -> Path:
        """The data folder of which it was made: its own, where its audience does not get all of the data."""
        own = self.folder / DATA
        return own if own.is_dir() else WHOLE_DATA

    @cached_property
    def digest(self) -> str:
        """A short name for the whole build: 12 hexadecimal digits."""
        return content_digest(orjson.dumps(self.index))

    @property
    def made(self) -> str:
        """The day on which it was built, UTC, ISO 8601."""
        return dt.datetime.fromtimestamp((self.folder / INDEX).stat().st_mtime, dt.UTC).date().isoformat()

    @property
    def layers(self) -> list[LayerEntry]:
        """Entries of the layers a reader can switch, in panel order."""
        return [entry for entry in self.index["layers"] if entry["group"] not in UNLISTED]

    @property
    def records(self) -> list[LayerEntry]:
        """Entries of the whole tables: for GIS tools, never on the map."""
        return [entry for entry in self.index["layers"] if entry["group"] == "records"]

    @property
    def base(self) -> list[LayerEntry]:
        """Entries of what the offline basemap is made of."""
        return [entry for entry in self.index["layers"] if entry["group"] == "base"]

    @property
    def groups(self) -> dict[GroupId, Bilingual]:
        """Group titles by identifier and language, in order."""
        return self.index["groups"]

    @cached_property
    def _entries(self) -> dict[str, LayerEntry]:
        return {entry["id"]: entry for entry in self.index["layers"]}

    def layer(self, layer_id: str) -> LayerEntry:
        """Return one layer's entry.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        if layer_id not in self._entries:
            raise NotFoundError(
                f"Aucune couche « {layer_id} » ; la liste est à l’adresse /layers.",
                f"No layer “{layer_id}”; the list is at /layers.",
            )
        return self._entries[layer_id]

    @cached_property
    def roles(self) -> dict[Role, tuple[str, ...]]:
        """Identifiers of the layers that have each role, in catalogue order."""
        found: dict[Role, tuple[str, ...]] = {}
        for entry in self.index["layers"]:
            for role in entry["roles"]:
                found[role] = (*found.get(role, ()), entry["id"])
        return found

    def with_role(self, role: Role) -> tuple[str, ...]:
        """Identifiers of the layers that have a role; none where the catalogue has no such layer."""
        return self.roles.get(role, ())

    def shaped(self, *roles: Role) -> dict[str, str]:
        """The places whose shape layers of some roles draw, and which; none in an earlier version's build."""
        of_roles = {layer: self.layer(layer) for role in roles for layer in self.with_role(role)}
        return {place: layer for layer, entry in of_roles.items() for place in entry.get("shaped", ())}

    def place(self, place_id: str) -> PlaceEntry | None:
        """What the index says of one place: names, kind, position."""
        return next((p for p in self.index["places"] if p["id"] == place_id), None)

    def path(self, layer_id: str, lang: Lang) -> Path:
        """Where a layer's artifact lies.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        return self.static / self.layer(layer_id)["files"][lang].lstrip("/")

    def artifact(  # noqa: PLR0913 - all that a view may ask of a layer
        self,
        layer_id: str,
        lang: Lang,
        arguments: Arguments = (),
        day: str = "",
        colour: str = "",
        wanted: str = "",
        *,
        may_be_tiled: bool = False,
    ) -> Artifact:
        """Return one layer as built, or computed for some arguments: filtered, as of a day, coloured.

        A reader's layer that the server draws has no features: it is given to whoever draws it by
        :meth:`tiled`, and refused to others.

        Raises
        ------
        NotFoundError, MissingResourceError
            If there is no such layer, or its file is gone.
        """
        if self.own and self.layer(layer_id)["group"] == "own":
            artifact = self.own.artifact(layer_id, lang, may_be_tiled=may_be_tiled)
            if "tiles" in artifact.meta:
                look = look_of(artifact.meta, day, read_filter(wanted) or Filter(), colour)
                return painted(artifact, look)[0]
        elif arguments:
            from layers.artifact.computed import computed_artifact  # noqa: PLC0415 - reads the tables

            artifact = read_artifact(computed_artifact(layer_id, lang, arguments, self.data))
        else:
            path = self.path(layer_id, lang)
            artifact = kept_artifact(path, stamp_of(path)) if self.keeps else whole_artifact(path)
        if asked := read_filter(wanted):
            artifact = filtered(artifact, asked)
        return coloured(as_of(artifact, day), colour)

    def tiled(self, layer_id: str, day: str = "", colour: str = "", wanted: str = "") -> Tiled:
        """Return the rows of a reader's layer that the server draws: filtered, as of a day, coloured.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        if self.own is None:
            raise NotFoundError(f"Aucune couche « {layer_id} ».", f"No layer “{layer_id}”.")
        meta = self.own.artifact(layer_id, LANGS[0], may_be_tiled=True).meta
        return self.own.tiled(layer_id, meta, look_of(meta, day, read_filter(wanted) or Filter(), colour))

    def arguments(self, layer_id: str, given: Mapping[str, str]) -> Arguments:
        """Read the arguments of a computed layer from URL texts: all of them if any is given, else none.

        Raises
        ------
        InputError
            For the first text that cannot be used.
        """
        parameters = self.rules.parameters.get(layer_id, ())
        if not any(parameter.name in given for parameter in parameters):
            return ()
        return tuple(read_arguments(parameters, given).items())

    def dossier(self, place: str, lang: Lang) -> Dossier:
        """Return one place's dossier in one language.

        Raises
        ------
        NotFoundError
            If there is no such place.
        """
        path = self.static / "places" / f"{place}.{lang}.json"
        if self.place(place) is None or not path.is_file():
            raise NotFoundError(f"Aucun lieu « {place} ».", f"No place “{place}”.")
        content = kept_json(path, stamp_of(path)) if self.keeps else whole_json(path)
        return cast("Dossier", content)

    def place_file(self, place: str, lang: Lang, form: str) -> Path:
        """Where the data of a place lie, as ``json`` (``PlaceData``) or as ``csv``."""
        return self.static / "places" / "data" / f"{place}.{lang}.{form}"

    def figures(self, lang: Lang) -> Figures:
        """Return the national picture in one language."""
        return cast("Figures", whole_json(self.static / f"figures.{lang}.json"))


def read_build(
    folder: Path, basemaps: tuple[str, ...] = (), *, keeps: bool = False, own: OwnLayers | None = None
) -> Build:
    """Read a build folder.

    Parameters
    ----------
    folder
        As ``layers.build`` wrote it, or a folder of builds, of which the one in service is read.
    basemaps
        Names of online basemaps that a view may ask for.
    keeps
        Whether parsed files stay in memory (see :class:`Build`).
    own
        The layers that readers added.

    Raises
    ------
    MissingResourceError
        If nothing has been built there.
    """
    folder = in_service(folder)
    index = read_index(folder)
    return Build(folder, index, rules_of(index, basemaps), keeps, own)


def in_service(folder: Path) -> Path:
    """Return the build that a folder of builds has in service; a folder that is itself one build as it is.

    The link is followed once: whoever keeps the answer keeps that build, whatever is put in service later.
    """
    link = folder / CURRENT
    return link.resolve() if link.is_symlink() else folder


def read_index(folder: Path) -> Index:
    """Read the index of a build folder; see :func:`read_build`."""
    if (path := in_service(folder) / INDEX).is_file():
        return cast("Index", whole_json(path))
    raise MissingResourceError(
        f"Rien n'a encore été construit dans « {folder} » : lancez « make build ».",
        f"Nothing has been built in “{folder}” yet: run “make build”.",
    )
