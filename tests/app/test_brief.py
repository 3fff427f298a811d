"""The address of briefs, and the file that the panel opens."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any, cast

import pytest
from flask import Flask
from pptx import Presentation

from app.api import make_api, register_errors
from app.http.drawers import open_drawers
from app.http.sheets import make_sheets
from app.panels.brief import FIELDS, FORMATS, GESTURES, read_file
from app.serving.beside import is_computed
from app.serving.bodies import TAKES
from app.words.brief import BRIEF_SCRIPT_WORDS, BRIEF_WORDS
from layers.export.sheet.brief.publish import FORMATS as KINDS
from layers.export.sheet.brief.publish import HANDOUTS
from layers.export.sheet.request.query import SHEET_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection
    from app.page.shell import AtlasDash

FILE = 'title = "Essai"\nmade = "2026-01-31"\n\n[[part]]\nview = "layers=sectors,sites"\nmessage = "Un."\n'


@pytest.fixture(scope="module")
def briefs(collection: Collection) -> FlaskClient:
    server = Flask("briefs")
    server.register_blueprint(make_api(collection))
    server.register_blueprint(make_sheets(collection, open_drawers(collection, draws_here=False)))
    register_errors(server)
    return server.test_client()


def test_a_brief_is_posted_and_its_slides_are_answered(briefs: FlaskClient) -> None:
    answer = briefs.post("/brief.pptx?lang=en", data=FILE.encode())
    assert answer.status_code == 200
    assert 'attachment; filename="essai-en.pptx"' in answer.headers["Content-Disposition"]
    assert len(Presentation(io.BytesIO(answer.data)).slides) == 2


DRAWN = (
    FILE
    + """
[[part]]
view = "layers=sectors&draw=arrow,16.27,-0.04,18.44,1.41,_To%20Kidal"

[[part]]
view = "layers=sites,works&date=2020-08-31&compare=2018-03-31"
"""
)


@pytest.mark.parametrize("kind", ["pptx", "pdf", "html"])
def test_the_same_recipe_gives_the_same_bytes(briefs: FlaskClient, kind: str) -> None:
    first, again = (briefs.post(f"/brief.{kind}?lang=en", data=DRAWN.encode()).data for _ in range(2))
    assert len(first) > 10_000
    assert first == again


@pytest.mark.parametrize(
    ("path", "data", "status", "words"),
    [
        ("/brief.pdf?lang=en", b"", 400, "Send the file"),
        ("/brief.pdf?lang=fr", b"\xff\xfe", 400, "UTF-8"),
        ("/brief.pdf?lang=en", b"title = [", 400, "no readable TOML"),
        ("/brief.pdf?lang=en", b'title = "x"', 400, "0 sheets"),
        ("/brief.pdf?lang=fr&handout=9", FILE.encode(), 400, "attendu 1, 2, 4, notes"),
        ("/brief.pdf?lang=en", FILE.replace("sites", "atlantis").encode(), 400, "no such layer"),
    ],
)
def test_a_bad_brief_is_a_problem_in_the_readers_language(
    briefs: FlaskClient, path: str, data: bytes, status: int, words: str
) -> None:
    answer = briefs.post(path, data=data)
    assert answer.status_code == status
    assert words in answer.get_json()["title"]


def test_a_brief_beyond_the_reader_is_refused(collection: Collection) -> None:
    from dataclasses import replace

    server = Flask("public")
    public = replace(collection, audience="public")
    server.register_blueprint(make_sheets(public, open_drawers(public, draws_here=True)))
    register_errors(server)
    internal = 'profile = "internal"\n' + FILE
    assert server.test_client().post("/brief.html", data=internal.encode()).status_code == 403
    assert server.test_client().post("/brief.html", data=FILE.encode()).status_code == 200


def test_a_brief_is_computed_beside_and_takes_a_body() -> None:
    for form in KINDS:
        assert TAKES.fullmatch(f"/brief.{form}")
        assert is_computed({"PATH_INFO": f"/brief.{form}", "REQUEST_METHOD": "POST"})


def test_the_panel_offers_what_there_is(root: Path) -> None:
    kinds = {each.partition("-")[0] for each in FORMATS}
    assert kinds == set(KINDS)
    assert {each.partition("-")[2] for each in FORMATS} - {""} == set(HANDOUTS)
    assert set(FIELDS) <= set(SHEET_FIELDS)
    assert set(FORMATS) | set(GESTURES) | set(FIELDS) <= set(BRIEF_WORDS)
    script = "".join(path.read_text("utf-8") for path in (root / "app/web/brief").glob("*.ts"))
    for key in BRIEF_SCRIPT_WORDS:
        named = key in {"map", "comparison", "figures", "dossier", "message", "notes"}
        assert named or f'"{key}"' in script, key


class _App:
    def __init__(self, collection: Collection) -> None:
        self.collection = collection


def test_the_panel_opens_a_file_or_says_why_not(collection: Collection) -> None:
    def opened(content: bytes) -> dict[str, Any]:
        given = "data:application/toml;base64," + base64.b64encode(content).decode()
        return read_file(given, cast("AtlasDash", _App(collection)), "fr")

    read = opened(FILE.encode())
    assert read["title"] == "Essai"
    assert read["pages"][0] == {"view": "layers=sectors,sites", "title": "", "message": "Un.", "notes": ""}
    assert "TOML" in opened(b"\xff\xff")["error"]
    assert "couche" in opened(FILE.replace("sites", "atlantis").encode())["error"]
    assert "30" in opened((FILE + '[[part]]\nview = ""\n' * 30).encode())["error"]
    assert read_file("data:,%", cast("AtlasDash", _App(collection)), "fr")["error"]
