"""The words of the drawing tool, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text
from layers.view.drawn_words import KINDS, READERS
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

DRAW_WORDS: Final[dict[str, Text]] = {
    **KINDS,
    "readers": READERS,
    "signed": Text("Dessins du lecteur", "Reader’s drawings"),
    "kinds": Text("Que dessiner", "What to draw"),
    "hint": Text(
        "Choisissez quoi dessiner, ou touchez un dessin pour le changer.",
        "Choose what to draw, or press a drawing to change it.",
    ),
    "hint_points": Text(
        "Cliquez chaque point ; double clic pour finir. Près d’un lieu, le point s’y pose (Alt : non). "
        "Au clavier : flèches sur la carte, Entrée pour poser.",
        "Click each point; double click to finish. Near a place, the point goes there (Alt: not). "
        "By keyboard: arrows on the map, Enter to set it.",
    ),
    "hint_circle": Text(
        "Cliquez le centre puis le bord ; ou le centre, le rayon en km et « Terminer ».",
        "Click the centre, then the edge; or the centre, a radius in km and “Finish”.",
    ),
    "hint_text": Text("Cliquez où le texte se place.", "Click where the text stands."),
    "hint_number": Text(
        "Cliquez où le repère se place ; il se numérote seul.",
        "Click where the marker stands; it numbers itself.",
    ),
    "hint_symbol": Text(
        "Choisissez le symbole, puis cliquez où il se place.",
        "Choose the symbol, then click where it stands.",
    ),
    "sketch_add": Text("Poser un point", "Set a point"),
    "sketch_undo": Text("Retirer le dernier", "Remove the last"),
    "sketch_finish": Text("Terminer", "Finish"),
    "sketch_clear": Text("Effacer", "Clear"),
    "position": Text("Position ou lieu", "Position or place"),
    "position_example": Text("MGRS, degrés, nom…", "MGRS, degrees, name…"),
    "position_add": Text("Ajouter", "Add"),
    "added": Text("Point posé : {name}.", "Point set: {name}."),
    "not_found": Text(
        "« {text} » : ni position ni lieu connu. Écrivez par exemple 16,27 -0,04 ou Gao.",
        "“{text}”: neither a position nor a known place. Write for example 16.27, -0.04 or Gao.",
    ),
    "choose_kind": Text("Choisissez d’abord quoi dessiner.", "First choose what to draw."),
    "new": Text("Nouveau dessin", "New drawing"),
    "selected": Text("Dessin choisi : {name}", "Selected: {name}"),
    "field_label": Text("Libellé", "Label"),
    "field_radius": Text("Rayon (km)", "Radius (km)"),
    "field_size": Text("Épaisseur, taille", "Width, size"),
    "field_symbol": Text("Symbole", "Symbol"),
    "colour": Text("Couleur", "Colour"),
    "red": Text("Rouge", "Red"),
    "blue": Text("Bleu", "Blue"),
    "green": Text("Vert", "Green"),
    "orange": Text("Orange", "Orange"),
    "purple": Text("Violet", "Purple"),
    "black": Text("Noir", "Black"),
    "units": Text("Unités", "Units"),
    "incidents": Text("Incidents", "Incidents"),
    "events": Text("Événements", "Events"),
    "humanitarian": Text("Humanitaire (OCHA)", "Humanitarian (OCHA)"),
    "list": Text("Dessins", "Drawings"),
    "none": Text("Rien n’est encore dessiné.", "Nothing is drawn yet."),
    "remove": Text("Supprimer : {name}", "Delete: {name}"),
    "removed": Text("Supprimé ; « Annuler » le rend.", "Deleted; “Undo” brings it back."),
    "undo": Text("Annuler", "Undo"),
    "redo": Text("Rétablir", "Redo"),
    "clear": Text("Tout effacer", "Clear all"),
    "measured": Text("Reprendre la mesure", "Take what is measured"),
    "files": Text("Fichiers", "Files"),
    "geojson": Text("Enregistrer (GeoJSON)", "Save (GeoJSON)"),
    "kml": Text("KML", "KML"),
    "open": Text("Ouvrir…", "Open…"),
    "file": Text("dessins", "drawings"),
    "saved": Text("Fichier enregistré.", "File saved."),
    "opened": Text("{count} dessins ouverts.", "{count} drawings opened."),
    "opened_part": Text(
        "{count} dessins ouverts ; {left} laissés : ni point, ni ligne, ni surface de 60 points au plus.",
        "{count} drawings opened; {left} left out: no point, line or area of 60 points at most.",
    ),
    "bad_file": Text(
        "{name} : pas de dessin lisible. Ouvrez un GeoJSON (FeatureCollection) de 400 ko au plus.",
        "{name}: no drawing that can be read. Open a GeoJSON (FeatureCollection) of 400 kB at most.",
    ),
    "too_large": Text(
        "Trop pour une adresse : {count} dessins ({most} au plus), {length} caractères ({longest} au plus). "
        "Enregistrez ces dessins en GeoJSON, puis continuez dans un autre.",
        "Too much for an address: {count} drawings ({most} at most), {length} characters ({longest} at "
        "most). Save these drawings as GeoJSON, then go on in another.",
    ),
    "unusable": Text(
        "Valeur refusée : rayon de 0 à 3 000 km, position sur la carte.",
        "Refused: a radius of 0 to 3,000 km, a position on the map.",
    ),
    "needs_text": Text("Un texte ne peut pas être vide.", "A text cannot be empty."),
    "handle": Text("Point {n} : flèches pour déplacer, Suppr", "Point {n}: arrows to move, Delete"),
    "handle_radius": Text("Rayon : flèches pour changer", "Radius: arrows to change"),
    "handle_between": Text("Ajouter un point après le point {n}", "Add a point after point {n}"),
    "about": Text(
        "Gardé dans l’adresse de la vue : liens, fiches, présentations et pages hors ligne les portent, "
        "toujours dits du lecteur. Rien n’est envoyé.",
        "Kept in the view’s address: links, sheets, briefs and offline pages carry them, always said to "
        "be the reader’s. Nothing is sent.",
    ),
}


def draw_words(lang: Lang) -> dict[str, str]:
    """Return the words of the tool's script in one language."""
    return {key: typeset(text.get(lang), lang) for key, text in DRAW_WORDS.items()}
