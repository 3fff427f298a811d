"""Every word of the first visit, the help's keys and the page on documents and methods."""

from __future__ import annotations

from geodata.text import Text

ABOUT_WORDS = {
    "open_explorer": Text("Ouvrir dans l’explorateur", "Open in the explorer"),
    "about": Text("Documents et méthode", "About and methods"),
    "about_title": Text("Documents et méthode : Atlas de la Mission", "About and methods: Mission Atlas"),
    "about_back": Text("Retour à la carte", "Back to the map"),
    "about_lead": Text(
        "Cet atlas montre ce que {documents} documents des Nations Unies disent de la MINUSMA au Mali : "
        "{facts} faits, chacun avec son document, sa page ou sa section, et sa date.",
        "This atlas shows what {documents} United Nations documents say of MINUSMA in Mali: "
        "{facts} facts, each with its document, page or section, and date.",
    ),
    "about_mission": Text("La Mission", "The Mission"),
    "about_closed": Text(
        "La MINUSMA a été créée en 2013 et a fermé à la fin de 2023. Rien ici ne décrit la situation "
        "d’aujourd’hui : les chiffres sont ceux des documents, à leur date. Les lignes téléphoniques et les "
        "fréquences sont historiques.",
        "MINUSMA was set up in 2013 and closed at the end of 2023. Nothing here describes today’s "
        "situation: the figures are those of the documents, at their dates. Telephone lines and frequencies "
        "are historical.",
    ),
    "about_documents": Text("Les documents", "The documents"),
    "about_documents_note": Text(
        "Les documents sont en français ; les mots anglais sont une traduction de l’atlas.",
        "The documents are in French; the English words are the atlas’s own translation.",
    ),
    "about_method": Text("Méthode", "Method"),
    "about_method_1": Text(
        "Chaque fait est une ligne de table : lieu ou groupe de lieux, mesure, valeur, unité, période, état, "
        "document et endroit du document.",
        "Each fact is one row of a table: place or group of places, measure, value, unit, period, state, "
        "document and where in it.",
    ),
    "about_method_2": Text(
        "Un chiffre donné pour plusieurs lieux reste celui de l’ensemble ; il n’est jamais réparti.",
        "A figure given for several places stays that of the whole set; it is never shared out.",
    ),
    "about_method_3": Text(
        "Prévu, réalisé, autorisé et de référence sont tenus à part : un symbole creux est prévu, "
        "un symbole plein est réalisé ou présent, un symbole barré est reporté, annulé ou non déployé, "
        "un symbole gris est fermé.",
        "Planned, actual, authorised and baseline are kept apart: a hollow symbol is planned, "
        "a filled one is delivered or present, one struck through is postponed, cancelled or not deployed, "
        "a grey one is closed.",
    ),
    "about_method_4": Text(
        "Un lieu sans coordonnée sûre n’a pas de point ; il a son dossier.",
        "A place without a sure coordinate has no point; it has its dossier.",
    ),
    "about_method_5": Text(
        "La couverture radio est calculée, avec son modèle et ses hypothèses ; elle n’a pas été mesurée.",
        "Radio coverage is computed, with its model and assumptions; it was not measured.",
    ),
    "about_method_6": Text(
        "Les verdicts du cadre de résultats suivent une seule règle : le mot du document (« Oui », « Non », "
        "plus ou moins que prévu), sinon ses chiffres ; en partie, quand une part de la cible est là. Un "
        "verdict pesé dit pourquoi.",
        "Verdicts of the results framework follow one rule: the document’s word (“Oui”, “Non”, more or less "
        "than planned), else its figures; partly, where a part of the aim is there. A weighed verdict "
        "says why.",
    ),
    "about_method_7": Text(
        "Ce qui est dit deux fois est un seul fait, avec toutes ses sources ; un chiffre donné comme "
        "minimum, maximum ou estimation est lu ainsi.",
        "What is said twice is one fact with all its sources; a figure given as at least, at most or about "
        "is read so.",
    ),
    "about_conflicts_note": Text(
        "{count} contradictions entre les documents, ou à l’intérieur d’un seul, sont montrées avec leurs "
        "deux côtés et leur explication, dans les dossiers et sous le signe ≠.",
        "{count} contradictions between documents, or within one, are shown with both sides and their "
        "explanation, in the dossiers and under the sign ≠.",
    ),
    "about_caveats": Text("Ce qu’il faut savoir", "What to bear in mind"),
    "about_shared": Text("Plusieurs couches", "Several layers"),
    "about_sources": Text("Fonds de carte et licences", "Base data and licences"),
    "about_sources_note": Text(
        "Limites, rivières et lieux viennent de sources ouvertes. Les contours des secteurs et des zones "
        "sont déduits des régions ; aucun document ne les publie. P-codes : OCHA, Common Operational "
        "Datasets, CC BY-IGO 3.0.",
        "Limits, rivers and places come from open sources. Outlines of sectors and zones are derived from "
        "regions; no document publishes them. P-codes: OCHA, Common Operational Datasets, CC BY-IGO 3.0.",
    ),
    "about_software": Text(
        "Code : licence MIT. Caractères Noto Sans : SIL Open Font License. Leaflet : BSD 2-Clause. Symboles "
        "humanitaires : OCHA et Maki.",
        "Code: MIT licence. Noto Sans typeface: SIL Open Font License. Leaflet: BSD 2-Clause. Humanitarian "
        "symbols: OCHA and Maki.",
    ),
    "about_source": Text("Source et attribution", "Source and attribution"),
    "about_document": Text("Titre", "Title"),
    "about_date": Text("Date", "Dated"),
    "tour": Text("Première visite", "First visit"),
    "tour_again": Text("Revoir la visite en trois étapes", "See the three-step tour again"),
    "tour_skip": Text("Passer", "Skip"),
    "tour_next": Text("Suivant", "Next"),
    "tour_done": Text("Commencer", "Start"),
    "tour_count": Text("{step} sur 3", "{step} of 3"),
    "tour_1_title": Text("Choisissez ce que montre la carte", "Choose what the map shows"),
    "tour_1": Text(
        "Chaque couche se coche dans le panneau. Sa grille ouvre le tableau ; « … » donne ses sources, "
        "sa date et ses réserves.",
        "Tick a layer in the panel. Its grid opens the table; “…” gives its sources, date and caveats.",
    ),
    "tour_2_title": Text("Cliquez sur un lieu, choisissez la date", "Click a place, choose the date"),
    "tour_2": Text(
        "Son dossier réunit tout ce que les documents en disent : valeur, date, source, contradictions. "
        "« Toutes les dates », sur la carte, montre la situation d’un jour, ou compare deux jours.",
        "Its dossier gathers all that the documents say of it: value, date, source, contradictions. "
        "“All dates”, on the map, shows the situation of one day, or compares two.",
    ),
    "tour_3_title": Text("Partagez la vue", "Share the view"),
    "tour_3": Text(
        "L’adresse de la page contient toute la vue : copiez le lien, ou revenez en arrière avec "
        "le navigateur.",
        "The page’s address holds the whole view: copy the link, or step back with the browser.",
    ),
    "keys": Text("Au clavier", "By keyboard"),
    "key_tab": Text("passer d’un élément à l’autre", "move from one element to the next"),
    "key_enter": Text("choisir : lieu, ligne, bouton", "choose: place, row, button"),
    "key_arrows": Text(
        "déplacer la carte, ou changer la hauteur du tableau", "move the map, or the table’s height"
    ),
    "key_letters": Text(
        "sur la carte : la chose voisine, puis la suivante de ce nom ; Entrée ou Espace pour choisir",
        "on the map: the thing next to this one, then the next of that name; Enter or Space to choose",
    ),
    "key_letters_name": Text("Tab, flèches, lettres", "Tab, arrows, letters"),
    "key_plus": Text("changer l’échelle", "change the scale"),
    "key_slash": Text("chercher", "search"),
    "key_escape": Text("fermer ce qui est ouvert", "close what is open"),
    "key_back": Text("revenir à la vue d’avant", "go back to the view before"),
    "key_tab_name": Text("Tab", "Tab key"),
    "key_enter_name": Text("Entrée", "Enter"),
    "key_escape_name": Text("Échap", "Esc"),
    "key_back_name": Text("Alt + ←", "Alt+←"),
}
