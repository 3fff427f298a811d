"""Reads the fields of a view's URL: a value that cannot be used is reported and replaced by its default."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from geodata.text import LANGS, Text
from layers.view.comparing import MIDDLE, SPLITS, read_other
from layers.view.days import read_days
from layers.view.drawn import LONGEST_DRAWING, MOST_THINGS, read_drawing
from layers.view.forgive import tidy, tidy_list
from layers.view.measured import read_measured

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geodata.text import Lang
    from layers.view.rules import Rules

#: The map's least and greatest zoom.
ZOOMS: Final = (4, 16)
LONGEST_SHOWN: Final = 40  # characters of a refused value that its message repeats


@dataclass(slots=True)
class ViewFields:
    """The fields of one URL, read by what the view may name.

    Attributes
    ----------
    fields
        Texts by name; unknown names are ignored.
    rules
        What the view may name.
    problems
        A message for each value that could not be used, in the order of reading.
    """

    fields: Mapping[str, str]
    rules: Rules
    problems: list[Text] = field(default_factory=list)

    def lang(self, default: Lang) -> Lang:
        """Language of every word."""
        value = self.fields.get("lang", default)
        for lang in LANGS:
            if value == lang:
                return lang
        self._refuse("lang", value, "fr ou en", "fr or en")
        return default

    def layers(self) -> tuple[str, ...]:
        """The layers that are on, in catalogue order."""
        if "layers" not in self.fields:
            return self.rules.defaults
        asked = {name for name in tidy_list(self.fields["layers"]) if name != "none"}
        unknown = self._unknown("layers", asked)
        if unknown and asked == set(unknown):
            return self.rules.defaults
        return tuple(name for name in self.rules.layers if name in asked)

    def order(self) -> tuple[str, ...]:
        """The layers raised above the others, topmost first."""
        asked = tuple(tidy_list(self.fields.get("order", "")))
        self._unknown("order", set(asked))
        return tuple(name for name in asked if name in self.rules.layers)

    def opacity(self) -> dict[str, int]:
        """Percent, for each layer that the URL names."""
        found = {}
        for layer in self.rules.layers:
            value = self.fields.get(f"{layer}.opacity")
            if value is None:
                continue
            if re.fullmatch(r"\d{1,3}", value) and int(value) <= 100:
                found[layer] = int(value)
            else:
                self._refuse(f"{layer}.opacity", value, "entier de 0 à 100", "a whole number, 0 to 100")
        return found

    def colour(self) -> dict[str, str]:
        """The column that each layer is coloured by, for those of which the URL names one."""
        found = {}
        for layer in self.rules.layers:
            value = self.fields.get(f"{layer}.colour", "")
            if choice := self.rules.colour(layer, value):
                found[layer] = choice
            elif value:
                self._refuse(f"{layer}.colour", value, "pas une colonne à colorer", "no column to colour by")
        return found

    def arguments(self) -> dict[str, dict[str, str]]:
        """Arguments of computed layers that differ from the defaults, as URL texts."""
        found: dict[str, dict[str, str]] = {}
        for layer, parameters in self.rules.parameters.items():
            for parameter in parameters:
                text = self.fields.get(f"{layer}.{parameter.name}")
                if text is None:
                    continue
                try:
                    value = parameter.read(text)
                except InputError as error:
                    self.problems.append(error.text)
                    continue
                if value != parameter.default:
                    found.setdefault(layer, {})[parameter.name] = parameter.write(value)
        return found

    def camera(self) -> tuple[float, float, float] | None:
        """Latitude, longitude and zoom; nothing for the whole country."""
        value = self.fields.get("at")
        if value is None:
            return None
        try:
            lat, lon, zoom = (float(n) for n in value.split(","))
        except ValueError:
            lat = lon = zoom = float("nan")
        if -85 <= lat <= 85 and -180 <= lon <= 180 and ZOOMS[0] <= zoom <= ZOOMS[1]:
            return lat, lon, zoom
        self._refuse(
            "at",
            value,
            "latitude,longitude,zoom ; zoom de 4 à 16",
            "latitude,longitude,zoom; zoom from 4 to 16",
        )
        return None

    def days(self) -> dict[str, str]:
        """The days ``date`` and ``compare``, empty where there is none."""
        days, wrong = read_days(self.fields)
        for refusal in wrong:
            self._refuse(*refusal)
        return days

    def filter(self) -> str:
        """What facts and rows must meet, as it is always written; values that are not known are left out."""
        text = self.fields.get("filter", "")
        read, unknown = self.rules.filtering(text)
        if unknown:
            self._refuse("filter", unknown, "filtre ou valeur inconnus", "no such filter or value")
        return read

    def measured(self) -> str:
        """What the reader measures, as it is always written, or empty."""
        value = self.fields.get("measure", "")
        if found := read_measured(value):
            return found.write()
        if value:
            self._refuse(
                "measure",
                value,
                "line, area ou rings, puis latitudes et longitudes en degrés ; de rings, un centre et des km",
                "line, area or rings, then latitudes and longitudes in degrees; of rings, a centre and km",
            )
        return ""

    def split(self) -> float:
        """Where the border between the two sides of a comparison stands, as a share of the map's width."""
        value = self.fields.get("split")
        if value is None:
            return MIDDLE
        if re.fullmatch(r"0?\.\d{1,4}", value) and SPLITS[0] <= float(value) <= SPLITS[1]:
            return float(value)
        self._refuse("split", value, "de 0.05 à 0.95", "0.05 to 0.95")
        return MIDDLE

    def other(self) -> str:
        """The other case of a computed layer as it is always written, or empty."""
        value = self.fields.get("other", "")
        text, wrong = read_other(value, self.rules.parameters)
        self.problems += wrong
        if value and not text:
            self._refuse("other", value, "pas une couche calculée", "no computed layer")
        return text

    def drawing(self) -> str:
        """What the reader draws, as it is always written; things that cannot be read are left out."""
        value = self.fields.get("draw", "")
        read = read_drawing(value)
        if read.is_too_large:
            self._refuse(
                "draw",
                value,
                f"plus de {MOST_THINGS} dessins ou de {LONGEST_DRAWING} caractères ; ouvrez-les d’un fichier",
                f"more than {MOST_THINGS} drawings or {LONGEST_DRAWING} characters; open them from a file",
            )
        elif read.refused:
            self._refuse(
                "draw",
                "~".join(read.refused),
                "un dessin par « ~ » : genre, latitudes et longitudes en degrés, puis « _ » et un texte",
                "a drawing for each “~”: kind, latitudes and longitudes in degrees, then “_” and a text",
            )
        return read.write()

    def one_of(self, name: str, known: Collection[str], default: str) -> str:
        """A value of a closed list."""
        value = self.fields.get(name, default)
        for meant in (value, tidy(value)):
            if meant == default or meant in known:
                return meant
        self._refuse(name, value, "valeur inconnue", "unknown value")
        return default

    def _unknown(self, name: str, asked: set[str]) -> list[str]:
        """The names asked for that are no layers, each once."""
        unknown = sorted(asked - set(self.rules.layers))
        if unknown:
            self._refuse(name, ",".join(unknown), "couche inconnue", "no such layer")
        return unknown

    def _refuse(self, name: str, value: str, fr: str, en: str) -> None:
        shown = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
        self.problems.append(
            Text(
                f"Adresse : {name} = « {shown} » n’est pas utilisable ({fr}).",
                f"Address: {name} = “{shown}” cannot be used ({en}).",
            )
        )
