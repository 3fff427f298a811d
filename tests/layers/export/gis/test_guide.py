"""The analysts' guide names every format and says the sizes that are measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.export.gis.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.text import Lang


def test_the_table_of_formats_is_true(root: Path, whole_file: Callable[[str, Lang], Path]) -> None:
    guide = (root / "docs" / "gis.md").read_text("utf-8")
    stated = dict(re.findall(r"^\| `(\w+)`.*\| ([\d.]+) MB \|$", guide, flags=re.MULTILINE))
    assert set(stated) == {form.id for form in FORMATS}
    for form in FORMATS:
        size = whole_file(form.id, "fr").stat().st_size / 1e6
        assert float(stated[form.id]) == pytest.approx(size, rel=0.25), form.id


def test_the_guide_names_every_ending(root: Path) -> None:
    guide = (root / "docs" / "gis.md").read_text("utf-8")
    for form in FORMATS:
        assert re.search(rf"[ `]{re.escape(form.ending)}[ `]", guide), form.ending
