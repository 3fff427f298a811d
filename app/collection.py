"""The build that the web process serves, with the basemaps of its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.access.editions import is_gated
from app.ground.files import GROUND, read_ground
from app.http.whole import Wholeness
from geodata.own.limits import DEFAULT, Limits
from layers.artifact.own import OwnLayers
from layers.artifact.reader import Build, read_build
from layers.build.inputs import DATA as WHOLE_DATA

if TYPE_CHECKING:
    from app.ground.files import Ground
    from app.settings import Settings
    from geodata.audience.rules import Audience


@dataclass(frozen=True)
class Collection(Build):
    """One build, whether it is whole, the online basemaps, and what is read of readers' files.

    ``basemaps`` says what each needs to be fetched and credited, ``audience`` is whom it is for, ``signs_in``
    whether one may sign in, for more; ``own_drawn`` is how many rows of a reader's layer are sent,
    ``own_hosts`` whence readers' layers may be fetched.
    """

    basemaps: dict[str, dict[str, str]] = field(default_factory=dict)
    wholeness: Wholeness = field(default_factory=Wholeness, compare=False)
    ground: Ground | None = None
    audience: Audience = "internal"
    signs_in: bool = False
    own_limits: Limits = DEFAULT
    own_drawn: int = 10_000
    own_hosts: tuple[str, ...] = ()


def read_collection(settings: Settings) -> Collection:
    """Read the build.

    Raises
    ------
    MissingResourceError
        If nothing has been built yet.
    """
    basemaps = {name: dict(basemap) for name, basemap in settings.basemaps.items()}
    ground = read_ground(settings.ground) if settings.ground else None
    if ground:
        basemaps = {GROUND: ground.basemap, **basemaps}
    build = read_build(settings.build, tuple(basemaps))
    own = _own_layers(settings, build) if settings.own else None
    return Collection(
        build.folder,
        build.index,
        build.rules,
        own=own,
        basemaps=basemaps,
        ground=ground,
        audience=settings.audience,
        signs_in=settings.access.sign_in != "none",
        own_limits=own_limits(settings),
        own_drawn=settings.own_drawn,
        own_hosts=settings.own_hosts,
    )


def _own_layers(settings: Settings, build: Build) -> OwnLayers:
    """The readers' tables, of which an audience sees those made with no more than it gets."""
    from geodata.own.keeping.store import Store  # noqa: PLC0415 - loads SQLAlchemy

    audience = settings.audience if is_gated(settings) else ""
    data = str(build.data) if build.data != WHOLE_DATA else ""
    return OwnLayers(Store(settings.own, settings.own_catalogue, settings.own_days, audience, data))


def own_limits(settings: Settings) -> Limits:
    """What the explorer reads of a reader's file: it takes a part of the time of one computation."""
    return Limits(
        bytes=settings.own_mb * 1_000_000,
        rows=settings.own_rows,
        columns=200,
        vertices=300_000,
        seconds=settings.seconds * 0.8,
        memory_bytes=3_000_000_000,
    )
