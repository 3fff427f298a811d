from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app.api import make_api, register_errors
from app.http.drawers import IN_HAND, BusyError, Drawers, open_drawers
from app.http.sheets import make_sheets
from app.page.templating import render
from app.panels.export import export_dialog
from app.words.export import EXPORT_WORDS
from layers.export.sheet.request.query import SHEET_FIELDS
from layers.view.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.collection import Collection


@pytest.fixture(scope="module")
def sheets(collection: Collection) -> FlaskClient:
    server = Flask("sheets")
    server.register_blueprint(make_api(collection))
    server.register_blueprint(make_sheets(collection, open_drawers(collection, draws_here=False)))
    register_errors(server)
    return server.test_client()


@pytest.fixture
def drawers(collection: Collection) -> Iterator[Drawers]:
    made = Drawers(collection.folder.resolve())
    yield made
    made.stop()


ADDRESS = "https://atlas.example"
QUERY = "lang=en&layers=sectors,sites&made=2026-01-31&dpi=60"


@pytest.mark.parametrize(
    ("form", "start"),
    [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml"), ("pptx", b"PK"), ("html", b"<!DOCTYPE")],
)
def test_each_format_has_an_address(sheets: FlaskClient, form: str, start: bytes) -> None:
    answer = sheets.get(f"/sheet.{form}?{QUERY}")
    assert answer.status_code == 200
    assert answer.data.startswith(start)
    assert f"-sectors-and-mission-sites-a4-en.{form}" in answer.headers["Content-Disposition"]
    again = sheets.get(f"/sheet.{form}?{QUERY}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_description_has_an_address(sheets: FlaskClient) -> None:
    said = sheets.get(f"/sheet.json?{QUERY}").get_json()
    assert said["title"] == "Sectors and mission sites"
    assert said["scale"] == 9_000_000


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("lang=en&paper=a7", "expected one of a4, a3, a2, a1, a0, letter"),
        ("lang=fr&scale=3", "échelle attendue"),
        ("lang=en&layers=atlantis", "no such layer"),
    ],
)
def test_a_bad_question_is_a_problem_in_the_readers_language(
    sheets: FlaskClient, query: str, words: str
) -> None:
    answer = sheets.get(f"/sheet.pdf?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert words in answer.get_json()["title"]


def test_others_are_answered_while_a_sheet_is_drawn(sheets: FlaskClient) -> None:
    """A large sheet is drawn in another process; the plain pages do not wait for it."""
    slow = "lang=en&paper=a3&dpi=280&layers=communes,sectors,sites"
    status: list[int] = []
    client = sheets.application.test_client()
    thread = threading.Thread(target=lambda: status.append(client.get(f"/sheet.png?{slow}").status_code))
    begin = time.perf_counter()
    thread.start()
    waits = []
    while thread.is_alive():
        start = time.perf_counter()
        assert sheets.get("/healthz").status_code == 200
        waits.append(time.perf_counter() - start)
        thread.join(timeout=0.02)
    assert status == [200]
    assert len(waits) > 3
    assert max(waits) < (time.perf_counter() - begin) / 4


def test_too_many_drawings_at_once_are_told_to_come_back(
    sheets: FlaskClient, monkeypatch: pytest.MonkeyPatch, drawers: Drawers
) -> None:
    for _ in range(IN_HAND):
        drawers._in_hand.acquire()
    with pytest.raises(BusyError):
        drawers.draw(QUERY, "pdf", "en", ADDRESS)

    def busy(*_: object) -> None:
        raise BusyError("occupé", "busy")

    monkeypatch.setattr(Drawers, "draw", busy)
    answer = sheets.get(f"/sheet.pdf?{QUERY}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"


def test_a_drawing_that_takes_too_long_is_stopped_and_the_next_is_made(
    drawers: Drawers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.http.drawers.SECONDS", 0.01)
    with pytest.raises(BusyError):
        drawers.draw(QUERY, "pdf", "en", ADDRESS)
    monkeypatch.setattr("app.http.drawers.SECONDS", 30.0)
    assert drawers.draw(QUERY, "pdf", "en", ADDRESS).content.startswith(b"%PDF")


def test_a_sheet_drawn_here_is_the_one_drawn_beside(collection: Collection, drawers: Drawers) -> None:
    here = Drawers(collection.folder.resolve(), draws_here=True)
    drawn = [each.draw(QUERY, "svg", "en", ADDRESS).content for each in (here, drawers)]
    assert drawn[0] == drawn[1]
    assert ADDRESS.encode() in drawn[0]


def test_links_carry_the_address_that_was_asked(sheets: FlaskClient) -> None:
    answer = sheets.get(f"/sheet.svg?{QUERY}", base_url="https://maps.example:8443")
    assert b"https://maps.example:8443/?" in answer.data


def test_the_dialog_offers_only_fields_that_a_sheet_has() -> None:
    for lang in ("fr", "en"):
        page = render("export.html", lang, export=export_dialog(ViewState(lang, ("sites",))))  # type: ignore[arg-type]
        for name in ("paper", "orientation", "scale", "focus", "grid", "profile", "title"):
            assert name in SHEET_FIELDS
            assert f'"{name}"' in page
        other = "en" if lang == "fr" else "fr"
        assert EXPORT_WORDS["hint"].get(lang)[:20] in page  # type: ignore[arg-type]
        assert EXPORT_WORDS["hint"].get(other)[:20] not in page  # type: ignore[arg-type]
