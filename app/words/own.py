"""The words of the panel for readers' tables, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

OWN_WORDS: Final[dict[str, Text]] = {
    "title": Text("Votre tableau", "Your table"),
    "about": Text(
        "Un tableau ou une couche, joint aux lieux du projet, avec un rapport ligne par ligne. "
        "Un nom seulement proche est proposé, jamais pris.",
        "A table or a layer, joined to the places of the project, with a report row by row. "
        "A name that is only similar is suggested, never taken.",
    ),
    "kept": Text(
        "Gardé {days} jours sur ce serveur, sous une adresse que nul ne peut deviner ; "
        "qui reçoit le lien voit la couche. Vous pouvez la supprimer à tout moment.",
        "Kept for {days} days on this server, under an address that nobody can guess; "
        "whoever gets the link sees the layer. You can delete it at any time.",
    ),
    "drop": Text("Déposez des fichiers ici, ou choisissez-les", "Drop files here, or choose them"),
    "address": Text(
        "… ou l’adresse d’une couche (GeoJSON, OGC API)", "… or the address of a layer (GeoJSON, OGC API)"
    ),
    "fetch": Text("Lire l’adresse", "Read the address"),
    "reading": Text("Lecture en cours…", "Reading…"),
    "opening": Text("Ouverture du tableau…", "Opening the table…"),
    "joining": Text("Jointure aux lieux en cours…", "Joining to the places…"),
    "adding": Text("Ajout à la carte en cours…", "Adding to the map…"),
    "which": Text("Tableau à l’écran", "Table on the screen"),
    "add_all": Text("Tout ajouter à la carte", "Add all to the map"),
    "sheet": Text("Feuille ou couche du fichier", "Sheet or layer of the file"),
    "all_sheets": Text("tous les dossiers ensemble", "all folders together"),
    "preview": Text("Où les lignes se trouvent", "Where the rows lie"),
    "preview_found": Text("Situées", "Located"),
    "preview_unit": Text("Connues par leur unité seulement", "Known only by their unit"),
    "preview_open": Text("Non situées, à l’endroit proposé", "Not located, at the place suggested"),
    "preview_beyond": Text("Hors de l’image", "Outside the picture"),
    "accept_known": Text(
        "Accepter les noms connus mais peu sûrs ({count})",
        "Accept the names that are known but unsure ({count})",
    ),
    "edit": Text("Modifier", "Change"),
    "edit_of": Text("Modifier {title}", "Change {title}"),
    "save": Text("Enregistrer les changements", "Save the changes"),
    "forms": Text(
        "CSV, XLSX, XLS, ODS, GeoJSON, GeoPackage, KML, GPX, Shapefile zippé, GeoParquet, "
        "ZIP de tableaux : {mb} Mo et {rows} lignes au plus chacun",
        "CSV, XLSX, XLS, ODS, GeoJSON, GeoPackage, KML, GPX, zipped Shapefile, GeoParquet, "
        "ZIP of tables: at most {mb} MB and {rows} rows each",
    ),
    "cells": Text("… ou collez des cellules", "… or paste cells"),
    "read_cells": Text("Lire les cellules", "Read the cells"),
    "pasted": Text("cellules collées", "pasted cells"),
    "guess": Text("Comment les lignes sont situées", "How the rows are located"),
    "guess_about": Text(
        "Deviné d’après les titres et les cellules ; changez ce qui est faux. "
        "Une position passe avant un nom.",
        "Guessed from headings and cells; change what is wrong. A position goes before a name.",
    ),
    "name": Text("Noms de lieux", "Names of places"),
    "parents": Text("Unités qui les contiennent", "Units that hold them"),
    "lon": Text("Longitude", "Longitude"),
    "lat": Text("Latitude", "Latitude"),
    "other": Text("Position ou code (WKT, MGRS, P-code)", "Position or code (WKT, MGRS, P-code)"),
    "date": Text("Date", "Date"),
    "no_column": Text("aucune", "none"),
    "geometry": Text(
        "Le fichier a ses propres géométries : elles situent les lignes.",
        "The file has geometries of its own: they locate the rows.",
    ),
    "report": Text("Rapport", "Report"),
    "rows": Text("lignes", "rows"),
    "located": Text("situées", "located"),
    "unmatched": Text("non situées", "not located"),
    "outside": Text("hors du Mali", "outside Mali"),
    "duplicates": Text("en double", "duplicates"),
    "to_see": Text("À voir", "To look at"),
    "all": Text("Toutes", "All"),
    "none_to_see": Text("Rien à voir : toutes les lignes sont situées.", "Nothing to look at: all located."),
    "line": Text("Ligne", "Line"),
    "text": Text("Texte", "Text"),
    "outcome": Text("Résultat", "Outcome"),
    "against": Text("comparé à « {name} »", "set against “{name}”"),
    "score": Text("score {score}", "score {score}"),
    "distance": Text("à {km} km de la position indiquée", "{km} km from the stated position"),
    "correct": Text("Corriger", "Correct"),
    "correct_row": Text("Corriger la ligne {line}", "Correct line {line}"),
    "correcting": Text("Ligne {line} : que désigne « {text} » ?", "Line {line}: which place is “{text}”?"),
    "typed": Text("Chercher un lieu", "Look for a place"),
    "no_such": Text("Aucun lieu de ce nom.", "No place of this name."),
    "leave_out": Text("Laisser de côté", "Leave out"),
    "cancel": Text("Fermer", "Close"),
    "corrected": Text(
        "{count} corrections gardées ; elles vaudront pour votre prochain fichier de mêmes colonnes.",
        "{count} corrections kept; they will apply to your next file with the same columns.",
    ),
    "layer": Text("La couche", "The layer"),
    "layer_title": Text("Titre", "Title"),
    "as": Text("Dessiner", "Draw"),
    "as_rows": Text("chaque ligne", "each row"),
    "as_region": Text("par région", "by region"),
    "as_cercle": Text("par cercle", "by cercle"),
    "as_commune": Text("par commune", "by commune"),
    "as_sector": Text("par secteur", "by sector"),
    "as_square_100": Text("par carré de 100 km", "by square of 100 km"),
    "as_square_25": Text("par carré de 25 km", "by square of 25 km"),
    "as_square_5": Text("par carré de 5 km", "by square of 5 km"),
    "how": Text("Calcul", "Calculation"),
    "how_count": Text("nombre de lignes", "number of rows"),
    "how_sum": Text("somme", "sum"),
    "how_mean": Text("moyenne", "mean"),
    "how_share": Text("part du total (%)", "share of the total (%)"),
    "column": Text("Colonne de nombres", "Column of numbers"),
    "add": Text("Ajouter à la carte", "Add to the map"),
    "download": Text("Télécharger", "Download"),
    "report_file": Text("Rapport", "Report"),
    "table_file": Text("Tableau joint", "Joined table"),
    "corrections_file": Text("Corrections", "Corrections"),
    "enrich": Text("Ajouter au tableau", "Add to the table"),
    "more_pcodes": Text("P-codes", "P-codes"),
    "more_site": Text("site le plus proche", "nearest site"),
    "more_radio": Text("portée radio", "radio reach"),
    "more_mgrs": Text("MGRS", "MGRS"),
    "yours": Text("Vos couches", "Your layers"),
    "yours_none": Text("Aucune pour l’instant.", "None yet."),
    "until": Text("jusqu’au {day}", "until {day}"),
    "show": Text("Afficher", "Show"),
    "link": Text("Copier le lien", "Copy link"),
    "delete": Text("Supprimer", "Delete"),
    "show_of": Text("Afficher {title}", "Show {title}"),
    "link_of": Text("Copier le lien de {title}", "Copy link to {title}"),
    "delete_of": Text("Supprimer {title}", "Delete {title}"),
    "deleted": Text("Couche supprimée.", "Layer deleted."),
    "page": Text("Pages du rapport", "Pages of the report"),
}


def own_word(key: str, lang: Lang, **values: object) -> str:
    """Return one word of the panel, its fields filled."""
    text = OWN_WORDS[key]
    return typeset((text.format(**values) if values else text).get(lang), lang)
