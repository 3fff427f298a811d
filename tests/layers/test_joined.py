"""The layers of places carry the joined columns: typed, the same in both languages, as of any day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from geodata.coverage.people import country_share
from geodata.coverage.usual import CONFIDENCE, usual_area, usual_shares
from geodata.places.joins.columns import COLUMNS, THEMES
from geodata.places.joins.table import join_table
from geodata.text import LANGS
from layers.artifact.asof import as_of
from layers.artifact.joined import in_brief
from layers.artifact.make import make_artifact
from layers.artifact.model import Artifact, read_artifact
from layers.export.table import layer_table
from layers.reports.coverage.case import Case, covered, shares
from layers.schema.library import read_catalog
from tests.layers.test_contract import TABLES
from tools.joins import PAGE, written

if TYPE_CHECKING:
    from geodata.text import Lang

LAYERS = ("sectors", "sites", "regions", "cercles")
CATALOG = read_catalog()


@cache
def built(layer_id: str, lang: Lang = "en") -> Artifact:
    layer = CATALOG[layer_id]
    return read_artifact(make_artifact(layer, TABLES, lang, layer.rows(TABLES)).content)


def joined_of(artifact: Artifact) -> dict[str, dict[str, Any]]:
    return {field["name"]: dict(field) for field in artifact.meta["fields"] if field.get("theme")}


@pytest.mark.parametrize("layer_id", LAYERS)
def test_a_layer_has_typed_columns_alike_in_both_languages(layer_id: str) -> None:
    french, english = (joined_of(built(layer_id, lang)) for lang in LANGS)
    assert list(french) == list(english)
    assert len(english) >= 30
    declared = {column.code: column for column in COLUMNS}
    for name, field in english.items():
        column = declared[name]
        assert field["kind"] == ("text" if column.kind == "text" else "number")
        assert field.get("measure", "") == ("" if column.kind == "text" else column.kind)
        assert field["theme_title"] == THEMES[column.theme].en
        assert field["about"].endswith(".")
        for feature in built(layer_id).features:
            value: Any = feature["properties"].get(name)
            if value is not None:
                kinds = {"count": int, "text": str}.get(column.kind, (int, float))
                assert isinstance(value, kinds), (feature["id"], name)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("layer_id", LAYERS)
def test_properties_are_the_join_of_every_date(layer_id: str, lang: Lang) -> None:
    known = join_table(TABLES)
    for feature in built(layer_id, lang).features:
        row = known.loc[feature["id"]].dropna().to_dict()
        given = {
            name: feature["properties"][name]
            for name in joined_of(built(layer_id))
            if name in feature["properties"]
        }  # type: ignore[literal-required]
        if lang == "fr" and "frequencies" in given:
            given["frequencies"] = str(given["frequencies"]).replace(",", ".")
        assert given == row, feature["id"]


@pytest.mark.parametrize("layer_id", LAYERS)
@pytest.mark.parametrize("day", ["2019-12-31", "2020-07-01", "2021-06-30"])
def test_a_layer_as_of_a_day_has_the_join_of_that_day(layer_id: str, day: str) -> None:
    known, dated = join_table(TABLES, day), as_of(built(layer_id), day)
    assert dated.meta["as_of"] == day
    names = joined_of(built(layer_id))
    for feature in dated.features:
        row = known.loc[feature["id"]].dropna().to_dict()
        given = {name: value for name, value in feature["properties"].items() if name in names}
        assert given == row, feature["id"]


def test_two_dates_differ_and_a_reference_layer_keeps_its_features() -> None:
    first, last = (as_of(built("regions"), day) for day in ("2019-12-31", "2021-06-30"))
    assert len(first.features) == len(last.features) == 11
    values = [
        {f["id"]: f["properties"].get("transmitters") for f in dated.features} for dated in (first, last)
    ]
    assert set(values[0].values()) == {None}
    assert sum(count for count in values[1].values() if isinstance(count, int)) == 7
    assert first.meta["marks"] == last.meta["marks"] == built("regions").meta["marks"]


def test_cards_leave_the_joined_columns_out_and_tables_have_them() -> None:
    told = [field["name"] for field in in_brief(built("sites").meta["fields"])]
    assert told == ["sector", "lat", "lon", "coordinate_source", "source", "since"]
    columns = {column.name: column for column in layer_table(built("sites")).columns}
    assert columns["police_places"].tag == "#indicator+num+police_places"
    assert columns["police_share"].heading == "Share of the police (%)"
    notes = dict(layer_table(built("sites"), wkt=False).notes)
    assert "no data is not zero" in " ".join(notes.values())


def test_the_usual_coverage_is_the_coverage_layer_s_default_case() -> None:
    case = Case()
    for contour in CONFIDENCE:
        assert usual_area(TABLES, contour).equals(covered(TABLES, case, contour))
        table = shares(TABLES, case, contour)
        own = usual_shares(TABLES, contour)["area"]
        for row in table.itertuples():
            assert own[row.region] == pytest.approx(100 * row.share, abs=0.051)
        links = TABLES["sector_regions"]
        west = table[table["region"].isin(links["region"][links["sector"] == "sector-ouest"])]
        assert own["sector-ouest"] == pytest.approx(100 * country_share(west), abs=0.051)


def test_the_page_names_every_column_as_it_is_declared() -> None:
    text = PAGE.read_text("utf-8")
    assert text == written(), "python -m tools.joins writes the tables again"
    for column in COLUMNS:
        assert f"| `{column.code}` |" in text
