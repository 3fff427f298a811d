"""What was found for one written name, and the words for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geodata.text import Text

#: Rules by which a row is located, in words.
MATCHED: Final[dict[str, Text]] = {
    "geometry": Text("géométrie du fichier", "geometry of the file"),
    "wkt": Text("géométrie écrite (WKT)", "written geometry (WKT)"),
    "coordinates": Text("longitude et latitude", "longitude and latitude"),
    "mgrs": Text("référence MGRS", "MGRS reference"),
    "pcode": Text("code P-code", "P-code"),
    "correction": Text("correction du lecteur", "the reader’s correction"),
    "exact": Text("même nom", "same name"),
    "spelling": Text(
        "même nom, aux accents, à la casse et aux traits d’union près",
        "same name, but for accents, case and hyphens",
    ),
    "alias": Text("autre graphie du lieu", "another spelling of the place"),
    "likeness": Text(
        "nom proche, et le parent ou la coordonnée concorde",
        "similar name, and the parent or coordinate agrees",
    ),
    "parent": Text(
        "lieu inconnu, situé à l’unité qui le contient", "unknown place, located at the unit that holds it"
    ),
}
#: Rules by which a row is left unlocated, in words.
UNMATCHED: Final[dict[str, Text]] = {
    "ambiguous": Text("plusieurs lieux possibles : à choisir", "several places are possible: choose one"),
    "several": Text("le texte nomme plusieurs lieux", "the text names several places"),
    "relative": Text(
        "le texte dit une position par rapport à un lieu", "the text says a position relative to a place"
    ),
    "clash": Text(
        "les parents indiqués se contredisent", "the parents that are stated contradict each other"
    ),
    "suggestion": Text("un nom proche seulement : à confirmer", "only a similar name: to be confirmed"),
    "unsure": Text(
        "nom connu, mais trop peu sûr sans parent : à confirmer",
        "name known, but not sure enough without a parent: to be confirmed",
    ),
    "abroad": Text("hors du Mali", "outside Mali"),
    "ignored": Text("laissé de côté par une correction", "left out by a correction"),
    "total": Text("ligne de total", "line of totals"),
    "empty": Text("aucun lieu indiqué", "no place stated"),
    "none": Text("aucun lieu de ce nom ni d’un nom proche", "no place of this or a similar name"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The place that a written name means, or why there is none.

    Attributes
    ----------
    rule
        A key of :data:`MATCHED` or :data:`UNMATCHED`.
    place
        Number in the register, -1 for none.
    score
        0 to 1: 1 for the same letters.
    against
        The name that it was set against.
    candidates
        Namesakes among which nothing decides, or places of that name elsewhere than the row says.
    suggestion, likeness
        The nearest name where there is no match, and how near.
    note
        What the reader should know besides.
    """

    rule: str
    place: int = -1
    score: float = 0.0
    against: str = ""
    candidates: tuple[int, ...] = ()
    suggestion: int = -1
    likeness: float = 0.0
    note: Text | None = None

    @property
    def is_match(self) -> bool:
        """Whether the name itself was found, rather than a unit that holds it."""
        return self.place >= 0 and self.rule != "parent"
