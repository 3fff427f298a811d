"""Names on the standalone page: in their own territory, over nothing and under nothing, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_names import NAMES, SIZES, VIEWS, areas_of, assert_names
from tests.browser.waiting import at_rest, until

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from tests.browser.waiting import Open

#: The page's map has a name of its own, which folium makes.
MAP = "Object.values(window).find((each) => each instanceof L.Map)"
ALONE = NAMES.replace("atlas.map", f"({MAP})").replace(
    '".leaflet-control"', '".atlas-side, .leaflet-control"'
)


@pytest.mark.parametrize(("query", "layer"), VIEWS[:3])
def test_names_stand_in_their_territory_on_the_standalone_page(  # noqa: PLR0913 - fixtures
    query: str, layer: str, open_page: Open, server: str, collection: Collection, tmp_path: Path
) -> None:
    page = open_page("/?layers=none", *SIZES[-1])
    lang = query[5:7]
    file = tmp_path / "view.html"
    file.write_bytes(page.request.get(f"{server}/export.html?{query}").body())
    alone = page.context.browser.new_page(viewport=dict(zip(("width", "height"), SIZES[-1], strict=True)))
    alone.goto(file.as_uri())
    until(alone, "document.querySelectorAll('.atlas-label').length > 5")
    areas = areas_of(collection, layer, lang)
    countries = areas_of(collection, "base-land", lang)
    for width, height in SIZES:
        alone.set_viewport_size({"width": width, "height": height})
        at_rest(alone)
        assert_names(alone.evaluate(ALONE), areas, countries, width)
    alone.close()
