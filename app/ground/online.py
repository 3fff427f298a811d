"""The online basemaps that a reader may choose: none is asked for before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import orjson

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ONLINE_BASEMAPS: Final[dict[str, dict[str, Any]]] = {
    "osm": {
        "title": "OpenStreetMap",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors (ODbL)",
        "max_zoom": 19,
    }
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,30}")
_URL: Final = re.compile(r"https?://[^\s/]+/[^\s]*")
_DEEPEST: Final = 24


def read_basemaps(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Read the online basemaps on offer from a JSON file of the form of :data:`ONLINE_BASEMAPS`.

    Raises
    ------
    InputError
        If the file cannot be read, or a basemap lacks what is needed to fetch and to credit it.
    """
    try:
        given = orjson.loads(path.read_bytes())
    except OSError:
        raise _refusal(path, "le fichier ne se lit pas", "the file cannot be read") from None
    except orjson.JSONDecodeError as error:
        raise _refusal(path, f"JSON invalide, {error}", f"not valid JSON, {error}") from None
    if not isinstance(given, dict):
        raise _refusal(path, "il faut un objet JSON", "must be a JSON object")
    for name, basemap in given.items():
        if lacking := _lacking(name, basemap):
            fr, en = (", ".join(each[n] for each in lacking) for n in (0, 1))
            raise _refusal(path, f"« {name[:40]} » : {fr}", f"“{name[:40]}”: {en}")
    return given


def _lacking(name: str, basemap: object) -> list[tuple[str, str]]:
    """All that is wrong with a basemap, in French and in English."""
    if not _NAME.fullmatch(name):
        return [("nom à écrire en minuscules sans accent", "name it in lower-case letters without accents")]
    if not isinstance(basemap, dict):
        return [("il faut un objet JSON", "must be a JSON object")]
    found = [
        (f"« {key} » manque", f"“{key}” is missing")
        for key in ("title", "attribution")
        if not isinstance(basemap.get(key), str) or not basemap[key].strip()
    ]
    url = basemap.get("url")
    if not isinstance(url, str) or not _URL.fullmatch(url) or not all(f"{{{axis}}}" in url for axis in "zxy"):
        shape = "https://…/{z}/{x}/{y}.png"
        found.append((f"« url » doit être de la forme {shape}", f"“url” must be of the form {shape}"))
    deepest = basemap.get("max_zoom", _DEEPEST)
    if not isinstance(deepest, int) or isinstance(deepest, bool) or not 0 <= deepest <= _DEEPEST:
        found.append(
            (f"« max_zoom » doit être un entier de 0 à {_DEEPEST}", f"“max_zoom” must be 0 to {_DEEPEST}")
        )
    return found


def _refusal(path: Path, fr: str, en: str) -> InputError:
    return InputError(f"ATLAS_BASEMAPS, {path} : {fr}.", f"ATLAS_BASEMAPS, {path}: {en}.")
