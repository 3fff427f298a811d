"""Map sheets by address: ``/sheet.pdf?<view>&paper=a4&…``, and their description at ``/sheet.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson
from flask import Blueprint, Response, request

from app.addresses import base_url
from app.api import problem, reader_lang
from app.http.briefs import add_briefs
from app.http.drawers import BusyError
from app.http.drawn import TYPES, as_file
from geodata.audience.rules import AUDIENCES
from geodata.text import Text

if TYPE_CHECKING:
    from app.collection import Collection
    from app.http.drawers import Drawers
    from geodata.audience.rules import Audience

NARROWER: Final = Text(
    "Cette diffusion dépasse la vôtre : connectez-vous, ou choisissez-en une plus large.",
    "This distribution is beyond yours: sign in, or choose a wider one.",
)


def make_sheets(collection: Collection, drawers: Drawers) -> Blueprint:
    """Return the routes of the sheets of one build."""
    sheets = Blueprint("sheets", __name__)

    def serve(form: str) -> Response:
        return _sheet(drawers, form, collection.audience)

    add_briefs(sheets, drawers, collection.audience)
    for form in TYPES:
        sheets.add_url_rule(f"/sheet.{form}", f"sheet_{form}", serve, defaults={"form": form})
    return sheets


def _sheet(drawers: Drawers, form: str, audience: Audience) -> Response:
    lang = reader_lang()
    asked = request.args.get("profile", "").strip().lower()
    if asked in AUDIENCES and AUDIENCES.index(asked) > AUDIENCES.index(audience):
        return problem(403, NARROWER, lang)
    try:
        drawn = "pdf" if form == "json" else form
        drawing = drawers.draw(request.query_string.decode(), drawn, lang, base_url())
    except BusyError as busy:
        answer = problem(503, busy.text, lang)
        answer.headers["Retry-After"] = "2"
        return answer
    content = drawing.content
    if form == "json":
        content = orjson.dumps(drawing.metadata, option=orjson.OPT_INDENT_2)
    return as_file(content, form, "" if form == "json" else drawing.name)
