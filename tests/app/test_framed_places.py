"""A place is offered as the frame of a sheet where a sheet can show it by itself, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.page.data import boot_data
from layers.export.sheet.map.plan import extent_of
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.query import read_request
from layers.view.state import from_query

if TYPE_CHECKING:
    from app.collection import Collection


def test_the_page_knows_which_places_a_sheet_can_frame(collection: Collection) -> None:
    view, _ = from_query("lang=fr", collection.rules)
    data = prepare(read_request("lang=fr", collection.rules), collection)
    boot = boot_data(view, collection)
    offered = {*boot["places"], *boot["extents"]}.union(*boot["areas"].values())
    places = collection.index["places"]
    framed = {each["id"] for each in places if each["lat"] is not None or extent_of(each["id"], data)}
    assert offered == framed
    assert "zone-sud" in framed
    assert {each["kind"] for each in places if each["id"] not in framed} >= {"country", "zone", "village"}


def test_layers_that_an_earlier_version_made_frame_no_place_and_stop_nothing(collection: Collection) -> None:
    """Readers' layers and the build before stay when the atlas is brought up to date."""
    present: list[Any] = collection.index["layers"]
    layers: list[Any] = [{name: each[name] for name in each if name != "shaped"} for each in present]
    earlier = replace(collection, index={**collection.index, "layers": layers})
    assert boot_data(from_query("lang=fr", earlier.rules)[0], earlier)["extents"] == ["mali"]
    data = prepare(read_request("lang=fr&focus=region-gao", earlier.rules), earlier)
    assert extent_of("region-gao", data) is None
    reader = layers[0] | {"id": "own-1", "roles": []}
    own = replace(collection, index={**collection.index, "layers": [reader, *present]})
    data = prepare(read_request("lang=fr&focus=region-gao", own.rules), own)
    assert extent_of("region-gao", data)
