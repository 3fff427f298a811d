"""Every layer of the catalogue: one module of ``layers/catalog``, one layer, found by being there."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import InputError
from layers.spec import GROUPS, Layer

if TYPE_CHECKING:
    from types import ModuleType

CATALOG_FOLDER = Path(__file__).parent / "catalog"


def read_catalog(folder: Path = CATALOG_FOLDER) -> dict[str, Layer]:
    """Load the layers of a catalogue folder, in panel order (group, then file name).

    Raises
    ------
    InputError
        If a module declares no ``LAYER``, or two declare the same identifier.
    """
    layers: dict[str, Layer] = {}
    for path in sorted(folder.glob("[a-z]*.py")):
        layer = getattr(_load(path), "LAYER", None)
        if not isinstance(layer, Layer) or layer.id in layers:
            raise InputError(
                f"{path.name} : il faut un objet LAYER de type Layer, d'identifiant unique.",
                f"{path.name}: needs a LAYER object of type Layer with an identifier of its own.",
            )
        layers[layer.id] = layer
    groups = list(GROUPS)
    return dict(sorted(layers.items(), key=lambda item: groups.index(item[1].group)))


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
