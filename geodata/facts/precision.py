"""How exactly the documents say where a fact is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.places.nation import NATION
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.tables import Tables

#: From the most to the least exact. None is nearer than a town: no document gives a position.
PRECISIONS: Final = {
    "town": Text("Localité (un point de la localité)", "Town (a point of the town)"),
    "unlocated": Text(
        "Localité sans coordonnée ouverte, ou dont le document ne dit pas où elle est",
        "Town without an open coordinate, or whose place no document tells",
    ),
    "area": Text("Cercle, région ou secteur, lieu non précisé", "Cercle, region or sector, no exact place"),
    "group": Text("Plusieurs lieux ensemble", "Several places together"),
    "zone": Text("Zone (nord, centre, sud…), tracé déduit", "Zone (north, centre, south…), derived outline"),
    "country": Text("Pays autre que le Mali", "Country other than Mali"),
    "nation": Text("Le Mali entier", "The whole of Mali"),
}
_OF_KIND: Final = {
    **dict.fromkeys(("cercle", "region", "sector"), "area"),
    "zone": "zone",
    "country": "country",
    "outside": "country",
}


def precision_of(tables: Tables, place: str, group: str) -> str:
    """Return the precision of a fact from its place or group: a key of :data:`PRECISIONS`.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> [precision_of(Tables(), place, "") for place in ("gao", "region-gao", "zone-nord", "mali")]
    ['town', 'area', 'zone', 'nation']
    """
    if group:
        return "group"
    if place == NATION:
        return "nation"
    told = tables.rows("places")[place]
    if told["kind"] in _OF_KIND:
        return _OF_KIND[told["kind"]]
    return "town" if told["lon"] == told["lon"] else "unlocated"  # NaN is unlike itself
