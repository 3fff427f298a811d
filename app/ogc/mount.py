"""The routes of ``/api``; what answers them is imported by the first request."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from app.addresses import base_url
from app.api import asked_lang, reader_lang

if TYPE_CHECKING:
    from app.collection import Collection
    from app.ogc.service import Service
    from app.page.bundle import Bundle

ROUTES = {
    "landing": ("", "/"),
    "openapi": ("/openapi",),
    "conformance": ("/conformance",),
    "collections": ("/collections",),
    "collection": ("/collections/<dataset>",),
    "schema": ("/collections/<dataset>/schema",),
    "feature-schema": ("/collections/<dataset>/feature-schema",),
    "queryables": ("/collections/<dataset>/queryables",),
    "items": ("/collections/<dataset>/items",),
    "item": ("/collections/<dataset>/items/<path:item>",),
}


def make_ogc(collection: Collection, bundle: Bundle) -> Blueprint:
    """Return the routes over one build."""
    ogc = Blueprint("ogc", __name__, url_prefix="/api")
    made: list[Service] = []
    lock = threading.Lock()

    def service() -> Service:
        with lock:
            if not made:
                from app.ogc.service import Service  # noqa: PLC0415 - pygeoapi is loaded on first use only

                made.append(Service(collection, bundle.css_url))
        return made[0]

    def route(what: str, rule: str) -> None:
        def serve(dataset: str = "", item: str = "") -> Response:
            lang = asked_lang(request.args) if "lang" in request.args else reader_lang()
            return service().answer(what, lang, base_url(), dataset, item)

        ogc.add_url_rule(rule, f"{what}{rule.count('/')}", serve, strict_slashes=True)

    for what, rules in ROUTES.items():
        for rule in rules:
            route(what, rule)
    return ogc
