"""The slow files of the whole atlas, made before anyone asks: in processes beside the one that builds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.collection import read_collection
from app.http.downloads import FOLDER, whole_orders
from geodata.text import LANGS
from layers.artifact.files import content_digest, write_atomically
from layers.artifact.reader import INDEX
from layers.build.inputs import code_digest
from layers.build.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from app.settings import Settings
    from geodata.text import Lang
    from layers.artifact.model import Index
    from layers.export.gis.frame import GisLayer
    from layers.export.gis.request import Order

#: Files of the whole atlas that take seconds to write: no reader should be the first to wait for them.
READY: Final = ("gpkg", "qgis.zip", "kmz", "xlsx")


def make_ready(settings: Settings, kept: Path, workers: Executor) -> int:
    """Write the slow files beside a build, a process a language, and return how many there are.

    Parameters
    ----------
    settings
        Those of the application that will serve them.
    kept
        Folder of those that earlier builds made.
    workers
        Where they are made.
    """
    used: set[str] = set()
    for begun in [workers.submit(write_ready, settings, kept, lang) for lang in LANGS]:
        used |= begun.result()
    pieces = Kept(kept, code_digest(), used)
    pieces.forget_unused()
    return len(READY) * len(LANGS)


def write_ready(settings: Settings, kept: Path, lang: Lang) -> set[str]:
    """Write the slow files of one language; return the names of the pieces that were used."""
    from layers.export.gis.qgis.gpkg import tables_kept  # noqa: PLC0415 - loads GDAL

    collection = read_collection(settings)
    pieces = Kept(kept, code_digest())
    folder = collection.folder / FOLDER
    with tables_kept():  # in the GeoPackage and in the one beside the QGIS project
        for name, order, layers in whole_orders(collection, READY, lang, settings.base_url):
            key = f"{content_digest((collection.folder / INDEX).read_bytes())} {order.query}"
            content = pieces.piece(key.encode(), partial(_write, order, layers, collection.index))
            write_atomically(folder / name, content)
    return pieces.used


def _write(order: Order, layers: Callable[[], list[GisLayer]], index: Index) -> bytes:
    return order.write(layers(), index)
