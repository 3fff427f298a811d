"""Computed layers: built on request for the arguments a reader chose, and kept a while."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.errors import NotFoundError
from geodata.tables import DATA_FOLDER, Tables
from layers.artifact.make import make_artifact
from layers.schema.library import read_catalog
from layers.schema.released import released

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang
    from layers.schema.layer import Layer, Results
    from layers.schema.parameters import Arguments

KEPT = 32  # of each kind, of some tens to hundreds of kilobytes each


#: Data folders read at once: one for each audience whose data are its own, and the whole.
FOLDERS = 4


@lru_cache(maxsize=FOLDERS)
def _tables(folder: Path) -> Tables:
    return Tables(folder)


@lru_cache(maxsize=FOLDERS)
def _catalog(folder: Path) -> dict[str, Layer]:
    return released(read_catalog(), _tables(folder))


@lru_cache(maxsize=KEPT)
def computed_artifact(layer_id: str, lang: Lang, arguments: Arguments, data: Path = DATA_FOLDER) -> bytes:
    """Return a computed layer's GeoJSON for one set of arguments, computed from a data folder.

    Raises
    ------
    NotFoundError
        If the layer does not exist or takes no arguments.
    InputError, MissingResourceError
        As the layer's own function raises them.
    """
    layer = _catalog(data).get(layer_id)
    if layer is None or not layer.parameters:
        raise NotFoundError(
            f"La couche « {layer_id} » ne se calcule pas.", f"Layer “{layer_id}” is not computed."
        )
    rows = layer.rows(_tables(data), **dict(arguments))
    return make_artifact(layer, _tables(data), lang, rows, dict(arguments)).content


@lru_cache(maxsize=KEPT)
def computed_results(layer_id: str, lang: Lang, arguments: Arguments, data: Path = DATA_FOLDER) -> Results:
    """Return what a computed layer says of its results (``Layer.results``) for some arguments."""
    layer = _catalog(data).get(layer_id)
    if layer is None or layer.results is None:
        raise NotFoundError(
            f"La couche « {layer_id} » n'a pas de résultats.", f"Layer “{layer_id}” has no results."
        )
    return layer.results(_tables(data), lang, **dict(arguments))


@lru_cache(maxsize=KEPT)
def computed_scenario(
    layer_id: str, lang: Lang, arguments: Arguments, data: Path = DATA_FOLDER
) -> list[dict[str, str | int | float]]:
    """Return what one case of a computed layer says in a table of cases (``Layer.scenario``)."""
    layer = _catalog(data).get(layer_id)
    if layer is None or layer.scenario is None:
        raise NotFoundError(
            f"La couche « {layer_id} » n'a pas de cas à comparer.",
            f"Layer “{layer_id}” has no cases to compare.",
        )
    return layer.scenario(_tables(data), lang, **dict(arguments))
