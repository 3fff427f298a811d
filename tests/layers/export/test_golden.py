"""Sheets look as they did. ``ATLAS_GOLDEN=write`` draws the pictures of tests/golden/sheets again."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layers.export.conftest import Maker

DPI = 36
TOLERANCE = 3.0  # mean difference of a blurred picture, of 255
WORST = 0.02  # share of the blurred picture that may differ plainly
SHEETS = {
    "country-fr": "lang=fr&layers=sectors,sites",
    "country-en-portrait": "lang=en&layers=sectors,sites&orientation=portrait",
    "regions-a3": "lang=en&layers=regions&paper=a3",
    "gao-mgrs": "lang=fr&layers=sites&focus=gao&profile=partner",
    "regions-coloured": "lang=fr&layers=regions&regions.colour=radio_people_median",
    "cercles-coloured": "lang=en&layers=cercles&cercles.colour=statements&date=2020-08-31",
    "blank": "lang=en&layers=sites&base=blank&grid=none",
}


def blurred(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(2))).astype(float)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did(make: Maker, root: Path, name: str) -> None:
    golden = root / "tests" / "golden" / "sheets" / f"{name}.png"
    query = f"{SHEETS[name]}&dpi={DPI}"
    with Image.open(io.BytesIO(make(query, "png").content)) as picture:
        if os.environ.get("ATLAS_GOLDEN") == "write":
            golden.parent.mkdir(parents=True, exist_ok=True)
            picture.save(golden, optimize=True)
        with Image.open(golden) as kept:
            assert kept.size == picture.size
            apart = np.abs(blurred(picture) - blurred(kept)).max(axis=2)
    assert apart.mean() < TOLERANCE
    assert (apart > 40).mean() < WORST


def test_planned_and_delivered_differ_without_colour() -> None:
    """In greyscale a filled sign is dark in the middle, a hollow one light."""
    from layers.export.sheet.map.symbols import pin
    from layers.export.sheet.scene.scene import Scene
    from layers.export.sheet.writers.pdf import Page
    from layers.export.sheet.writers.png import picture

    mark = {"shape": "pin", "color": "#0B6FB8", "radius": 10, "fill": 1.0}
    scene = Scene(20, 10)
    scene.add(*pin(5, 5, mark, 1.0), *pin(15, 5, mark | {"fill": 0.0}, 1.0))
    grey = np.asarray(picture(Page(scene), 200).convert("L")).astype(int)
    middle = grey.shape[0] // 2
    assert grey[middle, grey.shape[1] * 3 // 4] - grey[middle, grey.shape[1] // 4] > 100
