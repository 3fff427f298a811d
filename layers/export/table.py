"""A layer as a table, with the columns that the map's table shows and a few for joining."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.text import Text, same
from layers.artifact.joined import CAVEAT as JOINED
from layers.words import day, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.text import Lang
    from layers.artifact.model import Artifact, Feature, FieldEntry, Meta

NAME: Final = Text("Nom", "Name")
STATUS: Final = Text("Symbole de la carte", "Symbol on the map")
IDENTIFIER: Final = Text("Identifiant", "Identifier")
PLACE: Final = Text("Code du lieu", "Place code")
LATITUDE: Final = same("Latitude")
LONGITUDE: Final = same("Longitude")
WGS84: Final = "°, WGS 84"
GEOMETRY: Final = Text("Géométrie (WKT, WGS 84)", "Geometry (WKT, WGS 84)")
NOTES: Final = Text("À propos", "About")
DATA_DATE: Final = Text("Date des données", "Data date")
CAVEAT: Final = Text("À savoir", "Good to know")
SOURCE: Final = same("Source")
LICENCE: Final = same("Licence")
DISCLAIMER: Final = Text(
    "Projet, non validé. Les noms et les désignations employées n’impliquent pas reconnaissance ou "
    "acceptation officielle par l’Organisation des Nations Unies.",
    "Draft, not cleared. The names and designations used do not imply official endorsement or "
    "acceptance by the United Nations.",
)
#: HXL hashtags of administrative units: codes, and the fields that name a unit.
_TAGS: Final = {
    "adm1_pcode": "#adm1+code",
    "adm2_pcode": "#adm2+code",
    "region": "#adm1+name",
    "cercle": "#adm2+name",
}
FORMS: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Columns that every table has: a field of one of these names is the same column.
_OWN: Final = frozenset({"id", "name", "mark_label", "place_id"})
_DIGITS: Final = 5  # decimals of a position, as in the artifact


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name
        The field's code, the same in both languages: lower case, ASCII.
    label, unit
        Its words and its unit, in the table's language.
    tag
        Its HXL hashtag.
    read
        How a feature gives its cell.
    kind
        What its cells are: ``number``, ``date`` (ISO 8601), or else text.
    about
        What it counts, in one sentence.
    """

    name: str
    label: str
    tag: str
    read: Callable[[Feature], object]
    kind: str = "text"
    unit: str = ""
    about: str = ""

    @property
    def heading(self) -> str:
        """Its words, with the unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class LayerTable:
    """A layer's features as rows; numbers stay numbers, what is not known is ``None``."""

    title: str
    lang: Lang
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[tuple[str, str], ...]


def layer_table(artifact: Artifact, *, notes: Sequence[tuple[str, str]] = (), wkt: bool = True) -> LayerTable:
    """Read a layer's table from its artifact.

    ``notes`` replaces the layer's own notes. ``wkt`` adds a last column of the lines and areas, if
    there are any: points are written as latitude and longitude.
    """
    meta, features, lang = artifact.meta, artifact.features, artifact.lang
    marks = {mark["key"]: mark["label"] for mark in meta["marks"]}
    columns = [
        Column("id", IDENTIFIER.get(lang), "#meta+id", lambda feature: feature["id"]),
        Column(
            "name", NAME.get(lang), _name_tag(meta["fields"]), lambda feature: feature["properties"]["name"]
        ),
        Column(
            "mark_label",
            STATUS.get(lang),
            "#status",
            lambda feature: marks.get(feature["properties"]["mark"]),
        ),
        *([_place_column(lang)] if any("place_id" in f["properties"] for f in features) else []),
        *(_field_column(field) for field in meta["fields"] if field["name"] not in _OWN),
    ]
    names = {field["name"] for field in meta["fields"]}
    if not {"lat", "lon"} <= names and any(_position(feature) for feature in features):
        columns += [
            Column(name, text.get(lang), f"#geo+{name}", _coordinate(part), "number", WGS84)
            for name, text, part in (("lat", LATITUDE, 1), ("lon", LONGITUDE, 0))
        ]
    if wkt and any(_wkt(feature) for feature in features):
        columns.append(Column("wkt", GEOMETRY.get(lang), "#geo+bounds", _wkt))
    rows = tuple(tuple(column.read(feature) for column in columns) for feature in features)
    return LayerTable(meta["title"], lang, tuple(columns), rows, tuple(notes or _notes(meta, lang)))


def _place_column(lang: Lang) -> Column:
    return Column(
        "place_id", PLACE.get(lang), "#loc+code", lambda feature: feature["properties"].get("place_id")
    )


def _field_column(field: FieldEntry) -> Column:
    name = field["name"]
    return Column(
        name,
        field["label"],
        _tag(name, field["kind"]),
        lambda feature: feature["properties"].get(name),
        field["kind"],
        field["unit"],
        field.get("about", ""),
    )


def _tag(name: str, kind: str) -> str:
    """The HXL hashtag of a field: coordinates and sources have tags of their own."""
    if name in ("lat", "lon"):
        return f"#geo+{name}"
    if name in _TAGS:
        return _TAGS[name]
    if kind in ("citation", "code"):
        return "#meta+source" if kind == "citation" else f"#meta+{name}"
    return f"#indicator+num+{name}" if kind == "number" else f"#description+{name}"


def _name_tag(fields: Sequence[FieldEntry]) -> str:
    """The HXL hashtag of the names: those of administrative units are told by the codes beside them."""
    names = {field["name"] for field in fields}
    level = 1 + len(names & {"region", "cercle"})
    return f"#adm{level}+name" if "adm1_pcode" in names else "#loc+name"


def _position(feature: Feature) -> list[float] | None:
    geometry = feature["geometry"]
    return geometry["coordinates"] if geometry and geometry["type"] == "Point" else None


def _coordinate(part: int) -> Callable[[Feature], object]:
    def read(feature: Feature) -> object:
        position = _position(feature)
        return position[part] if position else None

    return read


def _wkt(feature: Feature) -> str | None:
    """The geometry of a line or an area, as well-known text."""
    geometry = feature["geometry"]
    if not geometry or geometry["type"] == "Point":
        return None
    from shapely import to_wkt  # noqa: PLC0415 - the web process loads it on first use only

    from layers.artifact.shapes import to_shape  # noqa: PLC0415

    return str(to_wkt(to_shape(geometry), rounding_precision=_DIGITS, trim=True))


def caveats_of(meta: Meta) -> list[str]:
    """What a reader of a layer's table must know: its caveats, and that of the joined columns."""
    has_joined = any("theme" in field for field in meta["fields"])
    return [*meta["caveats"], *([typeset(JOINED.get(meta["lang"]), meta["lang"])] if has_joined else [])]


def _notes(meta: Meta, lang: Lang) -> list[tuple[str, str]]:
    lines = [(NOTES.get(lang), meta["about"])]
    if meta["data_date"]:
        lines.append((DATA_DATE.get(lang), day(meta["data_date"], lang)))
    lines += [(CAVEAT.get(lang), caveat) for caveat in caveats_of(meta)]
    for source in meta["sources"]:
        text = ", ".join(
            part for part in (source["title"], source["date"] and day(source["date"], lang)) if part
        )
        lines.append((SOURCE.get(lang), text))
        if source["licence"]:
            lines.append((LICENCE.get(lang), source["licence"]))
    lines.append(("", typeset(DISCLAIMER.get(lang), lang)))
    return lines
