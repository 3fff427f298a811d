"""The words of the search box."""

from __future__ import annotations

from geodata.text import Text

SEARCH_WORDS = {
    "search": Text("Rechercher", "Search"),
    "search_hint": Text("Lieu, question, O2.2.9, coordonnées…", "Place, question, O2.2.9, coordinates…"),
    "search_open": Text("Ouvrir la recherche (touche /)", "Open the search (key /)"),
    "search_close": Text("Fermer la recherche", "Close the search"),
    "search_results": Text("Réponses", "Matches"),
    "search_count": Text("{count} réponses", "{count} matches"),
    "search_one": Text("1 réponse", "1 match"),
    "search_none": Text(
        "Rien trouvé. Essayez un autre mot, une autre graphie, une référence (O2.2.9) ou des coordonnées.",
        "Nothing found. Try another word, another spelling, a reference (O2.2.9) or coordinates.",
    ),
    "search_link_none": Text(
        "Ce lien ne contient aucune position. S’il est abrégé, ouvrez-le et copiez l’adresse complète.",
        "This link holds no position. If it is shortened, open it and copy the full address.",
    ),
    "search_help": Text(
        "Par exemple : Tombouctou, tribunaux Mopti, EEI, hôpital de niveau 2, O2.2.9, 16,27 -0,04, "
        "30Q ZD 15880 01273, ou le lien d’une carte en ligne",
        "For example: Timbuktu, courts Mopti, IED, level 2 hospital, O2.2.9, 16.27 -0.04, "
        "30Q ZD 15880 01273, or a link of an online map",
    ),
    "help_ask": Text(
        "La recherche lit les faits, les résultats et les installations comme les noms : « tribunaux "
        "Mopti », « EEI », « qui sécurise les tribunaux ». Elle connaît les sigles et les mots des deux "
        "langues.",
        "The search reads facts, results and facilities as well as names: “courts Mopti”, “IED”, “who "
        "secures the courts”. It knows the acronyms and the words of both languages.",
    ),
    "help_positions": Text(
        "Elle prend aussi une position : degrés, MGRS, UTM (30P 372511 1601617), adresse geo: ou lien d’une "
        "carte en ligne. La touche / y mène.",
        "It also takes a position: degrees, MGRS, UTM (30P 372511 1601617), a geo: address or a link of an "
        "online map. The key / leads there.",
    ),
    "search_loading": Text("Chargement de l’index…", "Loading the index…"),
    "search_position": Text("Position", "Location"),
    "search_place": Text("Lieux", "Places"),
    "search_fact": Text("Faits", "Facts"),
    "search_result": Text("Résultats du cadre", "Results of the framework"),
    "search_facility": Text("Installations", "Facilities"),
    "search_layer": Text("Couches", "Layers"),
    "search_help_kind": Text("Aide", "Help"),
    "search_turned": Text(
        "longitude écrite d’abord : lu dans l’autre ordre", "longitude came first: read the other way round"
    ),
    "search_as_typed": Text("tel que saisi, hors du Mali", "as typed, outside Mali"),
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
    "search_link_none",
    "search_place",
    "search_fact",
    "search_result",
    "search_facility",
    "search_layer",
    "search_help_kind",
    "search_turned",
    "search_as_typed",
    "search_switched",
    "search_nowhere",
)
