"""The rules that the browser follows too, over the cases that both are tested with."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.cells import guarded
from geodata.facts.holding import state
from geodata.places.geodesy import to_dms
from geodata.places.names import fold
from geodata.text import LANGS
from layers.artifact.colour import coloured
from layers.artifact.facts import document_name, joined, on_day
from layers.artifact.filtered import filtered
from layers.artifact.halos import halo
from layers.artifact.joined import joined_on
from layers.artifact.model import Artifact
from layers.export.sheet.map.names.rooms import edges_of, rooms
from layers.schema.parameters import from_dict
from layers.view.arrow import arrow
from layers.view.brief import Brief, BriefPage, kind_of, write_brief
from layers.view.drawn import COLOURS, is_too_large, read_drawing
from layers.view.drawn_shape import LETTERS, RADII, SYMBOL_WIDTHS, WIDTHS, shaped
from layers.view.filter import read_filter
from layers.view.rules import Rules
from layers.view.state import ViewState, from_query

FOLDER = Path(__file__).parent


def read(name: str, fewest: int) -> Any:
    content = json.loads((FOLDER / f"{name}_cases.json").read_text("utf-8"))
    cases = content["cases"] if isinstance(content, dict) else content
    assert len(cases) >= fewest
    return content


def test_names_fold_as_written() -> None:
    cases = read("fold", 30)
    assert [fold(case["text"]) for case in cases] == [case["folded"] for case in cases]
    assert [fold(case["folded"]) for case in cases] == [case["folded"] for case in cases]


def test_positions_are_written_in_degrees_minutes_and_seconds() -> None:
    cases = read("dms", 40)
    written = [to_dms(case["lon"], case["lat"], case["lang"]) for case in cases]
    assert written == [case["dms"] for case in cases]


def test_what_became_of_a_feature_between_two_days() -> None:
    cases = read("halo", 20)
    found = [
        halo(c["feature"] | {"properties": {}}, c["first"], c["second"], c.get("column", "")) for c in cases
    ]
    assert found == [case["halo"] for case in cases]


def test_drawings_are_read_and_written_alike() -> None:
    content = read("drawn", 30)
    for case in content["cases"]:
        drawing = read_drawing(case["text"])
        assert drawing.write() == case["written"], case["text"]
        assert len(drawing.refused) == case["left"], case["text"]
        assert read_drawing(case["written"]) == replace(drawing, refused=()), case["text"]
    for case in content["too_large"]:
        text = "~".join([case["text"]] * case["times"])
        assert is_too_large(text) == case["large"], case
        assert read_drawing(text).is_too_large == case["large"], case


def test_drawings_lie_on_the_ground_alike() -> None:
    content = read("drawn", 30)
    assert content["palette"] == COLOURS
    sizes = {"widths": WIDTHS, "letters": LETTERS, "radii": RADII, "symbol_widths": SYMBOL_WIDTHS}
    assert content["sizes"] == {name: list(each) for name, each in sizes.items()}
    for case in content["written"]:
        for lang in LANGS:
            [shape] = shaped(read_drawing(case["text"]).things, lang)
            assert shape.written == case[lang], case
            assert shape.at == pytest.approx(tuple(reversed(case["at"])), abs=1e-5), case
            assert len(shape.path) == case["points"], case
    for case in content["arrows"]:
        line, head = arrow(np.array(case["path"], dtype=float), case["width"])
        assert line == pytest.approx(np.array(case["line"]), abs=1e-3), case
        assert head == pytest.approx(np.array(case["head"]), abs=1e-3), case


def test_cells_of_a_csv_file_hold_no_formula() -> None:
    cases = read("csv_cell", 40)
    for case in cases:
        text = io.StringIO()
        csv.writer(text).writerow(["first", "" if case["value"] is None else guarded(case["value"])])
        assert text.getvalue() == f"first,{case['cell']}\r\n"


def test_a_fact_is_later_holds_or_is_past() -> None:
    cases = read("as_of", 25)
    found = [state(case["since"], case["until"], case["day"]) for case in cases]
    assert found == [case["state"] for case in cases]


def test_joined_columns_follow_the_day() -> None:
    for case in read("joined", 8):
        feature: Any = {"properties": dict(case["properties"]), "joined": case["joined"]}
        assert joined_on(feature, case["day"])["properties"] == case["found"]
        assert feature["properties"] == case["properties"], "the artifact is not changed"


def test_facts_are_chosen_by_the_day_and_joined_as_one_text() -> None:
    for case in read("facts", 15):
        holds, past = on_day(case["facts"], case["day"], "holds"), on_day(case["facts"], case["day"], "past")
        assert [fact["id"] for fact in holds] == case["holds"]
        assert [fact["id"] for fact in past] == case["past"]
        assert joined(case["facts"], case["lang"]) == case["text"]
        assert joined(holds, case["lang"]) == case["now"]
        assert joined(past, case["lang"]) == case["before"]


def test_a_document_is_cited_by_its_symbol_or_by_title_and_year() -> None:
    for case in read("cited", 5):
        source: Any = {"title": case["title"], "date": case["date"]}
        assert document_name(source) == case["name"]


def test_filters_are_read_and_written_alike() -> None:
    for case in read("filter", 15)["texts"]:
        found = read_filter(case["text"])
        assert (None if found is None else str(found)) == case["written"], case["text"]


def test_a_layer_is_filtered_fact_by_fact() -> None:
    content = read("filter", 15)
    plain = content["artifact"]
    artifact = Artifact(plain["atlas"], plain["features"])
    before = json.dumps(plain)
    for case in content["cases"]:
        wanted = read_filter(case["filter"])
        assert wanted is not None
        found = filtered(artifact, wanted)
        assert json.dumps(plain) == before, "the layer itself is not changed"
        assert (found is artifact) == case.get("same", False), case["filter"]
        if case.get("same"):
            continue
        left = [
            [f["id"], f["properties"].get("fact_ids"), f["properties"].get("count")] for f in found.features
        ]
        assert left == case["features"], case["filter"]
        assert [mark["key"] for mark in found.meta["marks"]] == case["marks"], case["filter"]
        assert [source["id"] for source in found.meta["sources"]] == case["sources"], case["filter"]
        assert found.meta["count"] == len(left)
    wanted = read_filter("state = 'delivered'")
    assert wanted is not None
    assert filtered(artifact, wanted).features[0]["properties"]["source"] == "A/76/564"


def test_a_layer_is_coloured_by_a_column() -> None:
    content = read("colour", 12)
    for case in content["cases"]:
        plain = content["artifacts"][case["artifact"]]
        artifact = Artifact(plain["atlas"], plain["features"])
        before = json.dumps(plain)
        found = coloured(artifact, case["choice"])
        assert (found is artifact) == case["same"]
        assert json.dumps(plain) == before, "the layer itself is not changed"
        if case["same"]:
            continue
        assert found.meta["coloured"] == case["coloured"]
        assert found.meta["caveats"] == case["caveats"]
        assert found.meta["marks"] == case["marks"]
        assert found.meta["count"] == len(plain["features"])
        drawn = [
            [
                f["id"],
                f["properties"]["mark"],
                *([f["symbol_of"], f["geometry"]["coordinates"]] if "symbol_of" in f else []),
            ]
            for f in found.features
        ]
        assert drawn == case["features"], case["artifact"]


def rules_of_cases(data: dict[str, Any]) -> Rules:
    return Rules(
        layers=tuple(data["layers"]),
        defaults=tuple(data["defaults"]),
        basemaps=tuple(data["basemaps"]),
        places=frozenset(data["places"]),
        colours=data["colours"],
        filters={name: frozenset(values) for name, values in data["filters"].items()},
        parameters={layer: tuple(map(from_dict, each)) for layer, each in data["parameters"].items()},
    )


def plain(view: ViewState) -> dict[str, Any]:
    camera = view.camera and [view.camera.lat, view.camera.lon, view.camera.zoom]
    lists = {"layers": list(view.layers), "order": list(view.order), "camera": camera}
    names = (
        "lang",
        "opacity",
        "colour",
        "arguments",
        "base",
        "selection",
        "beside",
        "table",
        "date",
        "compare",
        "how",
        "split",
        "other",
        "filter",
        "measured",
        "drawing",
        "embed",
    )
    return {name: getattr(view, name) for name in names} | lists


def test_views_are_read_from_any_address_and_written_as_one() -> None:
    content = read("view", 40)
    rules = rules_of_cases(content["rules"])
    for case in content["cases"]:
        view, problems = from_query(case["query"], rules, case["lang"])
        assert plain(view) == content["usual"] | case["view"], case["query"]
        assert view.to_query() == case["canonical"], case["query"]
        assert from_query(case["canonical"], rules) == (view, []), case["query"]
        assert len(problems) == len(case["refused"]), case["query"]
        for problem, name in zip(problems, case["refused"], strict=True):
            assert f"{name} = “" in problem.en
            assert f"{name} = « " in problem.fr


def test_a_name_has_room_where_nothing_of_its_band_is_outside() -> None:
    for case in read("room", 60):
        edges = edges_of([np.array(ring, dtype=float) for ring in case["rings"]])
        found = rooms(edges, case["top"], case["bottom"])
        assert np.array(found) == pytest.approx(np.array(case["rooms"]), abs=1e-6), case


def test_a_brief_is_written_and_is_read_back() -> None:
    for case in read("brief", 3)["cases"]:
        given = case["brief"]
        pages = tuple(BriefPage(**page) for page in given["pages"])
        file = write_brief(Brief(given["title"], pages, given["more"]))
        assert file == case["file"]
        back = tomllib.loads(file)
        parts = back.pop("part", [])
        assert back == {key: said for key, said in {"title": given["title"], **given["more"]}.items() if said}
        assert parts == [{key: said for key, said in page.items() if said} for page in given["pages"]]


def test_what_kind_of_page_a_view_is() -> None:
    for case in read("brief", 3)["kinds"]:
        assert (
            kind_of(ViewState("fr", ("coverage",), date="2020-08-31", how="swipe", **case["view"]))
            == case["kind"]
        ), case
