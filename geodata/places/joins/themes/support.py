"""Support: medical care, rations, works, and supplies."""

from __future__ import annotations

from typing import Final

from geodata.facts.states import DONE, ONLY_PLANNED
from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

_MEDICAL: Final = frozenset({"medical", "covid"})
_SUPPLIES: Final = frozenset(
    {"telecoms", "power", "fuel", "water", "transport", "munitions", "finance", "geography", "environment"}
)
TOPICS: Final = frozenset({*_MEDICAL, *_SUPPLIES, "rations", "construction"})
_TABLES: Final = ("statements", "facilities", "result_values", "result_places")
_DONE: Final = Text("Énoncés de ce qui est fait ou en place.", "Statements of what was done or is there.")

COLUMNS: Final = (
    JoinColumn(
        "medical",
        "support",
        Text("Santé", "Medical"),
        _DONE,
        tables=_TABLES,
        takes=(Takes(topics=_MEDICAL, states=DONE),),
    ),
    JoinColumn(
        "ration_points",
        "support",
        Text("Points de rations", "Ration points"),
        Text("Points où les contingents les prennent.", "Points where contingents collect them."),
        tables=("facilities",),
        takes=(Takes(kinds=frozenset({"ration-point"})),),
        once="place",
    ),
    JoinColumn(
        "works",
        "support",
        Text("Travaux", "Works"),
        _DONE,
        tables=_TABLES,
        takes=(
            Takes(topics=frozenset({"construction"}), states=DONE),
            Takes(kinds=frozenset({"works", "airport"}), states=DONE),
        ),
    ),
    JoinColumn(
        "support_planned",
        "support",
        Text("Appui, prévu", "Support, planned"),
        Text("Énoncés de ce qui était prévu seulement.", "Statements of what was only planned."),
        tables=_TABLES,
        takes=(Takes(topics=TOPICS, states=ONLY_PLANNED),),
    ),
    JoinColumn(
        "support_with_others",
        "support",
        Text("Appui, donné avec d’autres", "Support, given with others"),
        Text("Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."),
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
