"""The field project as QGIS opens it: in another folder, read-only but for the notes, which are written."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from geodata.text import LANGS
from layers.export.gis.qgis.field import COLUMNS, NOTES, TITLE, write_field
from layers.export.gis.qgis.xml import layer_id
from tests.qgis.conftest import PYTHON

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer

pytestmark = pytest.mark.qgis

LOOK = """
import json, sys
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsProject
app = QgsApplication([], False); app.initQgis()
project = QgsProject.instance(); project.read(sys.argv[1])
layers = project.mapLayers()
notes = layers[sys.argv[2]]
notes.startEditing()
feature = QgsFeature(notes.fields())
feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(-0.04, 16.27)))
feature["note"] = "Well dry"
notes.addFeature(feature)
print(json.dumps({
    "valid": {name: layer.isValid() for name, layer in layers.items()},
    "readonly": {name: layer.readOnly() for name, layer in layers.items()},
    "sources": [layer.source() for layer in layers.values()],
    "widgets": {f.name(): notes.editorWidgetSetup(i).type() for i, f in enumerate(notes.fields())},
    "aliases": notes.attributeAliases(),
    "default": notes.defaultValueDefinition(notes.fields().indexOf("seen")).expression(),
    "saved": notes.commitChanges(), "count": notes.featureCount(),
    "top": project.layerTreeRoot().layerOrder()[0].id(), "title": notes.name(),
}))
"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_project_opens_anywhere_and_takes_notes_only(
    lang: Lang, tmp_path: Path, atlas: dict[Lang, list[GisLayer]], collection: Collection
) -> None:
    write_field(atlas[lang], tmp_path / "field.zip", index=collection.index)
    folder = tmp_path / "on a phone"
    with zipfile.ZipFile(tmp_path / "field.zip") as archive:
        archive.extractall(folder)
    (folder / "home").mkdir(mode=0o700)
    setting = {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder / "home"),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(folder / "home"),
    }
    command = [PYTHON, "-c", LOOK, str(folder / f"mission-atlas.{lang}.qgs"), layer_id(NOTES)]
    done = subprocess.run(command, capture_output=True, text=True, env=setting, timeout=100, check=True)
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert all(seen["valid"].values()), seen["valid"]
    assert [name for name, locked in seen["readonly"].items() if not locked] == [layer_id(NOTES)]
    assert all(source.startswith(str(folder) + os.sep) for source in seen["sources"])
    assert {name: seen["widgets"][name] for name in COLUMNS} == {
        n: widget for n, (_, _, widget) in COLUMNS.items()
    }
    assert {name: seen["aliases"][name] for name in COLUMNS} == {
        n: words.get(lang) for n, (_, words, _) in COLUMNS.items()
    }
    assert (seen["default"], seen["saved"], seen["count"]) == ("now()", True, 1)
    assert (seen["top"], seen["title"]) == (layer_id(NOTES), TITLE.get(lang))


def test_equal_data_give_equal_bytes(
    tmp_path: Path, atlas: dict[Lang, list[GisLayer]], collection: Collection
) -> None:
    layers = [layer for layer in atlas["en"] if layer.id in {"sites", "regions"}]
    for name in ("one", "two"):
        write_field(layers, tmp_path / f"{name}.zip", index=collection.index)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
