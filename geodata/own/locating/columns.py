"""What the heading of a column, or its HXL tag, says of its cells."""

from __future__ import annotations

import re
from typing import Final

from geodata.places.names import fold

#: Roles whose heading alone tells them; the first that fits counts. All are matched to the whole folded heading.
_ROLES: Final[tuple[tuple[str, str], ...]] = (
    (
        "pcode",
        r"(?:adm(?:in)?)?\s?\d?\s?(?:p ?codes?|code p)(?: \w+)?|(?:p ?code|code) (?:ocha )?(?:adm(?:in)? ?\d|region|cercle|commune|admin)"
        r"|adm(?:in)? ?\d ?code|(?:region|cercle|commune) p? ?code|cod pcode",
    ),
    (
        "lon",
        r"(?:gps |coord(?:onnees?)? |point |geo |dd |wgs84 |centroid )?(?:lon|long|lng|longitude|longitud)"
        r"(?: x| e| w| o| dd| deg| degres?| decimale?s?| wgs ?84| gps| \d)*|(?:x|point x|coord x|coordonnees? x|x coord|xcoord|gps x|_x|centroid x)"
        r"|gps(?: coordinates?)? longitude|location longitude|geometry lon",
    ),
    (
        "lat",
        r"(?:gps |coord(?:onnees?)? |point |geo |dd |wgs84 |centroid )?(?:lat|latitude|latitud)"
        r"(?: y| n| s| dd| deg| degres?| decimale?s?| wgs ?84| gps| \d)*|(?:y|point y|coord y|coordonnees? y|y coord|ycoord|gps y|_y|centroid y)"
        r"|gps(?: coordinates?)? latitude|location latitude|geometry lat",
    ),
    ("mgrs", r"(?:.* )?mgrs(?: .*)?|(?:grid|reference) ?(?:ref|reference|grille)?|carroyage|grille|utm mgrs"),
    ("wkt", r"(?:.* )?wkt(?: .*)?|the geom|geom(?:etry|etrie)?|shape"),
    (
        "position",
        r"(?:gps )?(?:coord(?:onnees?|inates?|s)?|position|gps|lat ?lon(?:g)?|latlng|latitude longitude|geolocation|geopoint|point gps|geo)"
        r"(?: gps| geographiques?| dms| wgs ?84)*",
    ),
    (
        "date",
        r"(?:.* )?(?:date|jour|day|timestamp|datetime)(?: .*)?|event date|mois|month|periode|period|annee|year",
    ),
)
_NAME: Final = re.compile(
    r"(?:nom (?:du |de la |de l |de |des )?)?(?:lieux?|localites?|locations?|places?|site names?|sites?|villes?|villages?|towns?|city|settlements?|"
    r"camps?|emplacements?|bases?|endroits?|place ?names?|toponymes?|agglomerations?|hameaux?|quartiers?|zones? d intervention|"
    r"lieux? (?:de|du|des|d) .*|lieu d intervention|nom lieu|nom localite|nom village|nom site|location names?|adm(?:in)? ?4 ?(?:names?|fr|en)?(?: fr| en)?|loc name)"
    r"(?: name| nom| fr| en)?"
)
_VAGUE_NAME: Final = re.compile(r"(?:nom|name|label|libelle|intitule|designation|title|titre)(?: fr| en)?")
_LEVELS: Final = {
    "commune": r"communes?|adm(?:in)? ?3|municipality|municipalite|mairie",
    "cercle": r"cercles?|circle|adm(?:in)? ?2",
    "region": r"regions?|adm(?:in)? ?1|gouvernorat|governorate|province",
    "sector": r"secteurs?(?: minusma)?|sectors?(?: minusma)?",
    "country": r"pays|country|adm(?:in)? ?0",
}
_LEVEL: Final = {
    level: re.compile(
        rf"(?:noms? (?:du |de la |de l |de )?|name of )?(?:{words})(?: ?(?:names?|noms?|fr|en|lib|label|administrati(?:f|ve)))*"
    )
    for level, words in _LEVELS.items()
}
_TAGS: Final = {
    "#geo+lat": "lat",
    "#geo+lon": "lon",
    "#geo+coord": "position",
    "#geo+geom": "wkt",
    "#country": "country",
    "#adm1": "region",
    "#adm2": "cercle",
    "#adm3": "commune",
    "#adm4": "name",
    "#loc": "name",
    "#date": "date",
}


def spaced(heading: str) -> str:
    """Fold a heading, with a space where capitals or underscores part its words.

    Examples
    --------
    >>> spaced("admin1Name"), spaced("ADM2_FR"), spaced("Nom de la localité")
    ('admin1 name', 'adm2 fr', 'nom de la localite')
    """
    return fold(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", heading).replace("_", " "))


def role_of(heading: str, tag: str = "") -> tuple[str, str]:
    """Return the role of a column and the level it states; empty where its heading tells nothing.

    Returns
    -------
    tuple
        Role ``pcode``, ``lon``, ``lat``, ``mgrs``, ``wkt``, ``position``, ``date``, ``name``, ``vague`` (a name of
        something) or ``unit`` (the name of a unit, whose level is the second).

    Examples
    --------
    >>> role_of("admin2Name"), role_of("Longitude (X)"), role_of("Nombre"), role_of("adm1_pcode")
    (('unit', 'cercle'), ('lon', ''), ('', ''), ('pcode', 'region'))
    """
    folded = spaced(heading)
    if tag:
        compact = tag.replace(" ", "").lower()
        found = next(
            (role for start, role in _TAGS.items() if compact == start or compact.startswith(f"{start}+")), ""
        )
        if "+code" in compact or "+pcode" in compact or "+p_code" in compact:
            return "pcode", found if found in _LEVELS else ""
        if found in _LEVELS:
            return "unit", found
        if found:
            return found, ""
    for role, pattern in _ROLES:
        if re.fullmatch(pattern, folded):
            return role, _level_within(folded) if role == "pcode" else ""
    for level, pattern in _LEVEL.items():
        if pattern.fullmatch(folded):
            return "unit", level
    if _NAME.fullmatch(folded):
        return "name", ""
    return ("vague", "") if _VAGUE_NAME.fullmatch(folded) else ("", "")


def _level_within(folded: str) -> str:
    return next((level for level, words in _LEVELS.items() if re.search(rf"\b(?:{words})", folded)), "")
