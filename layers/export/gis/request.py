"""One download, whole: which layers, of which arguments, selected how, in which format and language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import InputError, NotFoundError
from layers.view.forgive import tidy_list

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
    rows
        ``facts`` for one row a fact (:mod:`layers.export.gis.long`); empty for the layers' own rows.
    ids
        The features that are kept, by identifier; empty for all of them.
    query
        The address or command that gives the same file again.
    view
        The address of these layers in the explorer; empty where others could not open it.
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
    rows: str = ""
    ids: tuple[str, ...] = ()
    query: str = ""
    view: str = ""

    def read(self, build: Build) -> list[GisLayer]:
        """Read the layers of a build as of the day, compute those that have arguments, and select."""
        from layers.export.gis.frame import as_layer  # noqa: PLC0415 - loads geopandas
        from layers.export.gis.selection import choose_rows, select  # noqa: PLC0415 - loads shapely

        found = []
        for layer in self.layers:
            arguments, colour = self.arguments.get(layer, ()), self.colours.get(layer, "")
            artifact = build.artifact(layer, self.lang, arguments, self.date, colour, self.filter)
            found.append(choose_rows(as_layer(artifact, build), self.ids))
        if self.rows:
            found = self._long(build, found)
        return [*(select(layer, self.selection) for layer in found), *self._ground(build)]

    def _ground(self, build: Build) -> list[GisLayer]:
        """The basemap, whole, for a file that needs one."""
        from layers.export.gis.frame import read_layer  # noqa: PLC0415 - loads geopandas

        entries = build.base if self.form.grounded else []
        return [read_layer(build, e["id"], self.lang) for e in entries if e["id"] not in self.layers]

    def _long(self, build: Build, layers: list[GisLayer]) -> list[GisLayer]:
        """Turn layers into rows of facts; of several, whole tables and what states none are left out."""
        from layers.export.gis.frame import as_layer  # noqa: PLC0415 - loads geopandas
        from layers.export.gis.long import as_facts, has_facts, known_by  # noqa: PLC0415 - as above

        table = build.artifact(build.with_role("fact")[0], self.lang, wanted=self.filter)
        facts = known_by(as_layer(table, build), self.date)
        stating = [each for each in layers if has_facts(each) and each.meta["group"] != "records"]
        return [as_facts(layer, facts) for layer in (stating or layers)]

    def fill(self, build: Build) -> bytes:
        """Return the file."""
        return self.write([] if self.form.whole else self.read(build), build.index, build.data)

    def write(self, layers: Sequence[GisLayer], index: Index, data: Path | None = None) -> bytes:
        """Return the file of layers that were read already (:meth:`read`), or of a data folder."""
        more: dict[str, Any] = {"view": self.view} | ({"data": data} if data else {})
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
    asked = tidy_list(text)
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


#: What an option of a table may say; the first is what it says by itself.
OPTIONS: Final = {"names": ("code", "label"), "dialect": ("", "excel")}


def read_options(form: Format, given: Mapping[str, str]) -> dict[str, Any]:
    """Read how a table is written: those of the options that the format takes and that say something.

    Raises
    ------
    InputError
        If one of them has a value that is not known.
    """
    found: dict[str, Any] = {"hxl": True} if given.get("hxl") and "hxl" in form.options else {}
    for name, known in OPTIONS.items():
        text = given.get(name, known[0])
        if text not in known:
            words = ", ".join(word for word in known if word)
            raise InputError(
                f"{name} = « {text[:40]} » : attendu {words}.", f"{name} = “{text[:40]}”: expected {words}."
            )
        if name in form.options and text != known[0]:
            found[name] = text
    return found


def read_rows(text: str) -> str:
    """Read what a row is: ``facts``, or nothing for the layer's own features.

    Raises
    ------
    InputError
        If it is anything else.
    """
    if text not in {"", "facts"}:
        raise InputError(
            f"rows = « {text[:40]} » : attendu « facts » (un fait par ligne), ou rien.",
            f"rows = “{text[:40]}”: expected “facts” (one fact a row), or nothing.",
        )
    return text


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
