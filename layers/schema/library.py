"""Every layer of the catalogue: one module of ``layers/catalog``, one layer."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import InputError
from layers.catalog import ORDER, SHARED
from layers.schema.layer import GROUPS, Layer

if TYPE_CHECKING:
    from types import ModuleType

CATALOG_FOLDER = Path(__file__).resolve().parent.parent / "catalog"


def read_catalog(folder: Path = CATALOG_FOLDER) -> dict[str, Layer]:
    """Load the layers of a catalogue folder, in panel order (group, then ``layers.catalog.ORDER``).

    Raises
    ------
    InputError
        If a module declares no ``LAYER``, or two declare the same identifier.
    """
    layers: dict[str, Layer] = {}
    for path in sorted(_modules(folder), key=_place):
        layer = getattr(_load(path), "LAYER", None)
        if not isinstance(layer, Layer) or layer.id in layers:
            raise InputError(
                f"{path.name} : il faut un objet LAYER de type Layer, d'identifiant unique.",
                f"{path.name}: needs a LAYER object of type Layer with an identifier of its own.",
            )
        layers[layer.id] = layer
    groups = list(GROUPS)
    return dict(sorted(layers.items(), key=lambda item: groups.index(item[1].group)))


def _modules(folder: Path) -> list[Path]:
    return [path for path in folder.glob("[a-z]*.py") if path.stem not in SHARED]


def _place(path: Path) -> tuple[int, str]:
    """Where a module stands in the catalogue; one that the list does not name comes after those it does."""
    listed = ORDER.index(path.stem) if path.stem in ORDER else len(ORDER)
    return listed, path.stem


def _load(path: Path) -> ModuleType:
    name = f"layers.catalog.{path.stem}"
    if path.parent == CATALOG_FOLDER:
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(f"extra_catalog_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise InputError(f"{path} : module illisible.", f"{path}: not a readable module.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
