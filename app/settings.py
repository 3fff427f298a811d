"""What the machine decides: read from the environment when the application is made, never at import."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent

#: Online basemaps a reader may choose; nothing is requested from them before.
ONLINE_BASEMAPS: dict[str, dict[str, Any]] = {
    "osm": {
        "title": "OpenStreetMap",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors (ODbL)",
        "max_zoom": 19,
    }
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one application.

    Parameters
    ----------
    build
        Folder made by ``make build`` (``ATLAS_BUILD``).
    host, port
        Address served (``HOST``, ``PORT``).
    basemaps
        Online basemaps on offer, by name (``ATLAS_BASEMAPS``: path of a JSON file of the same form
        as ``ONLINE_BASEMAPS``, ``{}`` for none).
    """

    build: Path = ROOT / "build"
    host: str = "127.0.0.1"
    port: int = 8050
    basemaps: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: ONLINE_BASEMAPS)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables."""
    basemaps: Mapping[str, Mapping[str, Any]] = ONLINE_BASEMAPS
    if path := environ.get("ATLAS_BASEMAPS"):
        basemaps = json.loads(Path(path).read_text("utf-8"))
    return Settings(
        build=Path(environ.get("ATLAS_BUILD", ROOT / "build")),
        host=environ.get("HOST", "127.0.0.1"),
        port=int(environ.get("PORT", "8050")),
        basemaps=basemaps,
    )
