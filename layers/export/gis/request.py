"""One download, whole: which layers, of which arguments, selected how, in which format and language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.model import Index
    from layers.artifact.reader import Build
    from layers.export.gis.frame import GisLayer
    from layers.export.gis.registry import Format
    from layers.export.gis.selection import Selection
    from layers.schema.parameters import Arguments
    from layers.view.rules import Rules


MOST_NAMED: Final = 5  # columns that a refusal names


@dataclass(frozen=True, slots=True)
class Order:
    """What a reader asks for.

    Parameters
    ----------
    layers
        Identifiers, in the order of the index.
    lang, form
        Language and format.
    selection
        Area that the features must meet; none for all of them.
    arguments
        Of each computed layer that is not taken as it was built.
    options
        Further arguments of the format, such as ``hxl``.
    colours
        The column by which each layer is drawn, for those that are coloured and a format with styles.
    date
        The day as of which the layers are read; empty for every date together.
    filter
        What facts and rows must meet, as a view writes it; empty for all of them.
    query
        The address or command that gives the same file again.
    """

    layers: tuple[str, ...]
    lang: Lang
    form: Format
    selection: Selection | None = None
    arguments: Mapping[str, Arguments] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    filter: str = ""
    query: str = ""

    def read(self, build: Build) -> list[GisLayer]:
        """Read the layers of a build as of the day, compute those that have arguments, and select."""
        from layers.export.gis.frame import as_layer  # noqa: PLC0415 - loads geopandas
        from layers.export.gis.selection import select  # noqa: PLC0415 - loads shapely

        found = []
        for layer in self.layers:
            arguments, colour = self.arguments.get(layer, ()), self.colours.get(layer, "")
            artifact = build.artifact(layer, self.lang, arguments, self.date, colour, self.filter)
            found.append(select(as_layer(artifact, build), self.selection))
        return found

    def fill(self, build: Build) -> bytes:
        """Return the file."""
        return self.write([] if self.form.whole else self.read(build), build.index, build.data)

    def write(self, layers: Sequence[GisLayer], index: Index, data: Path | None = None) -> bytes:
        """Return the file of layers that were read already (:meth:`read`), or of a data folder."""
        more = {"data": data} if data else {}
        return self.form.to_bytes(layers, self.query, {**self.options, **more, "index": index})


def everything(index: Index) -> tuple[str, ...]:
    """Identifiers of all layers and whole tables; what the basemap is made of is not among them."""
    return tuple(entry["id"] for entry in index["layers"] if entry["group"] != "base")


def choose(index: Index, text: str) -> tuple[str, ...]:
    """Read identifiers separated by commas; they are put in the order of the index, once each.

    Raises
    ------
    NotFoundError
        If the build has no layer of one of the names.
    InputError
        If there is no name at all.
    """
    asked = [part.strip() for part in text.split(",") if part.strip()]
    known = [entry["id"] for entry in index["layers"]]
    if not asked:
        raise InputError("Aucune couche nommée.", "No layer is named.")
    if unknown := [name for name in asked if name not in known]:
        raise NotFoundError(
            f"Aucune couche « {unknown[0][:40]} » ; la liste est à l’adresse /layers.",
            f"No layer “{unknown[0][:40]}”; the list is at /layers.",
        )
    return tuple(name for name in known if name in asked)


def read_colour(rules: Rules, layer: str, choice: str) -> str:
    """Return by what a layer is drawn, as it is always written; empty for its own marks.

    Raises
    ------
    InputError
        If it is no column that the layer may be coloured by; the message names some that are.
    """
    read = rules.colour(layer, choice)
    if choice and not read:
        columns = ", ".join(list(rules.colours.get(layer, {}))[:MOST_NAMED])
        raise InputError(
            f"colour = « {choice[:40]} » : la couche « {layer} » se colore par "
            + (f"une colonne numérique : {columns}…" if columns else "ses propres signes."),
            f"colour = “{choice[:40]}”: the layer “{layer}” is coloured by "
            + (f"a column of numbers: {columns}…" if columns else "its own signs."),
        )
    return read


def read_filter(rules: Rules, text: str) -> str:
    """Return a filter as it is always written; empty for none.

    Raises
    ------
    InputError
        If it is not of the form that a view may have, or names a value that is not known.
    """
    read, unknown = rules.filtering(text)
    if unknown:
        raise InputError(
            f"filter = « {unknown[:60]} » n’est pas utilisable : attendu des conditions jointes par AND, "
            "telles que state = 'planned' ou inside IN ('sector-est'), avec les valeurs de la carte.",
            f"filter = “{unknown[:60]}” cannot be used: conditions joined by AND are expected, such as "
            "state = 'planned' or inside IN ('sector-est'), with the values of the map's filter.",
        )
    return read


def check_part(form: Format, *, names: bool, selects: bool) -> None:
    """Refuse a part of what is always whole.

    Raises
    ------
    InputError
        If layers are named, or an area or a day selected, and the format cannot hold that part.
    """
    if form.whole and (names or selects):
        raise InputError(
            f"Le format « {form.id} » contient toujours tous les tableaux publiés, sans sélection.",
            f"The format “{form.id}” always holds every table published, without a selection.",
        )
    if form.live and selects:
        raise InputError(
            f"Le format « {form.id} » lit les couches entières ; pour une sélection, prenez « qgis ».",
            f"The format “{form.id}” reads whole layers; for a selection, take “qgis”.",
        )
