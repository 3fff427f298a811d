from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from geodata.tables import Tables
from geodata.text import LANGS, Lang
from layers.reports.charts.charts import BOTTOM, LEFT, Dot, TimeChart, rows_chart, time_chart
from layers.reports.charts.labels import Labels
from layers.reports.figures.cards import SECTIONS
from layers.reports.figures.ledger import Ledger, make_figures
from layers.reports.figures.results import results_table
from layers.reports.figures.rows import PLACES
from layers.reports.figures.spec import Card
from layers.reports.figures.tables import conflicts_table, topic_tables, unlocated_facts

if TYPE_CHECKING:
    from app.collection import Collection

SVG = "{http://www.w3.org/2000/svg}"
TABLES = Tables()
figures = cache(lambda lang: make_figures(TABLES, lang))


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def card_of(lang: Lang, title: str) -> dict[str, Any]:
    cards = [card for section in figures(lang)["sections"] for card in section["cards"]]
    return next(card for card in cards if card["title"] == title)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in read(svg).iter(f"{SVG}text")]


def test_every_fact_of_a_card_is_in_the_tables() -> None:
    known = set(TABLES["facts"]["id"])
    for section in SECTIONS:
        for card in section.cards:
            assert set(card.facts) <= known, card.title.en


def test_a_line_joins_facts_of_one_unit_only() -> None:
    units = TABLES["facts"].set_index("id")["unit"]
    for section in SECTIONS:
        for card in section.cards:
            if isinstance(card, Card):
                for line in card.lines:
                    assert len({units[key] for key in line}) == 1, card.title.en


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_says_where_it_comes_from(lang: Lang) -> None:
    for section in figures(lang)["sections"]:
        for card in section["cards"]:
            read(card["svg"])
            assert card["alt"]
            for fact in card["facts"]:
                assert all(fact[key] for key in ("measure", "value", "date", "sign", "chip"))
                assert " · " in fact["source"]


def test_the_two_strengths_of_july_2020_are_joined_and_named() -> None:
    french = card_of("fr", "Militaires déployés")
    shown = texts(french["svg"])
    assert {"12\u202f873", "12\u202f362", "Fiche 2020", "Livret 2020"} <= set(shown)
    ledger = Ledger(TABLES, "en")
    dots = [ledger.dot(key) for key in ("000-60-1", "001-29-1", "002-95-1")]
    assert ledger.pairs(dots, at_once=True) == [("001-29-1", "002-95-1")]
    assert any("12,873" in each["text"] for each in card_of("en", "Military personnel deployed")["conflicts"])


def test_a_running_total_is_drawn_at_its_end_and_an_undated_figure_says_so() -> None:
    ledger = Ledger(TABLES, "en")
    patrols = ledger.dot("000-40-1")
    assert patrols.start == patrols.end
    assert 2018.2 < patrols.end < 2018.3
    assert "undated" in ledger.dot("001-23-1").caption


def test_status_is_told_by_filled_and_hollow_marks() -> None:
    there = Dot("a", 2020, 2021, 5, "actual", "5")
    planned = Dot("b", 2020, 2021, 9, "planned", "9")
    for svg in (time_chart(TimeChart([there, planned])), rows_chart([("Row", [there, planned])])):
        circles = list(read(svg).iter(f"{SVG}circle"))
        fills = sorted(circle.attrib["fill"] for circle in circles)
        assert fills == ["#0B6FB8", "#FFFFFF"]


def heights(svg: str) -> list[float]:
    """Of each mark above the axis, in the chart's units."""
    return [BOTTOM - float(circle.attrib["cy"]) for circle in read(svg).iter(f"{SVG}circle")]


def test_heights_in_time_compare_as_the_figures_do() -> None:
    """28 countries and then 27 are no collapse."""
    before, after = (Dot(k, y, y, v, "actual", str(v)) for k, y, v in (("a", 2018, 28), ("b", 2020, 27)))
    chart = time_chart(TimeChart([before, after], ticks=((2018, "2018"), (2020, "2020")), cut="cut axis"))
    first, second = heights(chart)
    assert second / first == pytest.approx(27 / 28, abs=0.01)
    assert "cut axis" not in texts(chart)
    axis = read(chart).find(f"{SVG}path")
    assert axis is not None
    assert axis.attrib["d"].startswith(f"M{LEFT:.1f} {BOTTOM:.1f}L"), "the axis stands at zero"


def test_an_axis_is_cut_only_where_marks_would_cover_each_other_and_says_so() -> None:
    near, far = (Dot(k, 2020, 2020, v, "actual", str(v)) for k, v in (("a", 12_362), ("b", 12_873)))
    early = Dot("c", 2018, 2018, 11_791, "actual", "11 791")
    chart = time_chart(TimeChart([early, near, far], cut="cut axis"))
    assert "cut axis" in texts(chart)
    assert [path for path in read(chart).iter(f"{SVG}path") if path.get("data-cut")]
    low = Dot("d", 2018, 2018, 100, "actual", "100")
    whole = time_chart(TimeChart([low, near, far], cut="cut axis"))
    assert "cut axis" not in texts(whole), "never where a figure is far lower"
    assert min(heights(whole)) == pytest.approx(max(heights(whole)) * 100 / 12_873, abs=0.1)


@pytest.mark.parametrize("lang", LANGS)
def test_no_chart_of_the_atlas_begins_above_zero_in_silence(lang: Lang) -> None:
    drawn = [card["svg"] for section in figures(lang)["sections"] for card in section["cards"]]
    cut = [svg for svg in drawn if "data-cut" in svg]
    assert 0 < len(cut) < len(drawn) / 4
    assert all(any("zero" in text or "zéro" in text for text in texts(svg)) for svg in cut)


def test_words_in_a_chart_are_escaped() -> None:
    svg = rows_chart([("<b>", [Dot("a", 2020, 2021, 5, "actual", "5 & 6")])])
    assert texts(svg) == ["<b>", "5 & 6"]


def test_labels_of_near_marks_do_not_overlap() -> None:
    labels = Labels(0, 300, 0, 150)
    labels.block([(150, 70), (150, 74)])
    labels.write(150, 70, "913", "killed", "#000")
    labels.write(150, 74, "918", "injured", "#000")
    (_, _, *first), (_, _, *second) = labels.taken[-2:]
    one, two = labels.taken[-2:]
    assert first != second
    assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


@pytest.mark.parametrize("lang", LANGS)
def test_the_results_table_holds_every_result(lang: Lang) -> None:
    table = results_table(TABLES, lang)
    assert [row[0] for row in table["rows"]] == list(TABLES["results"]["ref"])
    wanted = TABLES["results"]["verdict"].value_counts().to_dict()
    keys = [key for key, _ in table["verdicts"]]
    assert {key: sum(row[3] == i for row in table["rows"]) for i, key in enumerate(keys)} == wanted
    row = next(row for row in table["rows"] if row[0] == "I1.1.4")
    assert row[4] >= 0
    assert row[9][0][2] == {"fr": "8\u202f%", "en": "8%"}[lang]


def test_a_result_names_its_places_but_not_the_country() -> None:
    table = results_table(TABLES, "en")
    named = {row[0]: [table["places"][rank][0] for rank in row[6]] for row in table["rows"]}
    assert {"region-gao", "region-menaka"} <= set(named["O1.1.1"])
    assert "mali" not in {place for places in named.values() for place in places}


@pytest.mark.parametrize("lang", LANGS)
def test_every_contradiction_is_listed_with_all_its_facts(lang: Lang) -> None:
    table = conflicts_table(TABLES, lang)
    counts = TABLES["conflict_facts"].groupby("conflict").size().to_dict()
    assert {row[0] for row in table["rows"]} == set(counts)
    words = PLACES.get(lang).format(count="")
    told = {
        row[0]: [int(f[1].removesuffix(words)) if f[1].endswith(words) else 1 for f in row[5]]
        for row in table["rows"]
    }
    assert {key: sum(each) for key, each in told.items()} == counts
    preferred = TABLES["conflicts"].set_index("id")["preferred"]
    assert sum(row[3] >= 0 for row in table["rows"]) == (preferred != "").sum()


def test_what_a_document_says_alike_of_many_places_is_one_row() -> None:
    row = next(row for row in conflicts_table(TABLES, "en")["rows"] if row[0] == "cfl-001-34-1")
    announced, named = row[5]
    assert (announced[1], named[1]) == ("13\xa0sites", "12 places")
    assert {"Kidal", "Gao", "Douentza"} < set(named[7].split(" · "))
    radio = next(row for row in conflicts_table(TABLES, "en")["rows"] if row[0] == "cfl-x-24")
    assert "Timbuktu 92.6\xa0MHz" in radio[5][2][7].split(" · ")


def test_what_is_drawn_says_when_it_holds() -> None:
    svg = read(card_of("en", "Military personnel deployed")["svg"])
    groups = [g for g in svg.iter(f"{SVG}g") if g.find(f"{SVG}circle") is not None]
    held = {(g.attrib["data-since"], g.attrib.get("data-until", "")) for g in groups}
    assert ("2018-03-31", "2020-06-30") in held
    assert {g.attrib["data-since"] for g in groups} >= {"2018-03-31", "2020-07-01"}
    first, last, left, right, *_ = map(float, svg.attrib["data-plane"].split())
    assert 2018 < first < last < 2021
    assert left < right


def test_the_framework_says_from_when_its_plan_and_its_verdicts_are_known() -> None:
    assert results_table(TABLES, "fr")["days"] == ["2020-07-01", "2021-06-30"]


def test_unlocated_facts_are_those_of_the_country_and_of_zones() -> None:
    kept = {key for rows in unlocated_facts(TABLES).values() for key in rows["id"]}
    facts = TABLES["facts"]
    told = facts.set_index("id")["same_as"]
    missing = set(facts[facts["place"] == "mali"]["id"]) - kept
    assert missing
    assert {told[key] for key in missing} <= kept  # only what another row of the list says already
    assert not kept & set(facts[facts["place"].isin(["gao", "region-gao"])]["id"])
    assert sum(len(table["rows"]) for table in topic_tables(TABLES, "fr").values()) == len(kept)


def test_the_page_and_its_tables_are_light(collection: Collection) -> None:
    for lang in LANGS:
        sizes = {p.name: p.stat().st_size for p in (collection.static / "figures").glob(f"*.{lang}.json.br")}
        page = (collection.static / "panel" / f"figures.{lang}.json.br").stat().st_size
        assert page <= 60_000
        assert max(sizes.values()) <= 60_000
        listed = orjson.loads((collection.static / f"figures.{lang}.json").read_bytes())["topics"]
        assert {f"topic-{topic}.{lang}.json.br" for topic, _, _ in listed} <= set(sizes)
        for topic, _, known in listed:
            rows = orjson.loads((collection.static / "figures" / f"topic-{topic}.{lang}.json").read_bytes())[
                "rows"
            ]
            assert sum(known.values()) == len(rows)
            assert set(known) == {row[9] for row in rows}
