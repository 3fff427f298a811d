"""Long layers: one row a fact in every format, nothing lost, nothing shared out, nothing moved."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from geodata.errors import InputError
from geodata.facts.precision import PRECISIONS
from geodata.facts.results import result_of
from geodata.tables import Tables
from geodata.text import LANGS
from layers.export.gis.registry import FORMATS, format_of
from layers.export.gis.request import Order, everything
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang

#: What an analyst counts on of every fact.
TIDY = (
    *("fact_id", "place_id", "group_id", "ref", "topic", "measure", "value", "unit", "status", "precision"),
    *("since", "until", "source", "document", "line", "locator", "group_members", "layers"),
)
STATING = [name for name, layer in read_catalog().items() if layer.facts]


def long(collection: Collection, layer: str, lang: Lang = "en", **more: Any) -> Any:
    order = Order((layer,), lang, format_of("geojson"), rows="facts", **more)
    (made,) = order.read(collection)
    return made


@pytest.mark.parametrize("layer", STATING)
def test_a_layer_has_its_facts_one_a_row(collection: Collection, layer: str) -> None:
    made, entered = long(collection, layer), Tables()["facts"].set_index("id")
    features = collection.artifact(layer, "en").features
    drawn = {fact for f in features for fact in f["properties"].get("fact_ids", "").split("|")} - {""}
    ids = list(made.frame["fact_id"])
    assert len(set(ids)) == len(ids)
    assert drawn <= set(ids)
    assert set(TIDY) <= set(made.frame.columns)
    assert set(made.frame["precision"]) <= set(PRECISIONS)
    for row in made.frame.to_dict("records"):
        fact = entered.loc[row["fact_id"]]
        assert (row["measure"], row["unit"], row["line"]) == (fact["measure_en"], fact["unit"], fact["line"])
        assert (row["value"] is fact["value"] or row["value"] == fact["value"]) or fact["value"] != fact[
            "value"
        ]
        assert row["document"] == fact["source"]
        assert (result_of(row["fact_id"]) or None) == (row["ref"] if isinstance(row["ref"], str) else None)
    assert made.meta["count"] == len(ids)


def test_a_figure_of_a_group_is_one_row_with_its_members(collection: Collection) -> None:
    frame = long(collection, "courts").frame.set_index("fact_id")
    row = frame.loc["002-789-1"]
    assert (row["value"], row["group_id"], row["precision"]) == (14, "zone-centre+zone-nord", "group")
    assert row["group_members"] == "zone-centre|zone-nord"
    assert pd.isna(row["place_id"])
    assert row.geometry is not None
    assert list(frame.index).count("002-789-1") == 1


def test_a_site_of_a_sector_keeps_its_own_point(collection: Collection) -> None:
    frame = long(collection, "sectors").frame
    assert len(frame) == 12
    assert set(frame.geom_type) == {"Point"}


def test_a_national_fact_is_kept_without_geometry(collection: Collection) -> None:
    frame = long(collection, "elections").frame
    national = frame[frame["precision"] == "nation"]
    assert len(national)
    assert national.geometry.isna().all()


def test_the_day_and_a_refusal(collection: Collection) -> None:
    whole, dated = long(collection, "courts").frame, long(collection, "courts", date="2020-08-31").frame
    assert 0 < len(dated) < len(whole)
    assert dated["since"].max().date().isoformat() <= "2020-08-31"
    with pytest.raises(InputError, match="waters"):
        long(collection, "waters")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", [f for f in FORMATS if not f.whole and not f.live], ids=lambda form: form.id)
def test_every_format_takes_long_layers(
    collection: Collection, form: Any, lang: Lang, tmp_path: Path
) -> None:
    order = Order(("courts", "sectors"), lang, form, rows="facts", query="/x")
    layers = order.read(collection)
    path = tmp_path / f"made.{form.ending}"
    path.write_bytes(order.write(layers, collection.index))
    count = sum(len(layer.frame) for layer in layers)
    if form.id in {"geojson", "fgb"}:
        assert len(gpd.read_file(path)) == count
    elif form.id == "parquet":
        assert len(gpd.read_parquet(path)) == count
    elif form.id == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        assert len(rows) == count
        assert set(TIDY) <= set(rows[0])
    elif form.id == "xlsx":
        book = openpyxl.load_workbook(path)
        assert sum(sheet.max_row - 1 for sheet in book.worksheets[:2]) == count
    elif form.id == "gpkg":
        assert len(gpd.read_file(path, layer="courts")) == len(layers[0].frame)
    else:
        assert path.stat().st_size > 1000


def test_everything_in_long_form_names_each_layer(collection: Collection) -> None:
    order = Order(everything(collection.index), "en", format_of("csv"), rows="facts")
    layers = order.read(collection)
    assert [layer.id for layer in layers] == [
        name for name in everything(collection.index) if name in STATING
    ]


def test_figures_of_results_stand_side_by_side(collection: Collection) -> None:
    features = {f["id"]: f["properties"] for f in collection.artifact("results-figures", "en").features}
    row = features["I1.1.3#1"]
    figures = [row.get(name) for name in ("baseline", "target", "actual", "unit", "verdict", "ref")]
    assert figures == [21, 30, 26, "percent", "partial", "I1.1.3"]
    assert row["fact_ids"] == "I1.1.3#1|I1.1.3#2|I1.1.3#3"
    stated = [fact for properties in features.values() for fact in properties["fact_ids"].split("|")]
    facts = {fact for fact in Tables()["facts"]["id"] if result_of(fact) and ("#" in fact or "@" in fact)}
    assert len(stated) == len(set(stated))
    assert set(stated) == facts


def test_two_years_of_a_baseline_are_both_kept(collection: Collection) -> None:
    features = collection.artifact("results-figures", "fr").features
    before = [f["properties"] for f in features if "baseline_before" in f["properties"]]
    assert before
    assert all(p["baseline_before_period"] < p["baseline_period"] for p in before if p.get("baseline_period"))


def test_every_group_has_all_its_members(collection: Collection) -> None:
    features = collection.artifact("place-groups", "en").features
    links = Tables()["group_members"]
    assert len(features) == len(links)
    for feature in features:
        members = feature["properties"]["group_members"].split("|")
        assert feature["properties"]["place_id"] in members
        assert len(members) == feature["properties"]["members"]
