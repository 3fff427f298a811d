"""Map sheets by address: ``/sheet.pdf?<view>&paper=a4&…``, and their description at ``/sheet.json``."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import orjson
from flask import Blueprint, Response, current_app, request

from app.addresses import FRAMES, base_url
from app.api import problem, reader_lang
from app.http.drawers import BusyError
from geodata.audience.rules import AUDIENCES
from geodata.text import Text

if TYPE_CHECKING:
    from app.collection import Collection
    from app.http.drawers import Drawers
    from geodata.audience.rules import Audience

TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "json": "application/json",
}
SAVED: Final = frozenset({"pptx", "html"})  # what a browser cannot, or should not, show in our name
#: A drawing runs no script; its letters travel inside it.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
NARROWER: Final = Text(
    "Cette diffusion dépasse la vôtre : connectez-vous, ou choisissez-en une plus large.",
    "This distribution is beyond yours: sign in, or choose a wider one.",
)


def make_sheets(collection: Collection, drawers: Drawers) -> Blueprint:
    """Return the routes of the sheets of one build."""
    sheets = Blueprint("sheets", __name__)

    def serve(form: str) -> Response:
        return _sheet(drawers, form, collection.audience)

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
    answer = Response(content, mimetype=TYPES[form])
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:20])
    answer.headers["Cache-Control"] = "no-cache"
    policy = "" if form == "pdf" else f"{POLICY}; "  # browsers show PDF by parts of their own
    answer.headers["Content-Security-Policy"] = (
        f"{policy}frame-ancestors {current_app.config.get(FRAMES, '*')}"
    )
    where = "attachment" if form in SAVED else "inline"
    if form != "json":
        answer.headers["Content-Disposition"] = f'{where}; filename="{drawing.name}"'
    answer.make_conditional(request)
    return answer
