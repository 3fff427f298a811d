"""Metadata by address: ``/catalogue.jsonld`` (DCAT) and ``/layers/ID.iso.xml`` (ISO 19139)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from flask import Blueprint, Response, request

from app.addresses import base_url
from app.api import asked_lang

if TYPE_CHECKING:
    from app.collection import Collection


def make_catalogue(collection: Collection) -> Blueprint:
    """Return the routes over one build."""
    catalogue = Blueprint("catalogue", __name__)

    @catalogue.get("/catalogue.jsonld")
    def whole() -> Response:
        from layers.export.gis.catalogue import dcat_catalogue  # noqa: PLC0415 - pygeometa on first use only

        content = dcat_catalogue([*collection.layers, *collection.records], base_url())
        return _open(Response(orjson.dumps(content), content_type="application/ld+json"))

    @catalogue.get("/layers/<layer_id>.iso.xml")
    def iso(layer_id: str) -> Response:
        from layers.export.gis.catalogue import iso_record  # noqa: PLC0415 - as above

        lang = asked_lang(request.args)
        record = iso_record(collection.layer(layer_id), base_url(), lang, collection.made)
        answer = Response(record, mimetype="application/xml")
        answer.headers["Content-Language"] = lang
        return _open(answer)

    return catalogue


def _open(answer: Response) -> Response:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
