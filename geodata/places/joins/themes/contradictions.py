"""Everything stated for a place, and where the documents contradict each other."""

from __future__ import annotations

from typing import Final

from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

_CONFLICTS: Final = ("conflicts", "conflict_facts")
_EVERY: Final = (Takes(),)

COLUMNS: Final = (
    JoinColumn(
        "statements",
        "contradictions",
        Text("Énoncés", "Statements"),
        Text("Tous les faits donnés pour un lieu d’ici.", "All facts given for a place here."),
        takes=_EVERY,
    ),
    JoinColumn(
        "statements_with_others",
        "contradictions",
        Text("Énoncés, donnés avec d’autres", "Statements, given with others"),
        Text("Tous ceux d’un groupe ou d’un ensemble plus vaste.", "All those of a group or a wider area."),
        takes=_EVERY,
        scope="with_others",
    ),
    JoinColumn(
        "contradictions",
        "contradictions",
        Text("Contradictions", "Contradictions"),
        Text("Celles dont un fait est donné pour un lieu d’ici.", "Those with a fact of a place here."),
        tables=_CONFLICTS,
        takes=_EVERY,
        once="conflict",
    ),
    JoinColumn(
        "contradictions_with_others",
        "contradictions",
        Text("Contradictions, données avec d’autres", "Contradictions, given with others"),
        Text("Celles dont un fait est donné pour un ensemble.", "Those with a fact given for a wider area."),
        tables=_CONFLICTS,
        takes=_EVERY,
        once="conflict",
        scope="with_others",
    ),
)
