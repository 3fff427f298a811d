"""The words of the panel for briefs, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

BRIEF_WORDS: Final[dict[str, Text]] = {
    "title": Text("Dossier de présentation", "Brief"),
    "about": Text(
        "Des vues dans un ordre, un message chacune : à présenter ici, à exporter en diapositives "
        "ou sur papier. Gardé dans ce navigateur.",
        "Views in an order, one message each: present them here, export them as slides or on paper. "
        "Kept in this browser.",
    ),
    "name": Text("Titre du dossier", "Title of the brief"),
    "add": Text("Ajouter la vue affichée", "Add the present view"),
    "present": Text("Présenter", "Present"),
    "undo": Text("Annuler", "Undo"),
    "more": Text("Marquage, diffusion, statut", "Marking, distribution, status"),
    "subtitle": Text("Sous-titre", "Subtitle"),
    "profile": Text("Diffusion", "Distribution"),
    "public": Text("Publique", "Public"),
    "partner": Text("Partenaires", "Partners"),
    "internal": Text("Interne (bandeau rouge)", "Internal (red banner)"),
    "marking": Text("Mention en tête et au pied de chaque page", "Marking at head and foot of each page"),
    "marking_colour": Text("Couleur du bandeau", "Colour of the banner"),
    "producer": Text("Établi par", "Produced by"),
    "status": Text("Statut", "Status"),
    "status_usual": Text("Projet, non validé", "Draft, not cleared"),
    "format": Text("Format", "Format"),
    "pptx": Text("Diapositives PowerPoint", "PowerPoint slides"),
    "pdf-1": Text("PDF, une page par feuille", "PDF, one page a sheet"),
    "pdf-2": Text("PDF, deux pages par feuille", "PDF, two pages a sheet"),
    "pdf-4": Text("PDF, quatre pages par feuille", "PDF, four pages a sheet"),
    "pdf-notes": Text("PDF, pages avec notes", "PDF, pages with notes"),
    "html": Text("Page HTML sans réseau", "HTML page, no network"),
    "preset": Text("Modèle de marquage", "Preset of marking"),
    "validity": Text("Validité", "Validity"),
    "logo": Text("Choisir un logo (PNG ou SVG)", "Choose a logo (PNG or SVG)"),
    "unlogo": Text("Retirer le logo", "Remove the logo"),
    "export": Text("Exporter", "Export"),
    "save": Text("Enregistrer le fichier", "Save the file"),
    "open": Text("Ouvrir un fichier", "Open a file"),
    "link": Text("Copier le lien", "Copy the link"),
    "unreadable": Text("Ce fichier n’a pas pu être lu.", "This file could not be read."),
}

#: What the panel's script says; words in braces are filled there.
BRIEF_SCRIPT_WORDS: Final[dict[str, Text]] = {
    "none": Text(
        "Aucune page : réglez la carte, puis ajoutez la vue.", "No page yet: set the map, then add the view."
    ),
    "added": Text("Page {n} ajoutée.", "Page {n} added."),
    "full": Text("Un dossier compte au plus {most} pages.", "A brief has at most {most} pages."),
    "removed": Text("Page retirée.", "Page removed."),
    "replaced": Text(
        "Dossier ouvert : {count} pages. Le précédent peut revenir.",
        "Brief opened: {count} pages. The one before can be had back.",
    ),
    "empty": Text("Ajoutez d’abord une page.", "Add a page first."),
    "copied": Text("Lien du dossier copié.", "Link to the brief copied."),
    "too_long": Text(
        "Ce dossier est trop long pour un lien : enregistrez-le en fichier.",
        "This brief is too long for a link: save it as a file.",
    ),
    "bad_link": Text("Le lien ne porte pas de dossier lisible.", "The link holds no readable brief."),
    "not_kept": Text(
        "Ce navigateur ne garde rien : enregistrez le fichier.", "This browser keeps nothing: save the file."
    ),
    "logo_taken": Text(
        "Logo pris : il va dans le fichier, non dans le lien.",
        "Logo taken: it goes into the file, not into the link.",
    ),
    "logo_large": Text("Logo trop grand : 150 ko au plus.", "The logo is too large: at most 150 kB."),
    "making": Text("Préparation du fichier…", "Preparing the file…"),
    "made": Text("Fichier prêt : {name}", "File ready: {name}"),
    "failed": Text("Le fichier n’a pas pu être préparé.", "The file could not be prepared."),
    "moved": Text("Page {n} sur {count}.", "Page {n} of {count}."),
    "headline": Text("Titre de la page", "Headline of the page"),
    "composed": Text("composé d’après la vue", "composed from the view"),
    "message": Text("Message", "Message"),
    "notes": Text("Notes de l’orateur", "Speaker notes"),
    "up": Text("Monter la page {n}", "Move page {n} up"),
    "down": Text("Descendre la page {n}", "Move page {n} down"),
    "grip": Text("Déplacer la page {n}", "Move page {n}"),
    "show": Text("Afficher", "Show"),
    "update": Text("Reprendre la vue", "Take the present view"),
    "remove": Text("Retirer", "Remove"),
    "map": Text("carte", "map"),
    "comparison": Text("comparaison", "comparison"),
    "figures": Text("chiffres", "figures"),
    "dossier": Text("lieu", "place"),
    "next": Text("Page suivante", "Next page"),
    "back": Text("Page précédente", "Previous page"),
    "end": Text("Terminer", "End"),
    "clock": Text("Temps écoulé", "Time elapsed"),
}


def brief_word(key: str, lang: Lang) -> str:
    """Return one word of the panel in one language."""
    return typeset(BRIEF_WORDS[key].get(lang), lang)


def script_words(lang: Lang) -> dict[str, str]:
    """Return the words of the panel's script in one language."""
    return {key: typeset(text.get(lang), lang) for key, text in BRIEF_SCRIPT_WORDS.items()}
