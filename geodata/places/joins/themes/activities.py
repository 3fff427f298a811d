"""The results framework: results that name the place, planned and delivered, and by component."""

from __future__ import annotations

from typing import Final

from geodata.facts.states import DONE, ONLY_PLANNED
from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

_DELIVERED: Final = DONE - {"under_way"}  # what has begun is not delivered yet
_TABLES: Final = ("results", "result_values", "result_places")
_COMPONENTS: Final = {
    "1": Text("Paix et politique", "Peace and politics"),
    "2": Text("Protection des civils", "Protection of civilians"),
    "3": Text("Droits et réconciliation", "Rights and reconciliation"),
    "4": Text("Autorité de l’État", "State authority"),
    "5": Text("Appui", "Support"),
}
EVERY: Final = frozenset(_COMPONENTS)

COLUMNS: Final = (
    JoinColumn(
        "results_planned",
        "activities",
        Text("Résultats prévus ici", "Results planned here"),
        Text("Résultats dont le plan nomme un lieu d’ici.", "Results whose plan names a place here."),
        tables=_TABLES,
        takes=(Takes(components=EVERY, states=ONLY_PLANNED),),
        once="result",
    ),
    JoinColumn(
        "results_delivered",
        "activities",
        Text("Résultats réalisés ici", "Results delivered here"),
        Text("Résultats dont quelque chose fut réalisé ici.", "Results of which something was done here."),
        tables=_TABLES,
        takes=(Takes(components=EVERY, states=_DELIVERED),),
        once="result",
    ),
    JoinColumn(
        "results_not_delivered_with_others",
        "activities",
        Text("Résultats non réalisés, avec d’autres", "Results not delivered, with others"),
        Text("Prévus pour un ensemble ; rien n’en fut réalisé.", "Planned for an area; nothing was done."),
        tables=_TABLES,
        takes=(Takes(components=EVERY, outcome="none"),),
        once="result",
        scope="with_others",
    ),
    *(
        JoinColumn(
            f"results_component_{component}",
            "activities",
            Text(f"Composante {component} : {words.fr}", f"Component {component}: {words.en}"),
            Text("Résultats qui nomment un lieu d’ici.", "Results that name a place here."),
            tables=_TABLES,
            takes=(Takes(components=frozenset({component})),),
            once="result",
        )
        for component, words in _COMPONENTS.items()
    ),
    JoinColumn(
        "activities_with_others",
        "activities",
        Text("Résultats, donnés avec d’autres", "Results, given with others"),
        Text("Résultats d’un groupe ou d’un ensemble plus vaste.", "Results of a group or a wider area."),
        tables=_TABLES,
        takes=(Takes(components=EVERY),),
        once="result",
        scope="with_others",
    ),
)
