"""Every word of the table twin of a layer, in both languages."""

from __future__ import annotations

from geodata.text import Text

TABLE_WORDS = {
    "table": Text("Tableau", "Table"),
    "table_of": Text("Tableau de la couche {title}", "Table of the layer {title}"),
    "table_region": Text("Tableau de la couche", "Table of the layer"),
    "table_filter": Text("Filtrer les lignes", "Filter the rows"),
    "table_rows": Text("{shown} lignes sur {total}", "{shown} of {total} rows"),
    "table_one": Text("1 ligne sur {total}", "1 of {total} rows"),
    "table_none": Text(
        "Aucune ligne ne contient ces mots : effacez le filtre.",
        "No row holds these words: clear the filter.",
    ),
    "table_empty": Text("Cette couche n’a aucun objet.", "This layer has no feature."),
    "table_loading": Text("Chargement du tableau…", "Loading the table…"),
    "table_csv": Text("Télécharger le tableau en CSV", "Download the table as CSV"),
    "table_xlsx": Text("Télécharger le tableau en XLSX, pour Excel", "Download the table as XLSX, for Excel"),
    "table_close": Text("Fermer le tableau", "Close the table"),
    "table_resize": Text("Hauteur du tableau", "Height of the table"),
    "table_unplaced": Text(
        "Sans coordonnée : rien à montrer sur la carte.", "No coordinate: nothing to show on the map."
    ),
}

#: The words the table's script shows, by their name there.
TABLE_SCRIPT_WORDS = {
    "rows": "table_rows",
    "one": "table_one",
    "none": "table_none",
    "empty": "table_empty",
    "loading": "table_loading",
    "unplaced": "table_unplaced",
}
