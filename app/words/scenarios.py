"""Every word of the table of cases of a computed layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

SCENARIO_WORDS = {
    "title": Text("Cas comparés", "Cases compared"),
    "about": Text(
        "Chaque cas est un jeu d’hypothèses de la couche : réglez-les sous « … », puis ajoutez le cas. "
        "La table reste dans ce navigateur.",
        "Each case is a set of the layer’s assumptions: set them under “…”, then add the case. "
        "The table stays in this browser.",
    ),
    "add": Text("Ajouter le cas affiché", "Add the case shown"),
    "clear": Text("Vider la table", "Empty the table"),
    "csv": Text("Télécharger (CSV)", "Download (CSV)"),
    "computing": Text("Calcul des cas en cours…", "Computing the cases…"),
    "none": Text("Aucun cas pour l’instant.", "No case yet."),
    "full": Text(
        "La table est pleine ({most} cas) : videz-la.", "The table is full ({most} cases): empty it."
    ),
    "twice": Text("Ce cas est déjà dans la table.", "This case is already in the table."),
    "file": Text("cas-de-couverture", "coverage-cases"),
    "reading": Text(
        "Modélisé, non mesuré. Les habitants sont un minimum : seules comptent les villes dont la "
        "population est connue.",
        "Modelled, not measured. People are a lower bound: only towns of known population count.",
    ),
}


def scenario_word(key: str, lang: Lang, **values: object) -> str:
    """Return one word of the panel in one language."""
    return typeset(SCENARIO_WORDS[key].get(lang).format(**values), lang)
