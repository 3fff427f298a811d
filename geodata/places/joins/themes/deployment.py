"""Deployment: sites, police, Malian units and camps, aircraft that did not come."""

from __future__ import annotations

from typing import Final

from geodata.places.joins.column import PERCENT, JoinColumn, Takes
from geodata.text import Text

TOPICS: Final = frozenset(
    {
        *("strength", "police", "contingents", "aviation", "patrols", "military-operations", "training"),
        *("contributors", "staffing"),
    }
)
_POLICE: Final = frozenset({"002:147", "002:148"})  # Bamako, then the eight other towns
_RETURNED: Final = frozenset({"003:3185", "003:3187", "003:3041"})

COLUMNS: Final = (
    JoinColumn(
        "sites_named",
        "deployment",
        Text("Nombre de sites nommés", "Number of sites named"),
        Text(
            "Sites en uniforme que nomme la fiche de juillet 2020.", "Uniformed sites of the July 2020 sheet."
        ),
        tables=("sites",),
        takes=(Takes(table="sites"),),
        once="place",
        is_nil=True,
    ),
    JoinColumn(
        "sites_closed",
        "deployment",
        Text("Camps fermés", "Camps closed"),
        Text("Camps de la Mission dits fermés.", "Mission camps said to be closed."),
        tables=("facilities",),
        takes=(Takes(kinds=frozenset({"camp"}), states=frozenset({"closed"})),),
        once="place",
    ),
    JoinColumn(
        "police_places",
        "deployment",
        Text("Lieux de la police", "Police locations"),
        Text("Lieux où le livret dit la police déployée.", "Places where the booklet says police are."),
        tables=("statements",),
        takes=(Takes(lines=_POLICE),),
        once="place",
    ),
    JoinColumn(
        "police_share",
        "deployment",
        Text("Part de la police", "Share of the police"),
        Text("Donnée pour ce lieu même ; jamais partagée.", "Stated for this very place; never divided."),
        unit=PERCENT,
        kind="number",
        tables=("statements",),
        takes=(Takes(lines=_POLICE, units=frozenset({"percent"})),),
    ),
    JoinColumn(
        "army_units",
        "deployment",
        Text("Lieux de l’armée reconstituée", "Reconstituted army locations"),
        Text("Lieux où ses unités sont dites déployées.", "Places where its units are said to be."),
        tables=("statements",),
        takes=(Takes(lines=_RETURNED),),
        once="place",
    ),
    JoinColumn(
        "moc_camps",
        "deployment",
        Text("Camps du MOC", "MOC camps"),
        Text(
            "Camps du Mécanisme opérationnel de coordination.",
            "Camps of the Operational Coordination Mechanism.",
        ),
        tables=("facilities",),
        takes=(Takes(kinds=frozenset({"moc-camp"})),),
        once="place",
    ),
    JoinColumn(
        "drones_not_deployed",
        "deployment",
        Text("Drones non déployés", "Drones not deployed"),
        Text("Lieux dont les drones prévus ne sont pas venus.", "Places whose planned drones did not come."),
        tables=("result_places",),
        takes=(Takes(topics=frozenset({"aviation"}), states=frozenset({"not_deployed"})),),
        once="place",
    ),
    JoinColumn(
        "deployment_with_others",
        "deployment",
        Text("Déploiement, donné avec d’autres", "Deployment, given with others"),
        Text("Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."),
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
