"""Every word of the page of figures, in both languages."""

from __future__ import annotations

from geodata.text import Text

FIGURES_WORDS = {
    "figures": Text("Chiffres", "Figures"),
    "figures_hint": Text("La Mission en chiffres", "The Mission in figures"),
    "figures_title": Text("La Mission en chiffres", "Mission in figures"),
    "figures_kicker": Text(
        "Ce que les cinq documents disent de toute la Mission",
        "What the five documents say of the whole Mission",
    ),
    "figures_files": Text("Télécharger", "Download"),
    "figures_file_national": Text("Chiffres nationaux (CSV)", "National figures (CSV)"),
    "figures_file_facts": Text("Tous les faits (Excel)", "All facts (Excel)"),
    "figures_file_results": Text("Cadre de résultats (Excel)", "Results framework (Excel)"),
    "figures_back": Text("Revenir à la carte", "Back to the map"),
    "figures_parts": Text("Parties de la page", "Parts of the page"),
    "figures_national": Text("Tableau d’ensemble", "National picture"),
    "figures_results": Text("Cadre de résultats", "Results framework"),
    "figures_conflicts": Text("Contradictions", "Contradictions"),
    "figures_topics": Text("Faits sans lieu", "Facts with no place"),
    "figures_reading": Text(
        "Rond plein : réalisé. Rond creux : prévu ou autorisé. Rond gris : valeur de référence du document. "
        "Trait ambre : deux chiffres qui se contredisent. Trait bleu : la période que couvre le chiffre. "
        "Chaque ligne « prévu et réel » a sa propre échelle, à partir de zéro.",
        "Filled disc: actual. Hollow disc: planned or authorised. Grey disc: the document’s own baseline. "
        "Amber line: two figures that contradict each other. Blue line: the period a figure covers. "
        "Each row of planned against actual has its own scale, from zero.",
    ),
    "figures_sources": Text("Chiffres et sources", "Figures and sources"),
    "figures_clash": Text("Les documents se contredisent", "The documents disagree"),
    "figures_wait": Text("Chargement…", "Loading…"),
    "figures_failed": Text(
        "Chargement impossible. Vérifiez la connexion, puis rouvrez cette partie.",
        "Could not load. Check the connection, then open this part again.",
    ),
    "figures_search": Text("Chercher un mot", "Search for a word"),
    "figures_all": Text(" : tout", ": any"),
    "figures_component": Text("Composante", "Component"),
    "figures_kind": Text("Nature", "Kind"),
    "figures_indicators": Text("indicateurs", "indicators"),
    "figures_outputs": Text("produits", "outputs"),
    "figures_verdict": Text("Verdict", "Verdict"),
    "figures_reason": Text("Raison de l’écart", "Reason for the gap"),
    "figures_place": Text("Lieu", "Place"),
    "figures_reset": Text("Tout montrer", "Show all"),
    "figures_sort": Text("Ordre du tableau", "Order of the table"),
    "figures_sort_by": Text("Trier : {head}", "Sort: {head}"),
    "figures_count": Text("{shown} sur {total}", "{shown} of {total}"),
    "figures_none": Text(
        "Rien ne répond à ces choix : élargissez-les, ou montrez tout.",
        "Nothing fits these choices: widen them, or show all.",
    ),
    "figures_results_about": Text(
        "Les indicateurs et les produits prévus pour 2020/21, et ce qui en est dit. "
        "Un clic sur une barre filtre le tableau, un clic sur une ligne en donne le détail.",
        "The indicators and outputs planned for 2020/21, and what is said of them. "
        "Click a bar to filter the table, click a row for its details.",
    ),
    "figures_ref": Text("Réf.", "Ref."),
    "figures_measure": Text("Indicateur ou produit", "Indicator or output"),
    "figures_item": Text("Ce qui est compté", "What is counted"),
    "figures_baseline": Text("Référence", "Baseline"),
    "figures_planned": Text("Prévu", "Planned"),
    "figures_actual": Text("Réalisé", "Actual"),
    "figures_line": Text("ligne {line} du texte", "line {line} of the text"),
    "figures_on_map": Text("Voir ses lieux sur la carte", "Show its places on the map"),
    "figures_no_values": Text("Le document ne donne pas de chiffre.", "The document gives no figure."),
    "figures_conflicts_about": Text(
        "Chaque contradiction entre les documents, ou à l’intérieur d’un document, avec tous les "
        "chiffres en cause. Quand une valeur est retenue, elle est soulignée.",
        "Every contradiction between the documents, or within one, with all the figures at stake. "
        "Where one value is preferred, it is underlined.",
    ),
    "figures_preferred": Text("Retenu", "Preferred"),
    "figures_topics_about": Text(
        "Les faits qui ne sont d’aucun lieu plus petit : ceux du pays entier et des zones, par sujet. La "
        "carte ne dessine pas ceux du pays.",
        "The facts of no smaller place: those of the whole country and of zones, by topic. The map does not "
        "draw those of the country.",
    ),
}

#: The words that the page's scripts show; they travel with the page of figures, not with the map.
FIGURES_SCRIPT_WORDS = tuple(
    f"figures_{key}"
    for key in (
        *(
            "wait",
            "failed",
            "search",
            "all",
            "component",
            "kind",
            "indicators",
            "outputs",
            "verdict",
            "reason",
        ),
        *(
            "place",
            "reset",
            "count",
            "none",
            "ref",
            "measure",
            "item",
            "baseline",
            "planned",
            "actual",
            "line",
        ),
        *("on_map", "no_values", "preferred", "sort", "sort_by"),
    )
)
