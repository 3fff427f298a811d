"""The build that the web process serves, with the basemaps of its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.http.whole import Wholeness
from layers.artifact.own import OwnLayers
from layers.artifact.reader import Build, read_build

if TYPE_CHECKING:
    from app.settings import Settings


@dataclass(frozen=True)
class Collection(Build):
    """One build, whether it is whole, and the online basemaps: what each needs to be fetched and credited."""

    basemaps: dict[str, dict[str, str]] = field(default_factory=dict)
    wholeness: Wholeness = field(default_factory=Wholeness, compare=False)


def read_collection(settings: Settings) -> Collection:
    """Read the build.

    Raises
    ------
    MissingResourceError
        If nothing has been built yet.
    """
    build = read_build(settings.build, tuple(settings.basemaps))
    basemaps = {name: dict(basemap) for name, basemap in settings.basemaps.items()}
    own = _own_layers(settings) if settings.own else None
    return Collection(build.folder, build.index, build.rules, own=own, basemaps=basemaps)


def _own_layers(settings: Settings) -> OwnLayers:
    from geodata.own.keeping.store import Store  # noqa: PLC0415 - loads SQLAlchemy

    return OwnLayers(Store(settings.own, settings.own_catalogue, settings.own_days))
