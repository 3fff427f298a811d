"""The layers as a STAC 1.1 catalogue: one collection a layer, its files as assets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geodata.facts.periods import bounds
from layers.export.gis.catalogue import ABOUT, TITLE, dates_of, licences_of
from layers.export.gis.registry import FORMATS

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

VERSION: Final = "1.1.0"
_ID: Final = "mission-atlas"
_JSON: Final = "application/json"
BEGAN: Final = "2013-07-01"  # of the Mission
_SPDX: Final = re.compile(r"CC BY \d\.\d")


def stac_catalogue(entries: list[LayerEntry], base: str, lang: Lang) -> dict[str, Any]:
    """The root: links to a collection a layer."""
    root = f"{base}/stac/catalog.json?lang={lang}"
    children = [
        {
            "rel": "child",
            "href": f"{base}/stac/{entry['id']}.json?lang={lang}",
            "type": _JSON,
            "title": entry["title"][lang],
        }
        for entry in entries
    ]
    return {
        "type": "Catalog",
        "stac_version": VERSION,
        "id": _ID,
        "title": TITLE.get(lang),
        "description": ABOUT.get(lang),
        "links": [
            {"rel": "self", "href": root, "type": _JSON},
            {"rel": "root", "href": root, "type": _JSON},
            *children,
        ],
    }


def stac_collection(entry: LayerEntry, base: str, lang: Lang) -> dict[str, Any]:
    """One layer, with an asset a format; its period is that of the layer or, failing that, of its sources."""
    root, own = (f"{base}/stac/{name}.json?lang={lang}" for name in ("catalog", entry["id"]))
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "id": entry["id"],
        "title": entry["title"][lang],
        "description": " ".join([entry["about"][lang], *entry["caveats"][lang]]),
        "keywords": ["Mali", "MINUSMA", entry["group"]],
        "license": _licence(entry),
        "providers": [{"name": s["title"], "roles": ["producer"]} for s in entry["sources"][lang]],
        "extent": {
            "spatial": {"bbox": [list(entry["bounds"] or (-180, -90, 180, 90))]},
            "temporal": {"interval": [_interval(entry)]},
        },
        "links": [
            {"rel": "self", "href": own, "type": _JSON},
            {"rel": "root", "href": root, "type": _JSON},
            {"rel": "parent", "href": root, "type": _JSON},
            {"rel": "about", "href": f"{base}/api/collections/{entry['id']}?lang={lang}", "type": _JSON},
        ],
        "assets": {
            form.id: {
                "href": f"{base}/layers/{entry['id']}.{form.ending}?lang={lang}",
                "type": form.media_type,
                "title": form.title.get(lang),
                "roles": ["data"],
            }
            for form in FORMATS
            if not form.whole
        },
    }


def _licence(entry: LayerEntry) -> str:
    """An SPDX identifier, where all that is drawn has one licence; else ``other``."""
    licences = licences_of(entry)
    return licences.replace(" ", "-") if _SPDX.fullmatch(licences) else "other"


def _interval(entry: LayerEntry) -> list[str | None]:
    """First and last instant, UTC; from the Mission's first day on where nothing is dated."""
    dates = dates_of(entry)
    if not dates:
        return [f"{BEGAN}T00:00:00Z", None]
    (first, _), (_, last) = bounds(dates[0]), bounds(dates[-1])
    return [f"{first}T00:00:00Z", f"{last}T23:59:59Z"]
