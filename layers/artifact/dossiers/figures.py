"""The types of the page of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from layers.artifact.dossiers.place import Chart

if TYPE_CHECKING:
    from layers.artifact.dossiers.place import LedgerFact


class Explanation(TypedDict):
    """The explanation of a contradiction, from the day on which two sides of it are known."""

    text: str
    since: str


class FigureCard(Chart):
    """A card of the page of figures."""

    title: str
    facts: list[LedgerFact]
    conflicts: list[Explanation]


class FigureSection(TypedDict):
    """A section of the page of figures."""

    id: str
    title: str
    cards: list[FigureCard]


class Picture(TypedDict):
    """The national picture in one language."""

    sections: list[FigureSection]


class Figures(Picture):
    """The national picture, and how long the tables behind it are."""

    counts: dict[str, dict[str, int]]  #: by table: how many rows become known on each day
    topics: list[list[Any]]  #: ``[id, title, how many become known on each day]``
