"""Protection and rights: offices, human rights, children, women, mines, incidents and security."""

from __future__ import annotations

from typing import Final

from geodata.facts.states import DONE, ONLY_PLANNED
from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

_COUNTED: Final = {
    "human_rights": (Text("Droits de l’homme", "Human rights"), {"human-rights"}),
    "child_protection": (Text("Protection de l’enfance", "Child protection"), {"child-protection"}),
    "gender": (Text("Femmes et genre", "Women and gender"), {"gender"}),
    "incidents": (Text("Incidents et tensions", "Incidents and tensions"), {"incidents", "casualties"}),
    "security": (Text("Sécurité", "Security"), {"security"}),
    "conduct": (Text("Conduite et discipline", "Conduct and discipline"), {"conduct"}),
}
_TOGETHER: Final = {"contacts", "mine-action", "humanitarian", "displacement"}  # no column of their own
TOPICS: Final = frozenset(_TOGETHER).union(*(topics for _, topics in _COUNTED.values()))
_TABLES: Final = ("statements", "facilities", "result_values", "result_places")

COLUMNS: Final = (
    JoinColumn(
        "human_rights_offices",
        "protection",
        Text("Bureaux des droits de l’homme", "Human rights offices"),
        Text("Bureaux régionaux que nomme le livret.", "Regional offices that the booklet names."),
        tables=("facilities",),
        takes=(Takes(topics=frozenset({"human-rights"}), kinds=frozenset({"office"})),),
        once="place",
    ),
    JoinColumn(
        "call_centres",
        "protection",
        Text("Centres d’appel", "Call centres"),
        Text("Numéros historiques pour les droits de l’homme.", "Historical human rights numbers."),
        tables=("contacts",),
        takes=(Takes(table="contacts"),),
    ),
    *(
        JoinColumn(
            code,
            "protection",
            label,
            Text("Énoncés de ce qui est fait ou arrivé.", "Statements of what was done or happened."),
            tables=_TABLES,
            takes=(Takes(topics=frozenset(topics), states=DONE),),
        )
        for code, (label, topics) in _COUNTED.items()
    ),
    JoinColumn(
        "protection_planned",
        "protection",
        Text("Protection et droits, prévu", "Protection and rights, planned"),
        Text("Énoncés de ce qui était prévu seulement.", "Statements of what was only planned."),
        tables=_TABLES,
        takes=(Takes(topics=TOPICS, states=ONLY_PLANNED),),
    ),
    JoinColumn(
        "protection_with_others",
        "protection",
        Text("Protection et droits, donné avec d’autres", "Protection and rights, given with others"),
        Text("Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."),
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
