"""A place is offered as the frame of a sheet where a sheet can show it by itself, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
