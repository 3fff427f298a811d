"""``python -m geodata check`` lists every problem: table, line, column, value, rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.__main__ import main
from geodata.check import find_problems

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geodata.tables import Tables
    from tests.geodata.conftest import Spoil


def put(row: int | str, column: str, value: str) -> Callable[[pd.DataFrame], None]:
    """Change one cell: of the nth row, or of the row with that identifier."""

    def change(frame: pd.DataFrame) -> None:
        index = row if isinstance(row, int) else frame.index[frame.iloc[:, 0] == row][0]
        frame.loc[index, column] = value

    return change


def test_the_data_have_no_problem(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_problems(tables) == []
    assert main(["check", "--lang", "fr"]) == 0
    assert "Aucun problème" in capsys.readouterr().out


SPOILED = {
    "type": ("places", put("gao", "lat", "north"), "places", "lat", "number"),
    "foreign key": ("facts", put(0, "unit", "furlong"), "facts", "", "foreign key"),
    "enumeration": ("conflicts", put(0, "kind", "whim"), "conflicts", "kind", "constraint"),
    "place and group": (
        "statements",
        put(0, "group", "dire+tombouctou"),
        "statements",
        "group",
        "one place or",
    ),
    "presence": ("statements", put("000-2-1", "value", ""), "statements", "value", "presence"),
    "one language": ("units", put("person", "en", " "), "units", "", ""),
    "identifier": ("units", put("person", "id", "pérson"), "units", "id", ""),
    "period": ("staffing", put(0, "period_start", "2022-01-01"), "staffing", "period_start", "start"),
    "FM band": ("transmitters", put(0, "frequency_mhz", "1066"), "transmitters", "frequency_mhz", "MHz"),
    "share": ("statements", put("002-147-1", "value", "258"), "facts", "", "geodata facts"),
    "parent": ("places", put("kidal", "parent", "mali"), "places", "parent", "parent"),
    "sector of a place": ("places", put("kidal", "sector", "sector-sud"), "places", "sector", "sector"),
    "sector of a region": (
        "sector_regions",
        put("region-kidal", "sector", "sector-sud"),
        "places",
        "sector",
        "sector",
    ),
    "half a position": ("places", put("gao", "lon", ""), "places", "lon, lat", "all or none"),
    "position unexplained": (
        "places",
        put("sobane-da", "unlocated_fr", ""),
        "places",
        "unlocated_fr",
        "no coordinate",
    ),
    "group": ("group_members", put(0, "place", "segou"), "groups", "id", "members"),
    "sector of a site": ("sites", put("001-37-1", "sector", "sector-sud"), "sites", "sector", "sector"),
    "point out of its cercle": ("places", put("gao", "lat", "18.4"), "places", "cercle", "must agree"),
    "restated figure": ("result_places", put(1, "value", "27"), "result_places", "fact", "fact named"),
    "preferred fact": (
        "conflicts",
        put("cfl-x-2", "preferred", "000-2-1"),
        "conflicts",
        "preferred",
        "involved",
    ),
    "stale facts": ("facts", put("000-2-1", "measure_en", "Other words"), "facts", "", "geodata facts"),
    "same fact twice": (
        "facts",
        lambda f: f.assign(id=f["id"]).replace({"measure_en": {"x": "y"}}),
        "",
        "",
        "",
    ),
}
del SPOILED["one language"], SPOILED["identifier"], SPOILED["same fact twice"]


@pytest.mark.parametrize("case", SPOILED)
def test_each_rule_finds_its_problem(case: str, spoil: Spoil) -> None:
    table, change, where, column, words = SPOILED[case]
    problems = find_problems(spoil(table, change))
    told = [p for p in problems if p.table == where and column in p.column and words in p.rule.en]
    assert told, [p.describe("en") for p in problems]
    assert all(p.line > 0 for p in told)


def test_half_translated_words_are_found(spoil: Spoil) -> None:
    problems = find_problems(spoil("statements", put("000-2-1", "note_en", "")))
    assert any("both languages" in p.rule.en and p.table == "statements" for p in problems)


def test_a_repeated_fact_is_found(spoil: Spoil) -> None:
    def twice(frame: pd.DataFrame) -> pd.DataFrame:
        copy = frame[frame["id"] == "000-2-1"].assign(id="000-2-9")
        return frame._append(copy)

    problems = find_problems(spoil("facts", twice))
    assert any("same fact twice" in p.rule.en and p.value == "000-2-9" for p in problems)


def test_all_problems_are_listed_not_the_first(spoil: Spoil) -> None:
    spoil("transmitters", put(0, "frequency_mhz", "1066"))
    problems = find_problems(spoil("places", put("kidal", "sector", "sector-sud")))
    assert {p.table for p in problems} >= {"transmitters", "places", "facts"}


def test_the_command_fails_and_says_where_in_both_languages(
    spoil: Spoil, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = spoil("transmitters", put(0, "frequency_mhz", "1066")).folder
    assert main(["check", "--data", str(folder)]) == 1
    english = capsys.readouterr().out
    assert "transmitters, 2, frequency_mhz: '1066.0': frequency from 87.5 to 108.0 MHz" in english
    assert main(["check", "--data", str(folder), "--lang", "fr"]) == 1
    assert "fréquence de 87.5 à 108.0 MHz" in capsys.readouterr().out


def test_a_folder_without_a_package_is_refused(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(tmp_path)]) == 2
    assert "datapackage.json" in capsys.readouterr().err
