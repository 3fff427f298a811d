"""The words of the export dialog, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text, same
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

EXPORT_WORDS = {
    "title": Text("Exporter une carte", "Export a map sheet"),
    "hint": Text(
        "La vue affichée, mise en page sur le serveur avec légende, échelle, sources et réserves.",
        "The view shown, laid out on the server with legend, scale, sources and caveats.",
    ),
    "format": Text("Format", "Format"),
    "pdf": Text("PDF vectoriel", "Vector PDF"),
    "png": Text("Image PNG, 300 points par pouce", "PNG picture, 300 dots per inch"),
    "svg": Text("SVG modifiable", "Editable SVG"),
    "pptx": Text("Diapositive PowerPoint", "PowerPoint slide"),
    "html": Text("Page HTML sans réseau", "HTML page, no network"),
    "paper": Text("Papier", "Paper"),
    "a4": same("A4"),
    "a3": same("A3"),
    "a2": same("A2"),
    "a1": same("A1"),
    "a0": same("A0"),
    "letter": Text("Lettre (US)", "Letter"),
    "legal": Text("Légal (US)", "Legal"),
    "tabloid": Text("Tabloïd (US)", "Tabloid"),
    "orientation": Text("Orientation", "Orientation"),
    "landscape": Text("Paysage", "Landscape"),
    "portrait": Text("Portrait", "Portrait"),
    "scale": Text("Échelle (1 : …)", "Scale (1 to …)"),
    "scale_auto": Text("automatique", "automatic"),
    "focus": Text("Cadrage", "Framing"),
    "focus_view": Text("La vue affichée", "The view shown"),
    "focus_place": Text("Le lieu sélectionné", "The place selected"),
    "grid": Text("Quadrillage", "Grid"),
    "auto": Text("Automatique", "Automatic"),
    "graticule": Text("Méridiens et parallèles", "Meridians and parallels"),
    "mgrs": same("MGRS"),
    "none": Text("Aucun", "None"),
    "panels": Text("Encarts", "Panels"),
    "facts": Text("Faits du lieu sélectionné", "Facts of the place selected"),
    "figures": Text("La Mission en chiffres", "The Mission in figures"),
    "strength": Text("Effectifs par date", "Strength by date"),
    "profile": Text("Diffusion", "Distribution"),
    "public": Text("Publique", "Public"),
    "partner": Text("Partenaires", "Partners"),
    "internal": Text("Interne", "Internal"),
    "sheet_title": Text("Titre", "Title"),
    "title_auto": Text("composé d’après la vue", "composed from the view"),
    "preview": Text("Aperçu de la carte", "Preview of the sheet"),
    "drawing": Text("Dessin en cours…", "Drawing…"),
    "saving": Text("Préparation du fichier…", "Preparing the file…"),
    "failed": Text("La carte n’a pas pu être dessinée.", "The sheet could not be drawn."),
    "slide": Text("Diapositive", "Slide"),
    "wide": same("16:9"),
    "standard": same("4:3"),
    "shapes": Text("Carte", "Map"),
    "as_picture": Text("Image", "Picture"),
    "as_shapes": Text("Formes modifiables", "Editable shapes"),
    "clearance": Text("Marquage et validation", "Marking and clearance"),
    "preset": Text("Modèle", "Preset"),
    "preset_none": Text("Aucun", "None"),
    "marking": Text("Marquage, en tête et au pied", "Marking, at head and foot"),
    "marking_usual": Text("aucun ; interne : toujours marqué", "none; internal: always marked"),
    "marking_colour": Text("Couleur du marquage", "Colour of the marking"),
    "colour_usual": Text("Habituelle", "The usual one"),
    "red": Text("Rouge", "Red"),
    "orange": Text("Orange", "Orange"),
    "green": Text("Vert", "Green"),
    "blue": Text("Bleu", "Blue"),
    "black": Text("Noir", "Black"),
    "producer": Text("Établi par", "Made by"),
    "producer_usual": Text("Mission Atlas", "Mission Atlas"),
    "status": Text("Statut", "Status"),
    "status_usual": Text("Projet, non validé", "Draft, not cleared"),
    "validity": Text("Validité", "Validity"),
    "validity_usual": Text("non indiquée", "not said"),
    "version": Text("Version", "Version"),
    "version_usual": same("1"),
    "logo": Text("Logo, PNG ou SVG, 150 ko au plus", "Logo, PNG or SVG, at most 150 kB"),
    "logo_note": Text(
        "Le logo va dans le fichier, non dans le lien.", "The logo goes into the file, not into the link."
    ),
    "logo_large": Text("Logo trop grand : 150 ko au plus.", "The logo is too large: at most 150 kB."),
    "drag": Text("Faites glisser la carte pour la recadrer.", "Drag the map to move its frame."),
    "copy": Text("Copier l’image", "Copy the picture"),
    "copied": Text("Image de la carte copiée.", "Picture of the sheet copied."),
    "not_copied": Text("Le navigateur n’a pas copié l’image.", "The browser did not copy the picture."),
    "download": Text("Télécharger", "Download"),
    "open": Text("Ouvrir le lien", "Open the link"),
    "close": Text("Fermer", "Close"),
}

#: The words the dialog's script shows.
EXPORT_SCRIPT_WORDS = ("drawing", "saving", "failed", "copied", "not_copied", "logo_note", "logo_large")


def export_word(key: str, lang: Lang) -> str:
    """Return one word of the dialog in one language."""
    return typeset(EXPORT_WORDS[key].get(lang), lang)
