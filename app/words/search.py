"""The words of the search box."""

from __future__ import annotations

from geodata.text import Text

SEARCH_WORDS = {
    "search": Text("Rechercher", "Search"),
    "search_hint": Text("Lieu, couche, O2.2.9, coordonnées…", "Place, layer, O2.2.9, coordinates…"),
    "search_open": Text("Ouvrir la recherche (touche /)", "Open the search (key /)"),
    "search_close": Text("Fermer la recherche", "Close the search"),
    "search_results": Text("Réponses", "Matches"),
    "search_count": Text("{count} réponses", "{count} matches"),
    "search_one": Text("1 réponse", "1 match"),
    "search_none": Text(
        "Rien trouvé. Essayez une autre graphie, une référence (O2.2.9) ou des coordonnées.",
        "Nothing found. Try another spelling, a reference (O2.2.9) or coordinates.",
    ),
    "search_help": Text(
        "Par exemple : Tombouctou, tribunal, O2.2.9, 16,27 -0,04, 16°16′18″N 0°02′41″O, 30Q ZD 15880 01273",
        "For example: Timbuktu, court, O2.2.9, 16.27 -0.04, 16°16′18″N 0°02′41″W, 30Q ZD 15880 01273",
    ),
    "search_loading": Text("Chargement de l’index…", "Loading the index…"),
    "search_position": Text("Position", "Location"),
    "search_switched": Text("Couche affichée : {title}", "Layer switched on: {title}"),
    "search_nowhere": Text(
        "Les documents ne situent pas cet élément.", "The documents give no location for this."
    ),
}

#: The words the search script shows.
SEARCH_SCRIPT_WORDS = (
    "search_count",
    "search_one",
    "search_none",
    "search_help",
    "search_loading",
    "search_position",
    "search_switched",
    "search_nowhere",
)
