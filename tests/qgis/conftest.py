"""Files written by us, looked at by QGIS in a process of its own: it belongs to the system's Python."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata.text import LANGS
from layers.export.gis.frame import GisLayer, read_layer
from layers.export.gis.qgis.gpkg import write_gpkg
from layers.export.gis.qgis.project import write_qgz

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection import Collection
    from geodata.text import Lang

collect_ignore = ["look.py"]
LOOK = Path(__file__).with_name("look.py")
PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("qgis")


@pytest.fixture(scope="session")
def atlas(collection: Collection) -> dict[Lang, list[GisLayer]]:
    """Every layer of the build in both languages."""
    ids = [entry["id"] for entry in collection.index["layers"]]
    return {lang: [read_layer(collection, i, lang) for i in ids] for lang in LANGS}


@pytest.fixture(scope="session")
def files(folder: Path, atlas: dict[Lang, list[GisLayer]], collection: Collection) -> dict[Lang, Path]:
    """A GeoPackage with its project in each language; gives the projects."""
    found = {}
    for lang, layers in atlas.items():
        data = folder / f"mission-atlas.{lang}.gpkg"
        write_gpkg(layers, data, "python -m layers export --all")
        found[lang] = data.with_suffix(".qgz")
        write_qgz(layers, found[lang], source=data.name, index=collection.index)
    return found


@pytest.fixture(scope="session")
def look(folder: Path) -> Callable[..., dict[str, Any]]:
    """Ask QGIS what it sees; each question once."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    setting = {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QGIS_CUSTOM_CONFIG_PATH": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
    }
    seen: dict[str, dict[str, Any]] = {}

    def ask(**question: Any) -> dict[str, Any]:
        asked = json.dumps(question, sort_keys=True)
        if asked not in seen:
            done = subprocess.run(
                [PYTHON, str(LOOK)],
                input=asked,
                capture_output=True,
                text=True,
                env=setting,
                timeout=100,
                check=False,
            )
            assert done.returncode == 0, done.stderr[-3000:]
            seen[asked] = json.loads(done.stdout.splitlines()[-1])
        return seen[asked]

    return ask
