"""pygeoapi's configuration, made in memory from the build's index: one for each address and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.ogc.params import CRS84, DEFAULT_LIMIT, MAX_LIMIT
from app.ogc.words import OGC_WORDS, ogc_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection import Collection
    from app.ogc.store import LayerStore
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

REPOSITORY_LICENCE = "https://opensource.org/license/mit"
#: Properties of every feature that no layer declares.
TITLED = ("name", "mark", "mark_label", "place_id")


def served(collection: Collection) -> list[LayerEntry]:
    """Entries of the collections: the layers, then the whole tables."""
    return [*collection.layers, *collection.records]


def make_config(
    collection: Collection, base: str, lang: Lang, store_of: Callable[[str, Lang], LayerStore]
) -> dict[str, Any]:
    """Write the configuration.

    Parameters
    ----------
    collection
        The build.
    base
        Public address of the explorer, without a slash at its end.
    lang
        Language of every title.
    store_of
        Gives a provider its layer, by identifier and language.
    """
    resources = {entry["id"]: _resource(entry, base, lang, store_of) for entry in served(collection)}
    return {
        "server": {
            "url": f"{base}/api",
            "bind": {"host": "127.0.0.1", "port": 0},
            "languages": [lang],
            "limits": {"default_items": DEFAULT_LIMIT, "max_items": MAX_LIMIT, "on_exceed": "error"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": ogc_word("title", lang),
                "description": ogc_word("about", lang),
                "keywords": OGC_WORDS["keywords"].get(lang).split(", "),
                "url": f"{base}/?lang={lang}",
                "terms_of_service": f"{base}/about?lang={lang}",
            },
            "license": {"name": "MIT", "url": REPOSITORY_LICENCE},
            "provider": {"name": "Mission Atlas", "url": base},
            "contact": {"name": "Mission Atlas", "url": base},
        },
        "resources": resources,
    }


def _resource(
    entry: LayerEntry, base: str, lang: Lang, store_of: Callable[[str, Lang], LayerStore]
) -> dict[str, Any]:
    layer_id = entry["id"]
    spatial = {"bbox": entry["bounds"] or [-180, -90, 180, 90], "crs": CRS84}
    return {
        "type": "collection",
        "title": entry["title"][lang],
        "description": entry["about"][lang],
        "keywords": ["Mali", "MINUSMA", entry["group"]],
        "extents": {"spatial": spatial},
        "links": _links(layer_id, base, lang),
        "providers": [
            {
                "type": "feature",
                "name": "app.ogc.provider.ArtifactProvider",
                "data": lambda: store_of(layer_id, lang),
                "id_field": "id",
                "title_field": "name",
                "crs": [CRS84],
                "storage_crs": CRS84,
                "options": {"titles": {name: ogc_word(name, lang) for name in TITLED}},
            }
        ],
    }


def _links(layer_id: str, base: str, lang: Lang) -> list[dict[str, str]]:
    """Links of a collection beyond those of pygeoapi: the whole file, the metadata, the schema, the map."""
    url, collection = f"{base}/layers/{layer_id}", f"{base}/api/collections/{layer_id}"
    links = [
        ("alternate", "application/geo+json", "GeoJSON", f"{url}.geojson?lang={lang}"),
        ("alternate", "text/csv", "CSV", f"{url}.csv?lang={lang}"),
        ("describedby", "application/schema+json", ogc_word("schema", lang), f"{collection}/feature-schema"),
        ("alternate", "application/xml", ogc_word("metadata_iso", lang), f"{url}.iso.xml?lang={lang}"),
        ("related", "text/html", ogc_word("back", lang), f"{base}/?lang={lang}"),
    ]
    return [
        {"rel": rel, "type": media, "title": title, "href": href, "hreflang": lang}
        for rel, media, title, href in links
    ]
