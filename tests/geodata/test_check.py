"""``python -m geodata check`` lists every problem: table, line, column, value, rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.__main__ import main
from geodata.audit import check, place_rules, result_rules, row_rules
from geodata.audit.check import find_problems
from geodata.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.geodata.conftest import Spoil


def put(row: int | str, column: str, value: object) -> Callable[[pd.DataFrame], None]:
    """Change one cell: of the nth row, or of the row with that identifier."""

    def change(frame: pd.DataFrame) -> None:
        index = row if isinstance(row, int) else frame.index[frame.iloc[:, 0] == row][0]
        frame.loc[index, column] = value

    return change


def test_the_data_have_no_problem(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_problems(tables) == []
    assert main(["check", "--lang", "fr"]) == 0
    assert "Aucun problème" in capsys.readouterr().out


SCHEMA_BROKEN = {
    "type": ("places", put("gao", "lat", "north"), "lat", "Type Error"),
    "foreign key": ("facts", put(0, "unit", "furlong"), "unit", "ForeignKey"),
    "enumeration": ("conflicts", put(0, "kind", "whim"), "kind", "Constraint"),
    "primary key": ("units", put(0, "id", "person"), "", "PrimaryKey"),
}


@pytest.mark.parametrize("case", SCHEMA_BROKEN)
def test_the_schema_is_checked(case: str, spoil: Spoil) -> None:
    table, change, column, words = SCHEMA_BROKEN[case]
    problems = find_problems(spoil(table, change))
    told = [p for p in problems if p.table == table and column in p.column and words in p.rule.en]
    assert told, [p.describe("en") for p in problems]
    assert all(p.line > 0 for p in told)


RULES_BROKEN = {
    "place and group": (
        row_rules._one_place_or_group,
        "statements",
        put(0, "group", "dire+tombouctou"),
        "group",
    ),
    "presence": (row_rules._presence, "statements", put("000-2-1", "value", float("nan")), "value"),
    "half translated": (row_rules._both_languages, "statements", put("000-2-1", "note_en", ""), "note"),
    "identifier": (row_rules._identifiers, "units", put("person", "id", "pérson"), "id"),
    "same fact twice": (
        row_rules._repeats,
        "facts",
        lambda f: pd.concat([f, f.iloc[:1]], ignore_index=True),
        "id",
    ),
    "period": (row_rules._periods, "staffing", put(0, "period_start", "2022-01-01"), "period_start"),
    "period as stated": (
        *(row_rules._periods_as_stated, "statements", put("002-95-1", "period", "2019-07"), "period"),
    ),
    "form of a period": (
        *(row_rules._periods_as_stated, "statements", put("002-95-1", "period", "juillet 2020"), "period"),
    ),
    "state": (row_rules._states, "facts", put("003-6611-1", "state", "delivered"), "state"),
    "outcome of a plan": (row_rules._told, "result_places", put(0, "told", 1226), "told"),
    "FM band": (row_rules._ranges, "transmitters", put(0, "frequency_mhz", 1066.0), "frequency_mhz"),
    "share": (row_rules._ranges, "facts", put("O4.1.3#1", "unit", "percent"), "value"),
    "locator": (row_rules._locators, "statements", put("000-2-1", "locator", "page 3"), "locator"),
    "parent": (place_rules._parents, "places", put("kidal", "parent", "mali"), "parent"),
    "sector of a place": (place_rules._parents, "places", put("kidal", "sector", "sector-sud"), "sector"),
    "sector of a region": (
        *(place_rules._parents, "sector_regions", put("region-kidal", "sector", "sector-sud"), "sector"),
    ),
    "half a position": (place_rules._positions, "places", put("gao", "lon", float("nan")), "lon"),
    "no position, no reason": (
        place_rules._positions,
        "places",
        put("sobane-da", "unlocated_fr", ""),
        "unlocated_fr",
    ),
    "group": (place_rules._groups, "group_members", put(0, "place", "kati"), "id"),
    "sector of a site": (place_rules._sites, "sites", put("001-37-1", "sector", "sector-sud"), "sector"),
    "point out of its cercle": (place_rules._memberships, "places", put("gao", "lat", 18.4), "cercle"),
    "zone without a line": (place_rules._zones, "zone_regions", put(0, "source", ""), "source"),
    "zone of cercles": (place_rules._zones, "zone_regions", put(0, "region", "cercle-gao"), "region"),
    "code of another region": (place_rules._pcodes, "pcodes", put("ML0703", "unit", "cercle-kidal"), "unit"),
    "code without a unit": (place_rules._pcodes, "pcodes", put("ML0703", "unit", ""), "unit"),
    "verdict": (result_rules._verdicts, "results", put("I2.3.7", "verdict", "achieved"), "verdict"),
    "word without a line": (result_rules._said, "results", put("I2.3.7", "said", ""), "said_line"),
    "bound of nothing": (result_rules._bounds, "statements", put("002-246-1", "bound", "about"), "bound"),
    "said again elsewhere": (
        result_rules._said_twice,
        "same_facts",
        put("I1.2.1@2", "same_as", "003-1087-1"),
        "same_as",
    ),
    "restated figure": (check._restated, "result_places", put(1, "value", 27.0), "fact"),
    "restated place": (check._restated, "facilities", put("fac-003-9216-1", "place", "gao"), "fact"),
    "preferred fact": (check._conflicts, "conflicts", put("cfl-x-2", "preferred", "000-2-1"), "preferred"),
    "stale facts": (check._freshness, "statements", put("000-2-1", "measure_en", "Other words"), ""),
}


@pytest.mark.parametrize("case", RULES_BROKEN)
def test_each_rule_finds_its_problem(case: str, tables: Tables) -> None:
    rule, table, change, column = RULES_BROKEN[case]
    frame = tables[table].copy()
    changed = change(frame)
    frames = {table: frame if changed is None else changed}
    problems = list(rule(Tables(tables.folder, frames, tables._shapes)))
    assert any(column in p.column and p.line > 1 and p.rule.fr != p.rule.en for p in problems), problems
    assert list(rule(tables)) == []


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, *_ in RULES_BROKEN.values()} == set(check._RULES)


def test_all_problems_are_listed_not_the_first(spoil: Spoil) -> None:
    spoil("transmitters", put(0, "frequency_mhz", "1066"))
    problems = find_problems(spoil("places", put("kidal", "sector", "sector-sud")))
    assert {p.table for p in problems} >= {"transmitters", "places", "facts"}


def test_the_command_fails_and_says_where_in_both_languages(
    spoil: Spoil, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = spoil("transmitters", put(0, "frequency_mhz", "1066")).folder
    assert main(["check", "--data", str(folder), "--lang", "fr"]) == 1
    assert "fréquence de 87.5 à 108.0 MHz" in capsys.readouterr().out
    (problem,) = row_rules._ranges(Tables(folder))
    assert (
        problem.describe("en") == "transmitters, 2, frequency_mhz: '1066.0': frequency from 87.5 to 108.0 MHz"
    )


def test_a_folder_without_a_package_is_refused(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(tmp_path)]) == 2
    assert "datapackage.json" in capsys.readouterr().err
