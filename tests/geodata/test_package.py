"""The data folder is a valid Data Package that holds what was asked of it."""

from __future__ import annotations

import frictionless
import pytest

from geodata.facts.table import COLUMNS
from geodata.tables import DATA_FOLDER, Tables

DOCUMENTS = ["000", "001", "002", "003", "004"]
ACCOMPLISHMENTS = {
    "1.1": (5, 4),
    "1.2": (5, 9),
    "1.3": (7, 13),
    "1.4": (4, 11),
    "1.5": (3, 8),
    "2.1": (6, 24),
    "2.2": (7, 20),
    "2.3": (7, 12),
    "2.4": (4, 10),
    "3.1": (8, 22),
    "3.2": (8, 7),
    "3.3": (4, 5),
    "4.1": (3, 7),
    "4.2": (5, 10),
    "4.3": (10, 10),
    "5.1": (12, 45),
}


def test_frictionless_finds_nothing_wrong() -> None:
    report = frictionless.validate(str(DATA_FOLDER / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_every_file_of_the_folder_is_described_and_the_reverse(tables: Tables) -> None:
    described = {resource["path"] for resource in tables.package["resources"]}
    assert described >= {path.name for path in DATA_FOLDER.glob("*.csv")}
    assert all((DATA_FOLDER / path).is_file() for path in described)


def test_every_column_and_table_is_titled_in_both_languages(tables: Tables) -> None:
    for resource in tables.package["resources"]:
        assert resource["title"], resource["name"]
        assert resource["title_en"], resource["name"]
        for field in resource["schema"]["fields"]:
            assert field["title"], field["name"]
            assert field["title_en"], field["name"]


def test_facts_have_the_agreed_columns_in_the_agreed_order(tables: Tables) -> None:
    assert tuple(tables["facts"].columns) == COLUMNS


def test_every_document_is_told_in_full(tables: Tables) -> None:
    facts = tables["facts"]
    assert list(tables["sources"]["id"]) == DOCUMENTS
    assert set(facts["source"]) == set(DOCUMENTS)
    assert len(facts) >= 2000
    assert (facts["place"] != "mali").sum() >= 500


@pytest.mark.parametrize("accomplishment", ACCOMPLISHMENTS)
def test_each_accomplishment_has_its_indicators_and_outputs(tables: Tables, accomplishment: str) -> None:
    results = tables["results"].query("accomplishment == @accomplishment")
    kinds = results["kind"].value_counts()
    assert (kinds["indicator"], kinds["output"]) == ACCOMPLISHMENTS[accomplishment]
    for letter in "IO":
        refs = [ref for ref in results["ref"] if ref.startswith(letter)]
        assert refs == [f"{letter}{accomplishment}.{n}" for n in range(1, len(refs) + 1)]


def test_twelve_of_the_thirteen_sites_announced_are_named(tables: Tables) -> None:
    announced = tables["facts"].set_index("id").loc["001-34-1"]
    assert announced["value"] == 13
    assert len(tables["sites"]) == 12


def test_several_dozen_contradictions_of_every_kind_are_listed(tables: Tables) -> None:
    conflicts = tables["conflicts"]
    assert len(conflicts) >= 100
    fields = {field["name"]: field for field in tables.resource("conflicts")["schema"]["fields"]}
    assert set(conflicts["kind"]) == set(fields["kind"]["constraints"]["enum"])
    across = tables["conflict_facts"].merge(tables["facts"], left_on="fact", right_on="id")
    assert (across.groupby("conflict")["source"].nunique() > 1).sum() >= 30
