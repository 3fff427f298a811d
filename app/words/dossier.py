"""Words of the dossier's charts, activities, radio and links."""

from __future__ import annotations

from geodata.text import Text, same

DOSSIER_WORDS = {
    "pcode": same("P-code"),
    "counted_in": Text("Compté dans", "Counted in"),
    "derived": Text("secteur déduit de la région", "sector derived from the region"),
    "zone_facts": Text("Donné pour une zone : {title}", "Given for a zone: {title}"),
    "zone_note": Text(
        "Les documents donnent ces faits pour toute la zone, non pour ce lieu. Le dossier de la zone dit "
        "d’où vient son tracé.",
        "The documents give these facts for the whole zone, not for this place. The zone’s dossier says "
        "where its outline comes from.",
    ),
    "derivation": Text("D’où vient ce tracé", "Where this outline comes from"),
    "derivation_note": Text(
        "Aucun document ne publie de limites de zone ; une zone n’est pas un secteur.",
        "No document publishes zone limits; a zone is not a sector.",
    ),
    "over_time": Text("Dans le temps", "Over time"),
    "over_time_note": Text(
        "Disque plein : constaté. Cercle : prévu. Gris : valeur de référence. Trait ambre : contradiction.",
        "Filled: actual. Hollow: planned. Grey: baseline. Amber line: contradiction.",
    ),
    "side_places": Text("{count} lieux", "{count} places"),
    "scorecard": Text("Ce que l’on en sait", "What is known of it"),
    "scorecard_note": Text(
        "Nombres de choses que les documents disent d’ici ; sans nombre ne veut pas dire zéro.",
        "Numbers of things that the documents say of here; no number does not mean zero.",
    ),
    "with_others": Text(
        "Donné avec d’autres lieux, jamais partagé", "Given with other places, never divided"
    ),
    "compare_with": Text("Comparer avec", "Compare with"),
    "compare_none": Text("choisir…", "choose…"),
    "compare_missing": Text("non dit", "not said"),
    "inside_places": Text("Dit de lieux qui s’y trouvent", "Said of places inside"),
    "inside_places_note": Text(
        "Par thème, puis lieu par lieu : d’abord ce qui est fait, puis ce qui ne l’est pas.",
        "By theme, then place by place: first what is done, then what is not.",
    ),
    "activities": Text("Prévu et réalisé", "Planned and delivered"),
    "activities_note": Text(
        "Résultats de 2020/21 et travaux qui nomment ce lieu ; la référence ouvre le résultat.",
        "Results of 2020/21 and works that name this place; the reference opens the result.",
    ),
    "activities_group": Text("Donné ensemble avec d’autres lieux", "Given together with other places"),
    "activities_nation": Text("Ouvrir le cadre de résultats", "Open the results framework"),
    "activity_open": Text("Ouvrir {ref} dans la Mission en chiffres", "Open {ref} in Mission in figures"),
    "activity_planned": Text("prévu", "planned"),
    "activity_delivered": Text("réalisé", "delivered"),
    "given_for": Text("ensemble : {names}", "together: {names}"),
    "radio_section": Text("Radio Mikado FM", "Mikado FM radio"),
    "radio_announced": Text("Annoncé par les documents", "Announced in the documents"),
    "radio_modelled": Text("Modélisé, marge au-dessus du seuil", "Modelled, margin above the threshold"),
    "radio_modelled_area": Text("Modélisé, superficie couverte", "Modelled, area covered"),
    "radio_more": Text("Toutes les hypothèses", "Every assumption"),
    "place_sheet": Text("Feuille de carte de ce lieu (PDF)", "Map sheet of this place (PDF)"),
    "place_data": Text("Données de ce lieu :", "Data of this place:"),
    "place_links": Text("Carte et données de ce lieu", "Map and data of this place"),
}

DOSSIER_SCRIPT_WORDS = ("compare_missing",)
