"""Which joined columns stand on the card of a place, and the words after each number: for one, for several.

Columns stand in the order of the join, two a theme at most; what is given for several places together stands
beside them, small. A column without words here is in tables, files and colours only.
"""

from __future__ import annotations

from typing import Final

from geodata.text import Text

HEADLINES: Final[dict[str, Text]] = {
    "police_places": Text("lieu de la police|lieux de la police", "police location|police locations"),
    "moc_camps": Text("camp du MOC|camps du MOC", "MOC camp|MOC camps"),
    "ddr": Text("sur le DDR", "on DDR"),
    "ssr": Text("sur la RSS", "on SSR"),
    "reconciliation": Text("sur la réconciliation", "on reconciliation"),
    "courts_named": Text("tribunal nommé|tribunaux nommés", "court named|courts named"),
    "prisons_named": Text("prison nommée|prisons nommées", "prison named|prisons named"),
    "judicial_pole": Text("bureau du pôle|bureaux du pôle", "judicial unit office|judicial unit offices"),
    "transmitters": Text("émetteur|émetteurs", "transmitter|transmitters"),
    "radio_people_median": Text("des habitants (modèle)", "of the people (model)"),
    "results_planned": Text("prévu|prévus", "planned"),
    "results_delivered": Text("réalisé|réalisés", "delivered"),
    "human_rights_offices": Text(
        "bureau des droits de l’homme|bureaux des droits de l’homme",
        "human rights office|human rights offices",
    ),
    "ration_points": Text("point de rations|points de rations", "ration point|ration points"),
    "works": Text("sur des travaux", "on works"),
    "statements": Text("énoncé|énoncés", "statement|statements"),
    "contradictions": Text("contradiction|contradictions", "contradiction|contradictions"),
}
#: Columns of what is given for several places together, of the themes that have a headline.
WITH_OTHERS: Final = frozenset(
    {
        "deployment_with_others",
        "projects_with_others",
        "justice_with_others",
        "radio_with_others",
        "activities_with_others",
        "protection_with_others",
    }
)
#: What the numbers beside mean, below the card.
OTHERS: Final = Text(
    "+ : donné pour ce lieu avec d’autres, jamais partagé",
    "+: given for this place with others, never divided",
)
