"""Briefs by address: the file of a brief is posted to ``/brief.pptx``, ``/brief.pdf`` or ``/brief.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request

from app.addresses import base_url
from app.api import problem, reader_lang
from app.http.drawers import BusyError, Drawers, Question
from app.http.drawn import as_file
from geodata.errors import InputError

if TYPE_CHECKING:
    from geodata.audience.rules import Audience

FORMATS: Final = ("pptx", "pdf", "html")


def add_briefs(sheets: Blueprint, drawers: Drawers, audience: Audience) -> None:
    """Add the routes of briefs, which are drawn where sheets are, in the same queue."""

    def serve(form: str) -> Response:
        return _brief(drawers, form, audience)

    for form in FORMATS:
        more = {"defaults": {"form": form}, "methods": ["POST"]}
        sheets.add_url_rule(f"/brief.{form}", f"brief_{form}", serve, **more)  # type: ignore[arg-type]


def _brief(drawers: Drawers, form: str, audience: Audience) -> Response:
    lang = reader_lang()
    try:
        text = request.get_data().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "Ce fichier n’est pas un dossier de présentation (TOML en UTF-8).",
            "This file is no brief (TOML in UTF-8).",
        ) from error
    if not text.strip():
        raise InputError(
            "Envoyez le fichier du dossier, en TOML : voir docs/brief.md.",
            "Send the file of the brief, in TOML: see docs/brief.md.",
        )
    handout = request.args.get("handout", "1")
    question = Question("", form, lang, base_url(), brief=text, handout=handout, audience=audience)
    try:
        drawing = drawers.answer(question)
    except BusyError as busy:
        answer = problem(503, busy.text, lang)
        answer.headers["Retry-After"] = "2"
        return answer
    return as_file(drawing.content, form, drawing.name)
