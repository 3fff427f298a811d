"""Presets of a deployment: named markings, with colour, producer, status, validity and logo.

``ATLAS_MARKINGS`` names a file in TOML, a table a preset; a text may be given in both languages::

    [force]
    title = { fr = "État-major", en = "Force headquarters" }
    marking = "FOR TRAINING ONLY"
    marking_colour = "#1E7B4B"
    logo = "crest.svg"
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import InputError, MissingResourceError
from geodata.text import Text
from layers.export.sheet.request.logo import logo_address, logo_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a preset says of a sheet that says nothing else.
TEXTS: Final = ("marking", "producer", "status", "validity")
KEYS: Final = frozenset({"title", "marking_colour", "logo", *TEXTS})
LONGEST: Final = 70  # characters of a text
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset: its title, its texts by field of a sheet, and its logo as an address of data."""

    name: str
    title: Text
    texts: Mapping[str, Text] = field(default_factory=dict)
    colour: str = ""
    logo: str = ""


def deployed(environ: Mapping[str, str] = os.environ) -> Mapping[str, Preset]:
    """Return the presets of this deployment, by name; none without ``ATLAS_MARKINGS``.

    Raises
    ------
    MissingResourceError
        If there is no such file, or no logo that it names.
    InputError
        If anything in it cannot be used.
    """
    given = environ.get("ATLAS_MARKINGS", "")
    if not given:
        return {}
    path = Path(given)
    if not path.is_file():
        raise MissingResourceError(
            f"ATLAS_MARKINGS : fichier introuvable : {path}.", f"ATLAS_MARKINGS: no such file: {path}."
        )
    return read_presets(path, path.stat().st_mtime_ns)


@lru_cache(4)
def read_presets(path: Path, changed: int = 0) -> Mapping[str, Preset]:
    """Read a file of presets; ``changed`` tells one state of the file from another."""
    del changed
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refusal(path.name, f"TOML illisible ({error})", f"unreadable TOML ({error})") from error
    if len(tables) > MOST:
        raise _refusal(path.name, f"{MOST} modèles au plus", f"at most {MOST} presets")
    return {name: _preset(name, table, path) for name, table in tables.items()}


def _refusal(where: str, fr: str, en: str) -> InputError:
    return InputError(f"ATLAS_MARKINGS, {where} : {fr}.", f"ATLAS_MARKINGS, {where}: {en}.")


def _preset(name: str, table: Any, path: Path) -> Preset:  # noqa: ANN401 - what TOML gives
    if not isinstance(table, dict) or not re.fullmatch(r"[a-z][a-z0-9-]{0,23}", name):
        raise _refusal(
            name[:24],
            "chaque modèle est une table [nom], en minuscules, chiffres et tirets",
            "each preset is a table [name], in lower-case letters, digits and hyphens",
        )
    if unknown := sorted(set(table) - KEYS):
        raise _refusal(name, f"clé inconnue « {unknown[0][:20]} »", f"unknown key “{unknown[0][:20]}”")
    colour = str(table.get("marking_colour", "")).upper()
    if colour and not re.fullmatch(r"#[0-9A-F]{6}", colour):
        raise _refusal(name, "marking_colour : attendu #RRVVBB", "marking_colour: expected #RRGGBB")
    texts = {key: _text(table[key], name, key) for key in TEXTS if key in table}
    title = _text(table.get("title", name), name, "title")
    return Preset(name, title, texts, colour, _logo(table, path))


def _text(value: Any, name: str, key: str) -> Text:  # noqa: ANN401
    both = value if isinstance(value, dict) else {"fr": value, "en": value}
    fr, en = both.get("fr"), both.get("en")
    for each in (fr, en):
        if not isinstance(each, str) or len(each) > LONGEST or not each.isprintable():
            raise _refusal(
                name,
                f"{key} : un texte d’au plus {LONGEST} caractères, ou {{ fr = …, en = … }}",
                f"{key}: a text of at most {LONGEST} characters, or {{ fr = …, en = … }}",
            )
    return Text(str(fr), str(en))


def _logo(table: dict[str, Any], path: Path) -> str:
    if "logo" not in table:
        return ""
    file = path.parent / str(table["logo"])
    if not file.is_file():
        raise MissingResourceError(
            f"ATLAS_MARKINGS : logo introuvable : {file}.", f"ATLAS_MARKINGS: no such logo: {file}."
        )
    address = logo_address(file.read_bytes())
    logo_of(address)
    return address
