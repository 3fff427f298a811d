"""The analysts' guide names every format and says the sizes that are measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.export.gis.frame import read_layer
from layers.export.gis.registry import FORMATS
from layers.export.gis.request import everything

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection


def test_the_table_of_formats_is_true(root: Path, collection: Collection) -> None:
    guide = (root / "docs" / "gis.md").read_text("utf-8")
    said = dict(re.findall(r"^\| `(\w+)`.*\| ([\d.]+) MB \|$", guide, flags=re.MULTILINE))
    assert set(said) == {form.id for form in FORMATS}
    ids = everything(collection.index)
    layers = [read_layer(collection, name, "fr") for name in ids]
    options = {"index": collection.index, "source": "https://atlas.example"}
    for form in FORMATS:
        size = len(form.to_bytes([] if form.whole else layers, "", options)) / 1e6
        assert float(said[form.id]) == pytest.approx(size, rel=0.25), form.id


def test_the_guide_names_every_ending(root: Path) -> None:
    guide = (root / "docs" / "gis.md").read_text("utf-8")
    for form in FORMATS:
        assert re.search(rf"[ `]{re.escape(form.ending)}[ `]", guide), form.ending
