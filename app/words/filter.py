"""Every word of the filter."""

from __future__ import annotations

from geodata.text import Text

#: Of the page itself; the others come with the filter's own file.
FILTER_WORDS = {
    "filter": Text("Filtrer", "Filter"),
    "filter_open": Text(
        "Choisir ce que montrent la carte et les tableaux", "Choose what map and tables show"
    ),
    "help_filter": Text(
        "« Filtrer », sur la carte, ne garde que ce qui est dans un territoire, prévu, réalisé, d’un "
        "document… ; tableaux, résultats, fichiers et planches suivent.",
        "“Filter”, on the map, keeps only what is in an area, planned, delivered, of a document…; tables, "
        "results, files and sheets follow.",
    ),
}
FILTER_PANEL_WORDS = {
    "close": Text("Replier le filtre", "Fold the filter"),
    "clear": Text("Tout montrer", "Show everything"),
    "active": Text("Filtre actif", "Active filter"),
    "remove": Text("Retirer : {words}", "Remove: {words}"),
    "area": Text("Ajouter un territoire…", "Add an area…"),
    "hint": Text("tribunal, police, 2020…", "court, police, 2020…"),
    "column": Text("Colonne", "Column"),
    "no_column": Text("Choisir une colonne…", "Choose a column…"),
    "comparison": Text("Comparaison", "Comparison"),
    "value": Text("Valeur", "Value"),
    "add": Text("Ajouter", "Add"),
    "wrong_value": Text("Écrivez un nombre, comme 3 ou 2,5.", "Write a number, such as 3 or 2.5."),
    "note": Text(
        "Les faits qui remplissent toutes les conditions restent ; un chiffre donné pour plusieurs lieux "
        "reste s’il concerne l’un d’eux. Les couches sans faits, telles que les villes, ne sont pas "
        "filtrées ; une colonne ne filtre que les couches qui l’ont.",
        "Facts that meet all conditions stay; a figure given for several places stays where it concerns one "
        "of them. Layers without facts, such as towns, are not filtered; a column filters only the layers "
        "that have it.",
    ),
    "shown": Text("Montrés sur la carte : {shown} sur {total}", "Shown on the map: {shown} of {total}"),
}
