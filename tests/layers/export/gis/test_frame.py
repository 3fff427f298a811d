"""Every built layer reads back as a typed frame, and says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from geodata.errors import NotFoundError
from geodata.tables import Tables
from geodata.text import LANGS
from layers.export.gis.frame import OWN_COLUMNS, read_layer
from layers.export.gis.provenance import describe

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_is_a_typed_frame(collection: Collection, lang: Lang) -> None:
    for entry in collection.index["layers"]:
        layer = read_layer(collection, entry["id"], lang)
        declared = [field["name"] for field in layer.meta["fields"]]
        expected = list(dict.fromkeys([*OWN_COLUMNS, *declared, "geometry"]))
        assert list(layer.frame.columns) == expected, entry["id"]
        assert layer.frame.crs.to_epsg() == 4326
        assert len(layer.frame) == entry["count"]
        assert layer.frame["id"].is_unique
        kinds = {field["name"]: field["kind"] for field in layer.meta["fields"]}
        for name, kind in kinds.items():
            types = {"number": ("Int64", "Float64"), "date": ("datetime64[ms]",)}.get(kind, ("string",))
            assert str(layer.frame[name].dtype) in types, (entry["id"], name)


def test_the_facts_are_those_of_the_tables(collection: Collection) -> None:
    frame = read_layer(collection, "facts", "fr").frame
    facts = Tables()["facts"]
    assert list(frame["id"]) == list(facts["id"])
    assert frame["value"].astype("float64").sum() == pytest.approx(facts["value"].sum())
    assert not frame[frame["group_title"].notna()].geometry.notna().any(), "a group's figure has no point"


def test_provenance_names_sources_licences_fields_and_query(collection: Collection) -> None:
    layer = read_layer(collection, "regions", "en")
    said = describe(layer, "/layers/regions.gpkg?lang=en")
    assert said.licences == ("CC BY 4.0",)
    assert [field["name"] for field in said.fields] == list(layer.frame.columns)[:-1]
    text = "\n".join(": ".join(line) for line in said.lines())
    for expected in ("CC BY 4.0", "geoBoundaries", "/layers/regions.gpkg?lang=en", "United Nations"):
        assert expected in text
    assert orjson.loads(orjson.dumps(said.to_dict()))["title"] == "Regions"


def test_an_unknown_layer_is_refused_in_both_languages(collection: Collection) -> None:
    with pytest.raises(NotFoundError) as refusal:
        read_layer(collection, "nowhere", "fr")
    assert "nowhere" in refusal.value.message("fr")
    assert "/layers" in refusal.value.message("en")
