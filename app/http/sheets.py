"""Map sheets by address: ``/sheet.pdf?<view>&paper=a4&…``, and their description at ``/sheet.json``.

A logo of the reader's is posted to the same address: it has no room in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

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
        more = {"defaults": {"form": form}, "methods": ["GET", "POST"]}
        sheets.add_url_rule(f"/sheet.{form}", f"sheet_{form}", serve, **more)  # type: ignore[arg-type]
    return sheets


def _logo() -> str:
    """The logo that is posted, as a field of the query; empty without one."""
    content = request.get_data() if request.method == "POST" else b""
    if not content:
        return ""
    from layers.export.sheet.request.logo import logo_address, read_logo  # noqa: PLC0415 - for logos only

    read_logo(content)
    return f"&logo={quote(logo_address(content))}"


def _sheet(drawers: Drawers, form: str, audience: Audience) -> Response:
    lang = reader_lang()
    asked = request.args.get("profile", "").strip().lower()
    if asked in AUDIENCES and AUDIENCES.index(asked) > AUDIENCES.index(audience):
        return problem(403, NARROWER, lang)
    try:
        drawn = "pdf" if form == "json" else form
        drawing = drawers.draw(request.query_string.decode() + _logo(), drawn, lang, base_url())
    except BusyError as busy:
        answer = problem(503, busy.text, lang)
        answer.headers["Retry-After"] = "2"
        return answer
    content = drawing.content
    if form == "json":
        content = orjson.dumps(drawing.metadata, option=orjson.OPT_INDENT_2)
    answer = as_file(content, form, "" if form == "json" else drawing.name)
    answer.headers["Atlas-Frame"] = _frame(drawing.metadata)
    return answer


def _frame(said: dict[str, Any]) -> str:
    """The map's middle (latitude, longitude), scale, paper's width (mm): by these a preview is dragged."""
    return ",".join(map(str, (*said["centre"], said["scale"], said["paper"]["width_mm"])))
