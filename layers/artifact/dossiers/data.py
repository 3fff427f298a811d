"""The types of a place's data for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from layers.artifact.model import PlaceEntry

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers.place import Activity, Dossier, Link, Nearest, Position, Radio


class PlaceFigure(TypedDict):
    """A figure in a place's data; see ``layers.reports.dossier.data.COLUMNS``."""

    given_for: str
    ref: str  #: reference of the result; empty where it is a figure of none
    topic: str
    measure: str
    value: float | None
    bound: str  #: how to read a value that is not exact, a key of ``layers.words.BOUNDS``; else empty
    unit: str
    period_start: str
    period_end: str
    period: str  #: as stated, EDTF
    status: str
    state: str
    source: str
    locator: str
    line: int | None  #: of the document's text, from 1
    note: str
    same_as: str  #: identifier of the statement that stands for all of the same, where this is not it
    contradictions: list[str]  #: identifiers


class PlaceFact(PlaceFigure):
    """One row of a place's data."""

    id: str
    record: str  #: ``own``, ``group``, ``zone`` or ``contradiction``


class PlaceConflict(TypedDict):
    """A contradiction in a place's data: facts by identifier."""

    id: str
    kind: str
    explanation: str
    why: str
    preferred: str
    facts: list[str]


class PlaceData(TypedDict):
    """The data of one place for other programs."""

    id: str
    kind: str
    name: str
    spellings: list[str]
    pcode: str
    within: list[Link]
    counted_in: list[Link]
    position: Position | None
    nearest: list[Nearest]
    radio: Radio | None
    lang: Lang
    facts: list[PlaceFact]
    contradictions: list[PlaceConflict]
    activities: list[Activity]


class PlaceBook(PlaceEntry):
    """A place with its dossier, in both languages."""

    fr: Dossier
    en: Dossier
    data: dict[Lang, PlaceData]
