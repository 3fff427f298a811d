"""QGIS draws the tiles as its connections name them: XYZ, and WMTS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection

    Look = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.qgis
CONNECTIONS = {
    "XYZ": "type=xyz&zmin=4&zmax=16&url={server}/tiles/sectors/%7Bz%7D/%7Bx%7D/%7By%7D.png?lang%3Den",
    "WMTS": "crs=EPSG:3857&format=image/png&layers=sectors&styles=default"
    "&tileMatrixSet=WebMercator&url={server}/tiles/wmts.xml?lang%3Den",
}
EXTENT = (-13, 10, 5, 25.5)
SAHARA, MAURITANIA = (-3.0, 20.5), (-10.0, 20.0)


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_a_connection_shows_the_layer(
    server: str, collection: Collection, folder: Path, look: Look, kind: str
) -> None:
    uri = CONNECTIONS[kind].format(server=server)
    seen = look(tiles=uri, extent=EXTENT, samples=[SAHARA, MAURITANIA], png=str(folder / f"{kind}.png"))
    assert seen["valid"]
    assert not seen["errors"]
    west = next(
        each for each in collection.artifact("sectors", "en").features if each["id"] == "sector-ouest"
    )
    marks = {each["key"]: each for each in collection.artifact("sectors", "en").meta["marks"]}
    mark = marks[west["properties"]["mark"]]
    hue = [int(mark["color"][n : n + 2], 16) for n in (1, 3, 5)]
    tint = [round(255 + (part - 255) * mark["fill"]) for part in hue]
    sector, outside = seen["colours"]
    assert all(abs(a - b) <= 3 for a, b in zip(sector, tint, strict=True)), (sector, tint)
    assert outside == [255, 255, 255]
