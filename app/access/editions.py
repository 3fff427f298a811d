"""The edition of each audience: a build of its own where its rules withhold something, else the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import orjson

from geodata.audience.rules import WITHHELD, Rules, read_rules, rules_from
from geodata.errors import MissingResourceError
from layers.artifact.reader import DATA, INDEX, in_service

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from geodata.audience.rules import Audience
    from geodata.tables import Tables

#: Folder of the editions in a build.
EDITIONS: Final = "editions"


def withholding(settings: Settings) -> dict[Audience, Rules]:
    """Return the rules of the audiences from which something is withheld."""
    found = read_rules(settings.access.rules)
    return {audience: rules for audience, rules in found.items() if rules.withholds}


def is_gated(settings: Settings) -> bool:
    """Whether it matters who asks: else there is one application, and nothing stands before it."""
    access = settings.access
    return access.sign_in != "none" or access.anonymous != "internal" or bool(withholding(settings))


def settings_for(settings: Settings, audience: Audience) -> Settings:
    """Return the settings under which one audience is served: its own edition, if there is to be one.

    Raises
    ------
    MissingResourceError
        If the build in service has no edition by these rules: the whole is never given instead.
    """
    build, rules = in_service(settings.build), withholding(settings).get(audience)
    if rules is not None:
        build = build / EDITIONS / audience
        if not (build / INDEX).is_file() or rules_of_edition(build) != rules:
            raise MissingResourceError(
                f"L’édition « {audience} » n’est pas construite d’après ces règles : lancez « make build ».",
                f"The edition “{audience}” is not built by these rules: run “make build”.",
            )
    return replace(settings, build=build, audience=audience)


def rules_of_edition(build: Path) -> Rules | None:
    """Return the rules by which an edition was made; None for a whole build."""
    path = build / DATA / WITHHELD
    return rules_from(orjson.loads(path.read_bytes())) if path.is_file() else None


def make_editions(settings: Settings, tables: Tables, cache: Path) -> None:
    """Build the editions into the settings' build folder.

    Parameters
    ----------
    settings
        Those of the build.
    tables
        The whole data.
    cache
        Folder of pieces that earlier builds made.
    """
    for audience, rules in withholding(settings).items():
        edition = replace(settings, build=settings.build / EDITIONS / audience, audience=audience)
        _make(edition, rules, tables, cache)


def _make(settings: Settings, rules: Rules, tables: Tables, cache: Path) -> None:
    from app.freeze import freeze  # noqa: PLC0415 - loads the application
    from geodata.audience.release import release  # noqa: PLC0415 - loads pandas
    from layers.build.build import build  # noqa: PLC0415

    kept = cache / EDITIONS / settings.audience
    settings.build.mkdir(parents=True, exist_ok=True)
    build(settings.build, release(tables, rules, settings.build / DATA), kept=kept / "layers")
    freeze(settings, kept / "panels")
