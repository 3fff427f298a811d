"""Computed layers: built on request for the arguments a reader chose, and kept a while."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.errors import NotFoundError
from geodata.tables import Tables
from layers.artifact.make import make_artifact
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.schema.layer import Layer, Results
    from layers.schema.parameters import Arguments

KEPT = 128  # artifacts, of some tens of kilobytes each


@lru_cache(maxsize=1)
def _tables() -> Tables:
    return Tables()


@lru_cache(maxsize=1)
def _catalog() -> dict[str, Layer]:
    return read_catalog()


@lru_cache(maxsize=KEPT)
def computed_artifact(layer_id: str, lang: Lang, arguments: Arguments) -> bytes:
    """Return a computed layer's GeoJSON for one set of arguments.

    Raises
    ------
    NotFoundError
        If the layer does not exist or takes no arguments.
    InputError, MissingResourceError
        As the layer's own function raises them.
    """
    layer = _catalog().get(layer_id)
    if layer is None or not layer.parameters:
        raise NotFoundError(
            f"La couche « {layer_id} » ne se calcule pas.", f"Layer “{layer_id}” is not computed."
        )
    rows = layer.rows(_tables(), **dict(arguments))
    return make_artifact(layer, _tables(), lang, rows, dict(arguments)).content


@lru_cache(maxsize=KEPT)
def computed_results(layer_id: str, lang: Lang, arguments: Arguments) -> Results:
    """Return what a computed layer says of its results (``Layer.results``) for some arguments."""
    layer = _catalog().get(layer_id)
    if layer is None or layer.results is None:
        raise NotFoundError(
            f"La couche « {layer_id} » n'a pas de résultats.", f"Layer “{layer_id}” has no results."
        )
    return layer.results(_tables(), lang, **dict(arguments))
