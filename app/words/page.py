"""Every word of the interface, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words.about import ABOUT_WORDS
from app.words.dossier import DOSSIER_SCRIPT_WORDS, DOSSIER_WORDS
from app.words.downloads import DOWNLOADS_SCRIPT_WORDS, DOWNLOADS_WORDS
from app.words.figures import FIGURES_WORDS
from app.words.filter import FILTER_WORDS
from app.words.offline import OFFLINE_SCRIPT_WORDS, OFFLINE_WORDS
from app.words.search import SEARCH_SCRIPT_WORDS, SEARCH_WORDS
from app.words.table import TABLE_WORDS
from app.words.time import TIME_SCRIPT_WORDS, TIME_WORDS
from app.words.tools import TOOLS_SCRIPT_WORDS, TOOLS_WORDS
from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

WORDS = {
    "title": Text("Atlas de la Mission", "Mission Atlas"),
    "subtitle": Text("MINUSMA, Mali, 2013-2023", "MINUSMA, Mali, 2013–2023"),
    "page_title": Text("Atlas de la Mission : la MINUSMA au Mali", "Mission Atlas: MINUSMA in Mali"),
    "description": Text(
        "Carte interactive de la MINUSMA, chaque chiffre avec sa source et sa date.",
        "Interactive map of MINUSMA, every figure with its source and date.",
    ),
    "skip": Text("Aller à la carte", "Skip to the map"),
    "layers": Text("Couches", "Layers"),
    "account": Text("Compte", "Account"),
    "toggle_panel": Text("Afficher ou masquer les couches", "Show or hide the layers"),
    "details": Text("À propos de la couche {title}", "About the layer {title}"),
    "opacity": Text("Opacité", "Opacity"),
    "opacity_of": Text("Opacité de la couche {title}", "Opacity of the layer {title}"),
    "colour_by": Text("Colorer par", "Colour by"),
    "colour_by_of": Text("Colorer la couche {title} par", "Colour the layer {title} by"),
    "colour_none": Text("aucune colonne", "none"),
    "colour_how": Text("Manière de colorer la couche {title}", "How to colour the layer {title}"),
    "colour_symbol": Text("Symboles gradués", "Graduated symbols"),
    "colour_tint": Text("Teintes", "Tints"),
    "sources": Text("Sources", "Sources"),
    "data_date": Text("Date des données", "Data date"),
    "licence": Text("Licence", "Licence"),
    "licence_none": Text("non indiquée par les documents", "not stated by the documents"),
    "caveats": Text("À savoir", "Good to know"),
    "features": Text("{count} objets", "{count} features"),
    "basemap": Text("Fond de carte", "Basemap"),
    "basemap_atlas": Text("Atlas", "Atlas"),
    "basemap_blank": Text("Aucun", "None"),
    "basemap_ground": Text("Carte détaillée", "Detailed map"),
    "basemap_online": Text("{title} (en ligne)", "{title} (online)"),
    "results": Text("Lire les résultats", "Read the results"),
    "legend": Text("Légende", "Legend"),
    "legend_empty": Text(
        "Aucune couche affichée : cochez-en une dans le panneau.",
        "No layer is shown: tick one in the panel.",
    ),
    "legend_point": Text("Faire ressortir sur la carte", "Point out on the map"),
    "tools": Text("Outils", "Tools"),
    "share": Text("Copier le lien", "Copy link"),
    "help": Text("Aide", "Help"),
    "home": Text("Tout le Mali", "Whole of Mali"),
    "zoom_in": Text("Rapprocher", "Zoom in"),
    "zoom_out": Text("Éloigner", "Zoom out"),
    "coming": Text("La carte arrive…", "The map is on its way…"),
    "map": Text("Carte du Mali et de la Mission", "Map of Mali and the Mission"),
    "dossier": Text("Dossier du lieu", "Dossier of the place"),
    "close": Text("Fermer", "Close"),
    "copied": Text("Lien copié", "Link copied"),
    "copied_text": Text("Copié", "Copied"),
    "copy_by_hand": Text("Copiez ce lien :", "Copy this link:"),
    "retrying": Text("Connexion lente : nouvel essai…", "Slow connection: trying again…"),
    "failed": Text(
        "Chargement impossible. Vérifiez la connexion, puis réessayez.",
        "Could not load. Check the connection, then try again.",
    ),
    "coordinates": Text("Coordonnées", "Coordinates"),
    "decimal": Text("Décimal", "Decimal"),
    "dms": Text("DMS", "DMS"),
    "mgrs": Text("MGRS", "MGRS"),
    "copy": Text("Copier {what}", "Copy {what}"),
    "unlocated": Text("Sans coordonnée", "No coordinate"),
    "spellings": Text("Autres graphies : {names}", "Other spellings: {names}"),
    "within": Text("Situé dans", "Lies in"),
    "holds": Text("Comprend", "Holds"),
    "nearest": Text("Sites les plus proches", "Nearest sites"),
    "no_facts": Text(
        "Les documents nomment ce lieu sans rien en dire de plus.",
        "The documents name this place and say nothing more of it.",
    ),
    "facts_count": Text("{count} faits dans les documents", "{count} facts in the documents"),
    "group_facts": Text("Donné ensemble pour : {title}", "Given together for: {title}"),
    "group_note": Text(
        "Chiffres de l’ensemble : ils ne se répartissent pas entre ses membres.",
        "Figures of the whole set: they are not shared out among its members.",
    ),
    "conflicts": Text("Contradictions entre les documents", "Contradictions in the documents"),
    "preferred": Text("valeur retenue", "value preferred"),
    "notice": Text(
        "Adresse corrigée : valeurs par défaut à la place", "Address mended: defaults shown instead"
    ),
    "help_title": Text("Mode d’emploi", "How it works"),
    "help_map": Text(
        "Déplacez la carte à la souris, au doigt ou avec les flèches ; + et − changent l’échelle.",
        "Move the map by mouse, finger or arrow keys; + and − change the scale.",
    ),
    "help_layers": Text(
        "Cochez une couche pour l’afficher ; « … » donne ses sources, son opacité et son fichier.",
        "Tick a layer to show it; “…” gives its sources, opacity and file.",
    ),
    "help_place": Text(
        "Cliquez sur un site, un secteur ou une région, ou atteignez-le avec Tab, les flèches "
        "et Entrée, pour lire ce que les documents en disent.",
        "Click a site, sector or region, or reach it with Tab, arrows and Enter, to read what the "
        "documents say of it.",
    ),
    "help_link": Text(
        "L’adresse de la page contient toute la vue : copiez-la pour la partager.",
        "The page's address holds the whole view: copy it to share.",
    ),
    "history": Text(
        "La MINUSMA a fermé fin 2023 ; les chiffres sont ceux des documents de 2017 à 2021.",
        "MINUSMA closed at the end of 2023; the figures are those of documents of 2017 to 2021.",
    ),
    "disclaimer": Text(
        "Les frontières et les noms indiqués et les désignations employées sur cette carte "
        "n’impliquent pas reconnaissance ou acceptation officielle par l’Organisation des Nations "
        "Unies.",
        "The boundaries and names shown and the designations used on this map do not imply "
        "official endorsement or acceptance by the United Nations.",
    ),
    "print_sources": Text("Sources : {sources}", "Sources: {sources}"),
    "print_as_of": Text("Situation au {date}", "As of {date}"),
    "draft": Text("Projet, non validé", "Draft, not cleared"),
    "noscript": Text(
        "Cette page a besoin de JavaScript pour dessiner la carte.",
        "This page needs JavaScript to draw the map.",
    ),
    "not_found": Text("Page introuvable : {path}", "No such page: {path}"),
    "no_method": Text(
        "Cette adresse n’accepte pas la méthode {method}.", "This address does not take the method {method}."
    ),
    "refused": Text("La demande ne peut pas être servie ({code}).", "The request cannot be served ({code})."),
    "broken": Text(
        "Une erreur imprévue s’est produite ; réessayez dans un instant.",
        "Something unexpected went wrong; try again in a moment.",
    ),
    **OFFLINE_WORDS,
    **FIGURES_WORDS,
}

WORDS |= (
    FILTER_WORDS
    | SEARCH_WORDS
    | TOOLS_WORDS
    | TABLE_WORDS
    | ABOUT_WORDS
    | DOWNLOADS_WORDS
    | DOSSIER_WORDS
    | TIME_WORDS
)

#: The words the scripts show.
SCRIPT_WORDS: tuple[str, ...] = (
    "copied",
    "copied_text",
    "copy_by_hand",
    "retrying",
    "failed",
    "zoom_in",
    "zoom_out",
    "title",
    "draft",
    "disclaimer",
    "print_sources",
    "print_as_of",
    *OFFLINE_SCRIPT_WORDS,
)


SCRIPT_WORDS += (
    DOSSIER_SCRIPT_WORDS
    + SEARCH_SCRIPT_WORDS
    + TOOLS_SCRIPT_WORDS
    + DOWNLOADS_SCRIPT_WORDS
    + TIME_SCRIPT_WORDS
)


def word(key: str, lang: Lang, **values: object) -> str:
    """Return one interface text in one language, its fields filled."""
    text = WORDS[key].get(lang)
    return typeset(text.format(**values) if values else text, lang)
