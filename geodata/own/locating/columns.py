"""What the heading of a column, or its HXL tag, says of its cells."""

from __future__ import annotations

import re
from typing import Final

from geodata.places.names import fold


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_DEGREES: Final = r"(?: x| y| e| w| o| n| s| dd| deg| degres?| decimale?s?| wgs ?84| gps| \d)*"
_OF_A_POINT: Final = (
    r"(?:gps |coord(?:onnees?)? |point |geo |dd |wgs84 |centroid |location |gps coordinates? )?"
)
#: Roles whose heading alone tells them; the first that fits the whole folded heading counts.
_ROLES: Final = {
    "pcode": _any(
        r"(?:adm(?:in)?)?\s?\d?\s?(?:p ?codes?|code p)(?: \w+)?",
        r"(?:p ?code|code) (?:ocha )?(?:adm(?:in)? ?\d|region|cercle|commune|admin)",
        r"adm(?:in)? ?\d ?code",
        r"(?:region|cercle|commune) p? ?code",
        r"cod pcode",
    ),
    "lon": _any(
        rf"{_OF_A_POINT}(?:lon|long|lng|longitude|longitud){_DEGREES}",
        r"(?:point |coord(?:onnees?)? |gps |centroid )?x",
        r"x ?coord|geometry lon",
    ),
    "lat": _any(
        rf"{_OF_A_POINT}(?:lat|latitude|latitud){_DEGREES}",
        r"(?:point |coord(?:onnees?)? |gps |centroid )?y",
        r"y ?coord|geometry lat",
    ),
    "mgrs": _any(
        r"(?:.* )?mgrs(?: .*)?", r"(?:grid|reference) ?(?:ref|reference|grille)?", "carroyage|grille"
    ),
    "wkt": _any(r"(?:.* )?wkt(?: .*)?", r"the geom|geom(?:etry|etrie)?|shape"),
    "position": _any(
        r"(?:gps )?(?:coord(?:onnees?|inates?|s)?|position|gps|lat ?long?|latlng|latitude longitude|geo)"
        r"(?: gps| geographiques?| dms| wgs ?84)*",
        r"geolocation|geopoint|point gps",
    ),
    "date": _any(
        r"(?:.* )?(?:date|jour|day|timestamp|datetime)(?: .*)?", "mois|month|periode|period|annee|year"
    ),
}
_NAME: Final = re.compile(
    r"(?:noms? (?:du |de la |de l |de |des )?)?(?:"
    r"lieux?|localites?|locations?|places?|sites?|villes?|villages?|towns?|city|settlements?|camps?|"
    r"emplacements?|bases?|endroits?|toponymes?|agglomerations?|hameaux?|quartiers?|zones? d intervention|"
    r"lieux? (?:de|du|des|d) .*|lieux? dits?|adm(?:in)? ?4|loc"
    r")(?: names?| noms?| fr| en)*"
)
_VAGUE_NAME: Final = re.compile(r"(?:nom|name|label|libelle|intitule|designation|title|titre)(?: fr| en)?")
_LEVELS: Final = {
    "commune": r"communes?|adm(?:in)? ?3|municipality|municipalite|mairie",
    "cercle": r"cercles?|circle|adm(?:in)? ?2",
    "region": r"regions?|adm(?:in)? ?1|gouvernorat|governorate|province",
    "sector": r"secteurs?(?: minusma)?|sectors?(?: minusma)?",
    "country": r"pays|country|adm(?:in)? ?0",
}
_BEFORE: Final = r"(?:noms? (?:du |de la |de l |de )?|name of )?"
_AFTER: Final = r"(?: ?(?:names?|noms?|fr|en|lib|label|administrati(?:f|ve)))*"
_LEVEL: Final = {level: re.compile(rf"{_BEFORE}(?:{words}){_AFTER}") for level, words in _LEVELS.items()}
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
        Role ``pcode``, ``lon``, ``lat``, ``mgrs``, ``wkt``, ``position``, ``date``, ``name``,
        ``vague`` (a name of something) or ``unit`` (the name of a unit, whose level is the second).

    Examples
    --------
    >>> role_of("admin2Name"), role_of("Longitude (X)"), role_of("Nombre"), role_of("adm1_pcode")
    (('unit', 'cercle'), ('lon', ''), ('', ''), ('pcode', 'region'))
    """
    return (_by_tag(tag.replace(" ", "").lower()) if tag else None) or _by_heading(spaced(heading))


def _by_tag(tag: str) -> tuple[str, str] | None:
    starts = (role for start, role in _TAGS.items() if tag == start or tag.startswith(f"{start}+"))
    found = next(starts, "")
    if any(code in tag for code in ("+code", "+pcode", "+p_code")):
        return "pcode", found if found in _LEVELS else ""
    if found in _LEVELS:
        return "unit", found
    return (found, "") if found else None


def _by_heading(folded: str) -> tuple[str, str]:
    for role, pattern in _ROLES.items():
        if pattern.fullmatch(folded):
            return role, _level_within(folded) if role == "pcode" else ""
    for level, words in _LEVEL.items():
        if words.fullmatch(folded):
            return "unit", level
    if _NAME.fullmatch(folded):
        return "name", ""
    return ("vague", "") if _VAGUE_NAME.fullmatch(folded) else ("", "")


def _level_within(folded: str) -> str:
    return next((level for level, words in _LEVELS.items() if re.search(rf"\b(?:{words})", folded)), "")
