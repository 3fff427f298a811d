"""Words of the service: its own, and those that pygeoapi writes in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

OGC_WORDS: Final = {
    "title": Text("Atlas de la Mission : interface OGC API - Features", "Mission Atlas: OGC API - Features"),
    "about": Text(
        "Les couches de l’Atlas de la Mission, les faits des documents et le cadre de résultats, en "
        "français et en anglais, pour QGIS, GDAL et tout client OGC API.",
        "The layers of the Mission Atlas, the facts of the documents and the results framework, in French "
        "and English, for QGIS, GDAL and any OGC API client.",
    ),
    "keywords": Text("MINUSMA, Mali, Nations Unies", "MINUSMA, Mali, United Nations"),
    "collections": Text("Collections", "Collections"),
    "conformance": Text("Conformité", "Conformance"),
    "openapi": Text("Définition OpenAPI", "OpenAPI definition"),
    "catalogue": Text("Catalogue (DCAT)", "Catalogue (DCAT)"),
    "snippets": Text("Extraits de code", "Code to read it"),
    "wmts": Text("Tuiles (WMTS)", "Tiles (WMTS)"),
    "layers_index": Text("Index des couches (/layers)", "Index of layers (/layers)"),
    "back": Text("Retour à la carte", "Back to the map"),
    "on_map": Text("Voir sur la carte", "See on the map"),
    "as_json": Text("JSON", "JSON"),
    "items": Text("Objets", "Features"),
    "count": Text("{count} objets", "{count} features"),
    "shown": Text("Objets {first} à {last} sur {count}", "Features {first} to {last} of {count}"),
    "nothing": Text("Aucun objet ne correspond.", "No feature matches."),
    "previous": Text("Précédents", "Previous"),
    "next": Text("Suivants", "Next"),
    "schema": Text("Schéma", "Schema"),
    "queryables": Text("Propriétés interrogeables", "Queryables"),
    "name": Text("Nom", "Name"),
    "identifier": Text("Identifiant", "Identifier"),
    "property": Text("Propriété", "Property"),
    "value": Text("Valeur", "Value"),
    "kind": Text("Type", "Type"),
    "group": Text("Groupe", "Group"),
    "extent": Text("Emprise", "Extent"),
    "period": Text("Période", "Period"),
    "licence": Text("Licence", "Licence"),
    "sources": Text("Sources", "Sources"),
    "caveats": Text("À savoir", "Good to know"),
    "downloads": Text("Télécharger", "Download"),
    "geometry": Text("Géométrie", "Geometry"),
    "no_geometry": Text("sans coordonnée", "no coordinate"),
    "address": Text("Adresse", "Address"),
    "meaning": Text("Ce qu’elle donne", "What it gives"),
    "metadata_iso": Text("Métadonnées ISO 19139", "ISO 19139 metadata"),
    "see_api": Text(
        "Dans QGIS : Couche, Ajouter une couche WFS / OGC API, et cette adresse.",
        "In QGIS: Layer, Add WFS / OGC API Features Layer, and this address.",
    ),
    "mark": Text("Code du symbole", "Symbol code"),
    "mark_label": Text("Symbole de la carte", "Symbol on the map"),
    "place_id": Text("Code du lieu", "Place code"),
    "unlicensed": Text("Document cité", "Cited document"),
}

#: Titles of links that pygeoapi writes.
LINK_TITLES: Final = {
    "This document as JSON": Text("Ce document en JSON", "This document as JSON"),
    "This document as GeoJSON": Text("Ce document en GeoJSON", "This document as GeoJSON"),
    "This document as HTML": Text("Ce document en HTML", "This document as HTML"),
    "The OpenAPI definition as JSON": Text("Définition OpenAPI en JSON", "The OpenAPI definition as JSON"),
    "The OpenAPI definition as HTML": Text("Définition OpenAPI en HTML", "The OpenAPI definition as HTML"),
    "Conformance": Text("Conformité", "Conformance"),
    "Collections": Text("Collections", "Collections"),
    "The landing page of this server as JSON": Text("Accueil du service en JSON", "Landing page as JSON"),
    "The landing page of this server as HTML": Text("Accueil du service en HTML", "Landing page as HTML"),
    "Schema of collection in JSON": Text("Schéma en JSON", "Schema as JSON"),
    "Schema of collection in HTML": Text("Schéma en HTML", "Schema as HTML"),
    "Queryables for this collection as JSON": Text("Propriétés interrogeables, JSON", "Queryables as JSON"),
    "Queryables for this collection as HTML": Text("Propriétés interrogeables, HTML", "Queryables as HTML"),
    "Items as GeoJSON": Text("Objets en GeoJSON", "Features as GeoJSON"),
    "Items as HTML": Text("Objets en HTML", "Features as HTML"),
    "Items (prev)": Text("Objets précédents", "Previous features"),
    "Items (next)": Text("Objets suivants", "Next features"),
}

#: What pygeoapi refuses by itself, by a part of its message.
REFUSALS: Final = {
    "CQL": Text("filter : ce n’est pas du CQL2 (texte ou JSON).", "filter: not CQL2 (text or JSON)."),
    "Collection not found": Text(
        "Aucune collection de ce nom ; la liste est à l’adresse /api/collections.",
        "No collection of that name; the list is at /api/collections.",
    ),
    "": Text("La demande ne peut pas être servie.", "The request cannot be served."),
}


def ogc_word(key: str, lang: Lang, **values: object) -> str:
    """Return one text of the service in one language, its fields filled."""
    return typeset(OGC_WORDS[key].get(lang).format(**values), lang)
