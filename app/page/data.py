"""What the document says to the scripts at once (``app/web/boot.ts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.addresses import relative
from app.leaflet import COUNTRY
from app.panels.downloads import menu_formats
from app.words.page import SCRIPT_WORDS, word
from geodata.places.nation import NATION
from layers.schema.type import label_styles
from layers.view.state import FIGURES
from layers.words import MAP_WORDS, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.collection import Collection
    from geodata.text import Lang
    from layers.schema.layer import Role
    from layers.schema.parameters import Parameter
    from layers.view.rules import Rules
    from layers.view.state import ViewState

AREAS: Final[tuple[Role, ...]] = (
    "sector",
    "region",
    "cercle",
)  #: kinds of places that have an area of their own


def boot_data(view: ViewState, collection: Collection) -> dict[str, Any]:
    """Addresses of layers and ground, rules of the view, positions of places, words of the map."""
    lang = view.lang
    layers = {
        entry["id"]: {"url": relative(entry["files"][lang]), "order": rank}
        for rank, entry in enumerate(reversed(collection.layers))
    }
    base = [
        {"id": entry["id"], "url": relative(entry["files"][lang]), "min_zoom": entry["min_zoom"]}
        for entry in collection.base
    ]
    places = {
        place["id"]: [place["lat"], place["lon"]]
        for place in collection.index["places"]
        if place["lat"] is not None
    }
    return {
        "lang": lang,
        "query": view.to_query(),
        "country": COUNTRY,
        "rules": rules_data(collection.rules),
        "layers": layers,
        "base": base,
        "tiles": collection.basemaps,
        "places": places,
        "areas": {layer: ids for kind in AREAS for layer, ids in _areas(kind, collection)},
        "extents": [NATION, *sorted(collection.shaped("zone"))],
        "formats": menu_formats(lang),
        "label_styles": label_styles(),
        "words": {key: typeset(text.get(lang), lang) for key, text in MAP_WORDS.items()},
    }


def _areas(kind: Role, collection: Collection) -> Iterator[tuple[str, list[str]]]:
    """The layers that draw places of a kind as areas, and those places."""
    places = [place["id"] for place in collection.index["places"] if place["kind"] == kind]
    for layer in collection.with_role(kind):
        yield layer, places


def rules_data(rules: Rules) -> dict[str, Any]:
    """What a view may name, as the browser's codec reads it (``layers/web/view.ts``)."""
    return {
        "layers": rules.layers,
        "defaults": rules.defaults,
        "basemaps": rules.basemaps,
        "selections": [*sorted(rules.places), *FIGURES],
        "colours": rules.colours,
        "filters": {name: sorted(values) for name, values in rules.filters.items()},
        "parameters": {layer: [_parameter(p) for p in own] for layer, own in rules.parameters.items()},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "usual": parameter.write(parameter.default),
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "choices": [key for key, _ in parameter.choices],
    }


def script_words(lang: Lang) -> dict[str, str]:
    """The words the scripts show."""
    return {key: word(key, lang) for key in SCRIPT_WORDS}
