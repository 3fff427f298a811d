"""The words of the download menus."""

from __future__ import annotations

from geodata.text import Text

DOWNLOADS_WORDS = {
    "download": Text("Télécharger", "Download"),
    "snippets_title": Text("{layer} : lire la couche par du code", "{layer}: read the layer in code"),
    "snippets_lead": Text(
        "Un clic sur un extrait le sélectionne tout entier.", "A click on an extract selects all of it."
    ),
    "download_code": Text("Extraits de code", "Code to read it"),
    "download_all": Text("Tout télécharger", "Download everything"),
    "download_all_about": Text(
        "Les couches et les tableaux entiers, chaque fichier avec ses sources, dates, licences et réserves.",
        "The layers and whole tables; every file carries its sources, dates, licences and caveats.",
    ),
    "download_of": Text("Télécharger la couche {title}", "Download the layer {title}"),
    "download_inside": Text("Télécharger ces objets", "Download these features"),
    "download_saving": Text("Préparation du fichier…", "Preparing the file…"),
    "download_unfiltered": Text(
        "lit les couches entières : retirez le filtre, ou prenez le paquet QGIS",
        "reads whole layers: take the filter off, or the QGIS package",
    ),
    "download_saved": Text("Fichier enregistré : {name}", "File saved: {name}"),
}

#: The words the menus' script shows.
DOWNLOADS_SCRIPT_WORDS = ("download_saving", "download_saved", "download_unfiltered")
