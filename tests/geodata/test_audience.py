"""The rule file, and the data folder that it leaves of the whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geodata.audience.positions import mgrs_figures
from geodata.audience.release import NEEDED, release
from geodata.audience.rules import AUDIENCES, NOTHING, Rules, read_rules, rules_from
from geodata.errors import InputError
from geodata.facts.table import generate_facts
from geodata.places.joins.table import join_table
from geodata.tables import WITHHELD, Tables
from layers.artifact.make import make_artifact
from layers.build.inputs import DATA
from layers.reports.dossier.book import Book
from layers.reports.figures.results import results_table
from layers.schema.library import read_catalog
from layers.schema.released import released

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, text: str) -> dict[str, Rules]:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    return dict(read_rules(path))


def test_by_default_nothing_is_withheld() -> None:
    assert read_rules(DATA / "audience.toml") == dict.fromkeys(AUDIENCES, NOTHING)


def test_a_wider_audience_lacks_what_a_narrower_one_lacks(tmp_path: Path) -> None:
    rules = read(
        tmp_path,
        '[public]\ntopics = ["security"]\ndecimals = 2\n[partner]\ntables = ["contacts"]\ndecimals = 3\n'
        '[internal]\nmgrs = "1 km"\n',
    )
    assert rules["internal"] == Rules(mgrs=1000)
    assert rules["partner"] == Rules(tables=frozenset({"contacts"}), decimals=3, mgrs=1000)
    assert rules["public"].topics == {"security"}
    assert rules["public"].tables == {"contacts"}
    assert rules["public"].decimals == 2
    assert rules_from(json.loads(json.dumps(rules["public"].to_dict()))) == rules["public"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[everyone]\n", "everyone"),
        ("[public]\ntopic = []\n", "public.topic"),
        ('[public]\ntables = ["places"]\n', "places"),
        ('[public]\ntopics = "security"\n', "public.topics"),
        ("[public]\ndecimals = 9\n", "decimals"),
        ("[public]\ndecimals = true\n", "decimals"),
        ('[public]\nmgrs = "3 km"\n', "3 km"),
        ("public = 1\n", "public = 1"),
        ("[public\n", "rules.toml"),
    ],
)
def test_a_rule_that_is_none_is_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert named in refused.value.text.fr
    assert named in refused.value.text.en


@pytest.mark.parametrize(
    "rules",
    [
        Rules(topics=frozenset({"astronomy"})),
        Rules(fields=frozenset({"facts.colour"})),
        Rules(fields=frozenset({"nowhere.note"})),
        Rules(fields=frozenset({"joins.astronomy"})),
        Rules(fields=frozenset({"facts.line"})),
        Rules(fields=frozenset({"facts.place"})),
        Rules(fields=frozenset({"period_end"})),
        Rules(fields=frozenset({"sources.period_end"})),
        Rules(tables=frozenset({"sources"})),
        Rules(tables=frozenset({"places"})),
    ],
)
def test_a_rule_that_withholds_nothing_or_too_much_is_refused(tmp_path: Path, rules: Rules) -> None:
    with pytest.raises(InputError):
        release(Tables(), rules, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_all_that_is_stated_may_be_withheld(tmp_path: Path) -> None:
    """Every layer that stays is drawn of what there is; the table of results is empty."""
    kept = NEEDED | {"groups", "group_members", "units", "terms", "pcodes", "sectors", "shape_sources"}
    rules = Rules(
        tables=frozenset(Tables().names()) - kept - {"sector_regions", "zone_regions", "exceptions"}
    )
    bare = release(Tables(), rules, tmp_path / "data")
    assert len(bare["facts"]) == 0
    drawn = set()
    for layer in released(read_catalog(), bare).values():
        rows = layer.rows(bare)
        if not rows.empty:  # the build leaves out a layer of which nothing is left
            make_artifact(layer, bare, "en", rows)
            drawn.add(layer.id)
    assert {"sectors", "regions", "places"} <= drawn
    assert "results-figures" not in drawn
    assert results_table(bare, "en")["rows"] == []


def test_a_layer_or_a_field_that_there_is_not_is_refused(tmp_path: Path) -> None:
    for rules in (Rules(layers=frozenset({"astronomy"})), Rules(fields=frozenset({"layers.sites.colour"}))):
        tables = release(Tables(), rules, tmp_path / "data")
        with pytest.raises(InputError):
            released(read_catalog(), Tables(tables.folder))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The data without a table, a topic, a column and exact positions."""
    rules = Rules(
        tables=frozenset({"contacts"}),
        topics=frozenset({"justice"}),
        fields=frozenset({"note", "joins.sites_named"}),
        decimals=1,
    )
    return release(Tables(), rules, tmp_path_factory.mktemp("released") / "data")


def test_rows_go_by_table_and_topic_and_what_refers_to_them(without: Tables) -> None:
    whole = Tables()
    facts, all_facts = without["facts"], whole["facts"]
    gone = set(all_facts["id"]) - set(facts["id"])
    assert {"justice", "contacts"}.isdisjoint(facts["topic"])
    kept = all_facts[~all_facts["id"].isin(gone)]
    assert list(facts["id"]) == list(kept["id"]), "nothing else, and in the same order"
    assert list(facts["value"].fillna(-1)) == list(kept["value"].fillna(-1))
    assert without["contacts"].empty
    for table in ("statements", "facilities", "results", "result_values", "result_places"):
        assert "justice" not in set(without[table]["topic"]), table
    assert gone.isdisjoint(without["conflict_facts"]["fact"])
    touched = set(whole["conflict_facts"].query("fact in @gone")["conflict"])
    assert touched
    assert touched.isdisjoint(without["conflicts"]["id"])
    assert set(without["conflicts"]["id"]) == set(without["conflict_facts"]["conflict"])
    groups = set(facts["group"]) | set(without["results"].get("group", []))
    assert set(without["group_members"]["group"]) == set(without["groups"]["id"])
    assert groups - {""} <= set(without["groups"]["id"])


def test_a_result_goes_whole(without: Tables) -> None:
    whole = Tables()
    values = whole["result_values"]
    touched = set(values.query("topic == 'justice'")["ref"]) | set(
        whole["results"].query("topic == 'justice'")["ref"]
    )
    for table in ("results", "result_values", "result_places"):
        assert touched.isdisjoint(without[table]["ref"]), table


def test_cells_are_emptied_and_facts_made_again(without: Tables) -> None:
    for table in without.names():
        frame = without[table]
        for column in {"note_fr", "note_en"} & set(frame.columns):
            needed = table == "zone_regions"  # a line of which the note is all that is said
            assert (frame[column] == "").all() != needed, table
    made = generate_facts(without)
    assert set(made["id"]) >= set(without["facts"]["id"])


def test_positions_are_rounded_wherever_they_are(without: Tables) -> None:
    for frame in (without["places"].dropna(subset=["lon"]),):
        assert (frame["lon"].round(1) == frame["lon"]).all()
        assert (frame["lat"].round(1) == frame["lat"]).all()
    for name in ("towns", "airports", "villages"):
        points = without.shapes(name).geometry
        assert (points.x.round(1) == points.x).all(), name
        assert len(points) == len(Tables().shapes(name))
    assert without.shapes("regions").geometry.equals(Tables().shapes("regions").geometry)


def test_a_reference_is_no_finer_than_its_position(without: Tables, tmp_path: Path) -> None:
    assert mgrs_figures(Tables()) == 5
    assert mgrs_figures(without) == 1
    kilometre = release(Tables(), Rules(mgrs=1_000), tmp_path / "data")
    assert mgrs_figures(kilometre) == 2
    whole, part = Book(Tables()), Book(kilometre)
    exact, rounded = (
        book.write(book.places["gao"], "en")["position"]["mgrs"].split() for book in (whole, part)
    )
    assert rounded == [*exact[:2], exact[2][:2], exact[3][:2]]


def test_joined_columns_that_would_count_less_than_there_is_are_gone(without: Tables) -> None:
    table, whole = join_table(without), join_table(Tables())
    assert "sites_named" not in table
    assert {"call_centres", "justice_frameworks", "contradictions"}.isdisjoint(table.columns)
    for column in set(table.columns) - {"statements"}:
        if not column.startswith("radio_"):  # computed, from positions that are rounded
            assert table[column].equals(whole[column]), column
    assert (table["statements"].fillna(0) <= whole["statements"].fillna(0)).all()


def test_the_folder_says_what_it_lacks_to_us_alone(without: Tables) -> None:
    assert without.withheld["decimals"] == 1
    assert WITHHELD.startswith("."), "the data package leaves such files out"
    assert Tables().withheld == {}
    assert not (without.folder / "COVERAGE.md").exists()
    assert without["uncited"].empty
    caveats = released(read_catalog(), without)["sites"].caveats
    assert any("1 decimal" in caveat.en for caveat in caveats)
