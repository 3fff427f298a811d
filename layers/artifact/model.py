"""The types of the waist: what a build holds, as every renderer reads it.

What is parsed JSON and handed on as it lies (features, marks, entries of the index, dossiers) is a
``TypedDict``: reading a build makes no second copy of it. What Python passes around is a frozen
dataclass. Positions are WGS 84 decimal degrees, longitude first; days are ISO 8601 (``YYYY-MM-DD``);
words are in one language unless a member says that it holds both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NotRequired, TypedDict

import orjson

from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.artifact.records import FactRecord, Validity
    from layers.artifact.scales import Coloured, Colouring, Scale, ScaleStyles
    from layers.schema.layer import FieldKind, GroupId, Measure, Role
    from layers.schema.marks import LegendEntry
    from layers.schema.parameters import ParameterEntry, Value

DECIMALS: Final = 5  #: of a position, about one metre; RFC 7946 asks for at most seven

#: One word, or one list of words, in each language.
Bilingual = dict["Lang", str]
#: West, south, east, north (degrees).
Bounds = tuple[float, float, float, float]


class Geometry(TypedDict):
    """An RFC 7946 geometry: degrees, longitude first, at most five decimals."""

    type: str  #: ``Point``, ``LineString``, ``Polygon`` or their ``Multi`` kinds
    coordinates: Any  #: a position, or lists of positions as deep as the type asks


class Properties(TypedDict):
    """What a feature says. The layer's declared fields stand beside these: read them with ``get``."""

    name: str  #: in the artifact's language
    mark: str  #: key of one of the artifact's marks; ends with ``~past`` where nothing holds any more
    place_id: NotRequired[str]  #: identifier in ``places``: the dossier that a click opens
    rank: NotRequired[float]  #: priority of the name on the map, 1 written first
    facts: NotRequired[str]  #: words of the feature's facts, joined by a semicolon
    past: NotRequired[str]  #: likewise, of those that no longer hold at the day asked for
    count: NotRequired[int]  #: how many facts the feature states
    documents: NotRequired[int]  #: how many documents make them
    fact_ids: NotRequired[str]  #: identifiers in ``facts`` of all that the feature states, joined by ``|``
    group_members: NotRequired[str]  #: identifiers of the places for which it is stated together, likewise
    source: NotRequired[str]  #: citation of the first
    since: NotRequired[str]  #: first day of all that is stated
    until: NotRequired[str]  #: last day, where all that is stated ends


class TownSigns(TypedDict):
    """The points among the places of a group that has areas too, and the sign that each has."""

    mark: str  #: key of one of the artifact's marks, which is ``together``
    at: list[list[float]]  #: longitude and latitude of each


class Feature(TypedDict):
    """One GeoJSON feature of a layer."""

    type: str  #: always ``Feature``
    id: str  #: stable identifier, unique in the layer
    geometry: Geometry | None  #: ``None`` for a row without a place
    properties: Properties
    at: NotRequired[list[float]]  #: longitude and latitude where the name of a line or an area stands
    inside: NotRequired[list[str]]  #: zones, sectors, regions, cercles in which it, or a place of it, lies
    towns: NotRequired[
        TownSigns
    ]  #: of what is stated for areas and points together: the outline has no point
    facts: NotRequired[list[FactRecord]]  #: of a layer that places facts; as of a day, those that hold
    past: NotRequired[list[FactRecord]]  #: as of a day, the facts that no longer hold, if any
    holds: NotRequired[list[Validity]]  #: of a feature that is dated but lists no facts: when it holds
    #: of a place with joined columns: each one's values with their first days, ``None`` where nothing holds
    joined: NotRequired[dict[str, list[list[Any]]]]
    symbol_of: NotRequired[str]  #: of a symbol that stands for an area's number: the area's identifier


class FieldEntry(TypedDict):
    """A declared field in one language."""

    name: str  #: name of the property
    label: str
    kind: FieldKind
    unit: str  #: in words or as a symbol; empty for none
    short: NotRequired[str]  #: in exported files, its name of at most ten characters where it is longer
    theme: NotRequired[str]  #: of a joined column: what cards leave out, and tables and files have
    theme_title: NotRequired[str]
    about: NotRequired[str]  #: what it counts, in one sentence
    measure: NotRequired[Measure]  #: what colouring may do with it; absent where it may do nothing
    headline: NotRequired[str]  #: of what the card shows: words after the number, ``one|several``
    with_others: NotRequired[bool]  #: present and true of what is given for several places together


class SourceEntry(TypedDict):
    """A document cited or a shape file drawn, in one language."""

    id: str
    title: str  #: with the symbol of a document, or the attribution of a shape file
    date: str  #: year, month or day, ISO 8601
    licence: str  #: of a shape file; empty for a document


class TimeWords(TypedDict):
    """What a renderer says of what no longer holds, in one language."""

    mark: str
    past: str


class TilesEntry(TypedDict):
    """Of a layer that is drawn as tiles, as it has too many rows to be sent."""

    version: str  #: digest of what is drawn


class Meta(TypedDict):
    """What a renderer needs of a layer beyond its features: the foreign member of the GeoJSON file."""

    id: str
    lang: Lang
    title: str
    about: str  #: one sentence
    group: GroupId | Literal[""]  #: empty where an export joins several layers
    group_title: str
    caveats: list[str]
    data_date: str  #: date or period that the content describes, ISO 8601; empty where it has none
    count: int  #: number of features
    marks: list[LegendEntry]  #: the classes drawn, in drawing order
    fields: list[FieldEntry]
    sources: list[SourceEntry]
    min_zoom: NotRequired[int]  #: web-map zoom from which the layer is drawn; absent from a joined export
    query: NotRequired[str]  #: address that gives the file again, from the server's root
    arguments: NotRequired[dict[str, Value]]  #: of a computed layer, all of them
    caption: NotRequired[str]  #: what was computed, under which assumptions
    classes: NotRequired[dict[str, Scale]]  #: by column, for those that the layer may be coloured by
    class_styles: NotRequired[ScaleStyles]  #: present with ``classes``
    coloured: NotRequired[Coloured]  #: present where the reader coloured the layer
    time_words: NotRequired[TimeWords]  #: present where the layer follows the date
    as_of: NotRequired[str]  #: the day, where the layer is shown as of one
    tiles: NotRequired[TilesEntry]  #: present where the server draws it, and no feature is sent
    disclaimer: NotRequired[str]  #: in exported files
    layers: NotRequired[dict[str, str]]  #: titles by identifier, where an export joins several layers


class FeatureCollection(TypedDict):
    """An artifact as its file holds it."""

    type: str
    atlas: Meta
    bbox: NotRequired[list[float]]
    features: Sequence[Feature]


@dataclass(frozen=True)
class Artifact:
    """A layer's features in one language, every word and style resolved.

    Parameters
    ----------
    meta
        Legend, fields, sources, caveats.
    features
        GeoJSON features (RFC 7946). Renderers read them and change none.
    bounds
        West, south, east, north of what has a geometry (degrees), if anything has.
    """

    meta: Meta
    features: Sequence[Feature]
    bounds: Bounds | None = None

    @property
    def id(self) -> str:
        """The layer's identifier."""
        return self.meta["id"]

    @property
    def lang(self) -> Lang:
        """The language of its words."""
        return self.meta["lang"]

    @property
    def collection(self) -> FeatureCollection:
        """The artifact as GeoJSON; ``meta`` is written as a foreign member of it."""
        collection: FeatureCollection = {"type": "FeatureCollection", "atlas": self.meta}  # type: ignore[typeddict-item]
        if self.bounds:
            collection["bbox"] = [round(edge, DECIMALS) for edge in self.bounds]
        collection["features"] = self.features
        return collection

    @cached_property
    def content(self) -> bytes:
        """The GeoJSON file, UTF-8. Equal artifacts give equal bytes."""
        return orjson.dumps(self.collection)

    @property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the file's SHA-256: the version that its name carries."""
        return content_digest(self.content)


def read_artifact(content: bytes) -> Artifact:
    """Read an artifact from its file; :attr:`Artifact.content` gives the file back."""
    collection: FeatureCollection = orjson.loads(content)
    bbox = collection.get("bbox")
    bounds = (bbox[0], bbox[1], bbox[2], bbox[3]) if bbox else None
    return Artifact(collection["atlas"], collection["features"], bounds)


class LayerEntry(TypedDict):
    """What the index says of one layer; words in both languages, the rest once."""

    id: str
    group: GroupId
    title: Bilingual
    about: Bilingual
    fields: dict[Lang, list[FieldEntry]]
    sources: dict[Lang, list[SourceEntry]]
    caveats: dict[Lang, list[str]]
    marks: dict[Lang, list[LegendEntry]]  #: all of a computed layer, else those drawn
    caption: Bilingual  #: empty for a layer that is not computed
    count: int  #: features
    bounds: Bounds | None
    data_date: str
    licence: list[str]  #: of the shape files drawn, in English
    is_default: bool  #: whether it is on when the page first opens
    min_zoom: int
    parameters: list[ParameterEntry]  #: of a computed layer
    files: Bilingual  #: addresses of the artifacts below ``static``, each named by its content
    bytes: dict[Lang, int]  #: brotli sizes
    colours: dict[str, Colouring]  #: columns that it may be coloured by, and how each is drawn by itself
    roles: list[Role]  #: what renderers may count on, in alphabetical order
    shaped: list[str]  #: places whose shape it draws, where that is its role


class PlaceEntry(TypedDict):
    """What the index says of one place."""

    id: str
    kind: str  #: key of ``layers.words.KINDS``
    lon: float | None
    lat: float | None
    names: Bilingual
    aliases: list[str]


class DocumentEntry(TypedDict):
    """A document of the collection."""

    id: str
    short: Bilingual  #: its symbol, or what kind of document it is
    title: Bilingual
    date: str  #: year, month or day, ISO 8601


class ShapeEntry(TypedDict):
    """A shape file."""

    title: Bilingual
    date: str
    licence: str


class Reference(TypedDict):
    """A day at which documents describe the Mission, in one language."""

    day: str
    words: str  #: the day in words
    documents: list[str]


class Index(TypedDict):
    """``index.json``: everything a program needs to know of a build before it opens a file."""

    groups: dict[GroupId, Bilingual]  #: titles in panel order
    layers: list[LayerEntry]  #: in catalogue order, whole tables and basemap included
    places: list[PlaceEntry]
    documents: list[DocumentEntry]  #: the oldest first
    shapes: list[ShapeEntry]
    references: dict[Lang, list[Reference]]
    counts: dict[Literal["facts", "conflicts"], int]
