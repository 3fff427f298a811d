"""A sheet of a comparison: two frames, what changed between them, and both cases of a computed layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.artifact.halos import halos
from layers.export.sheet.map.halos import INKS

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from tests.layers.export.conftest import Maker

DATES = "date=2021-06-30&compare=2020-08-31"


def _text(make: Maker, query: str) -> str:
    return make(query, "svg").content.decode()


def test_two_dates_are_two_frames_with_rings_around_what_changed(make: Maker, build: Build) -> None:
    query = f"lang=en&layers=sites,works,police&{DATES}"
    plain, ringed = _text(make, query), _text(make, f"{query}&how=halos")
    for text in (plain, ringed):
        assert text.index("As of 31 August 2020") < text.index("As of 30 June 2021")
    kinds = {
        kind
        for layer in ("sites", "works", "police")
        for kind in halos(build.artifact(layer, "en"), "2020-08-31", "2021-06-30").values()
    }
    assert kinds
    for kind, words in (
        ("new", "New in the documents"),
        ("ended", "Ended or superseded"),
        ("changed", "Changed"),
    ):
        strokes = [text.count(f'stroke="{INKS[kind].stroke}"') for text in (plain, ringed)]
        assert (strokes[1] > strokes[0]) == (kind in kinds)
        assert (f">{words}<" in ringed) == (kind in kinds)
    assert "Between the two dates" in ringed


def test_two_cases_are_two_frames_and_both_say_what_they_assume(make: Maker) -> None:
    text = _text(make, "lang=en&layers=coverage&how=swipe&other=coverage,erp_kw~10")
    assert text.index("1\N{NO-BREAK SPACE}kW") < text.index("10\N{NO-BREAK SPACE}kW")
    flat = text.replace("</tspan>", " ")
    assert "ERP 1 kW" in flat.replace("\N{NO-BREAK SPACE}", " ")
    assert "ERP 10 kW" in flat.replace("\N{NO-BREAK SPACE}", " ")
