"""Projects and programmes: what is stated as done, by programme, and what was planned."""

from __future__ import annotations

from typing import Final

from geodata.facts.states import DONE, ONLY_PLANNED
from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

_PROGRAMMES: Final = {
    "trust_fund_pbf": (
        Text("Fonds fiduciaire et Fonds de consolidation", "Trust fund and Peacebuilding Fund"),
        frozenset({"trust-fund", "pbf"}),
    ),
    "ddr": (Text("DDR", "DDR"), frozenset({"ddr"})),
    "ssr": (Text("Réforme du secteur de la sécurité", "Security sector reform"), frozenset({"ssr"})),
    "reconciliation": (Text("Réconciliation", "Reconciliation"), frozenset({"reconciliation"})),
    "volunteers": (Text("Volontaires", "Volunteers"), frozenset({"volunteers"})),
    "elections": (Text("Élections", "Elections"), frozenset({"elections"})),
    "governance": (
        Text("Gouvernance et vie politique", "Governance and politics"),
        frozenset({"governance", "civil-affairs", "political"}),
    ),
}
#: Programmes whose projects the documents place in wider areas only.
_AREAS_ONLY: Final = {
    "cvr": (
        Text("Violence communautaire, donné avec d’autres", "Violence reduction, given with others"),
        Text(
            "Énoncés sur les projets CVR d’un ensemble ; aucun n’est donné pour un seul lieu.",
            "Statements on CVR projects of an area; none is given for one place.",
        ),
    ),
    "qip": (
        Text("Projets à effet rapide, donné avec d’autres", "Quick-impact projects, given with others"),
        Text(
            "Énoncés sur les projets à effet rapide d’une zone ; aucun n’est donné pour un seul lieu.",
            "Statements on quick-impact projects of a zone; none is given for one place.",
        ),
    ),
}
TOPICS: Final = frozenset(_AREAS_ONLY).union(*(topics for _, topics in _PROGRAMMES.values()))
_TABLES: Final = ("statements", "projects", "facilities", "result_values", "result_places")
_DONE: Final = Text("Énoncés de ce qui est fait ou en place.", "Statements of what was done or is there.")
#: Of politics the documents also state what went wrong.
_HAPPENED: Final = Text("Énoncés de ce qui est fait ou arrivé.", "Statements of what was done or happened.")
_WITH_OTHERS: Final = Text(
    "Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."
)

COLUMNS: Final = (
    *(
        JoinColumn(
            code,
            "projects",
            label,
            _HAPPENED if code == "governance" else _DONE,
            tables=_TABLES,
            takes=(Takes(topics=topics, states=DONE),),
        )
        for code, (label, topics) in _PROGRAMMES.items()
    ),
    JoinColumn(
        "elections_planned",
        "projects",
        Text("Élections, prévu", "Elections, planned"),
        Text("Énoncés de ce qui était prévu seulement.", "Statements of what was only planned."),
        tables=_TABLES,
        takes=(Takes(topics=frozenset({"elections"}), states=ONLY_PLANNED),),
    ),
    JoinColumn(
        "projects_planned",
        "projects",
        Text("Projets et programmes, prévu", "Projects and programmes, planned"),
        Text("Énoncés de ce qui était prévu seulement.", "Statements of what was only planned."),
        tables=_TABLES,
        takes=(Takes(topics=TOPICS, states=ONLY_PLANNED),),
    ),
    *(
        JoinColumn(
            f"{topic}_with_others",
            "projects",
            label,
            about,
            tables=_TABLES,
            takes=(Takes(topics=frozenset({topic})),),
            scope="with_others",
        )
        for topic, (label, about) in _AREAS_ONLY.items()
    ),
    JoinColumn(
        "projects_with_others",
        "projects",
        Text("Projets, donné avec d’autres", "Projects, given with others"),
        _WITH_OTHERS,
        tables=_TABLES,
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
