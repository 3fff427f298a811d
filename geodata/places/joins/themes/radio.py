"""Radio: stations and frequencies of the booklet, what it announces, and what the usual model computes."""

from __future__ import annotations

from typing import Final

from geodata.places.joins.column import MEGAHERTZ, PERCENT, JoinColumn, Takes
from geodata.text import Text

TOPICS: Final = frozenset({"radio", "media"})
_STATIONS: Final = (Takes(table="transmitters"),)
_MODELLED: Final = Text(
    "Modélisé, non mesuré : couche de couverture, hypothèses d’usage.",
    "Modelled, not measured: the coverage layer’s usual assumptions.",
)
_SHARES: Final = {
    ("area", "median"): Text("Superficie couverte, médian", "Area covered, median"),
    ("area", "cautious"): Text("Superficie couverte, prudent", "Area covered, cautious"),
    ("people", "median"): Text("Population connue couverte, médian", "Known population covered, median"),
    ("people", "cautious"): Text("Population connue couverte, prudent", "Known population covered, cautious"),
}

COLUMNS: Final = (
    JoinColumn(
        "transmitters",
        "radio",
        Text("Émetteurs", "Transmitters"),
        Text("Émetteurs de Mikado FM du livret.", "Mikado FM transmitters of the booklet."),
        tables=("transmitters",),
        takes=_STATIONS,
        is_nil=True,
    ),
    JoinColumn(
        "frequency_mhz",
        "radio",
        Text("Fréquence", "Frequency"),
        Text("De l’émetteur de cette localité même.", "Of the transmitter of this very town."),
        unit=MEGAHERTZ,
        kind="number",
        tables=("transmitters",),
        takes=_STATIONS,
    ),
    JoinColumn(
        "frequencies",
        "radio",
        Text("Fréquences (MHz)", "Frequencies (MHz)"),
        Text("Des émetteurs situés ici, chacune une fois.", "Of the transmitters inside, each once."),
        kind="text",
        tables=("transmitters",),
        takes=_STATIONS,
    ),
    JoinColumn(
        "radio_announced",
        "radio",
        Text("Diffusion annoncée", "Broadcasting announced"),
        Text("Endroits où le livret dit émettre.", "Places where the booklet says it broadcasts."),
        tables=("statements",),
        takes=(Takes(topics=frozenset({"radio"}), lines=frozenset({"002:1163", "002:1164"})),),
        once="place",
    ),
    *(
        JoinColumn(
            f"radio_{measure}_{contour}",
            "radio",
            label,
            _MODELLED,
            unit=PERCENT,
            kind="share",
            tables=("transmitters",),
            computed=(contour, measure),
        )
        for (measure, contour), label in _SHARES.items()
    ),
    JoinColumn(
        "radio_with_others",
        "radio",
        Text("Radio, donné avec d’autres", "Radio, given with others"),
        Text("Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."),
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
