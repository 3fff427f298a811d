"""Every layer read once a language, and every whole file written once, for all the tests of formats."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from layers.export.gis.frame import read_layer
from layers.export.gis.registry import format_of
from layers.export.gis.request import everything

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer

QUERY = "python -m layers export --all"


@pytest.fixture(scope="session")
def every_layer(collection: Collection) -> Callable[[Lang], list[GisLayer]]:
    """All layers of the build in one language. They are shared: a test does not change them."""

    @cache
    def read(lang: Lang) -> list[GisLayer]:
        ids = everything(collection.index)
        return [read_layer(collection, name, lang) for name in ids]

    return read


@pytest.fixture(scope="session")
def whole_file(
    collection: Collection,
    every_layer: Callable[[Lang], list[GisLayer]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Lang], Path]:
    """All layers in one file of a format, by the format's name and the language."""

    @cache
    def write(name: str, lang: Lang) -> Path:
        form = format_of(name)
        path = tmp_path_factory.mktemp(f"{name}-{lang}") / f"made.{form.ending}"
        options = {"index": collection.index, "source": "https://atlas.example"}
        path.write_bytes(form.to_bytes([] if form.whole else every_layer(lang), QUERY, options))
        return path

    return write
