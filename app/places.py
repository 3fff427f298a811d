"""The data of the atlas's places by address: ``/places``, ``/places/ID.json``, ``/places/ID.csv``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from flask import Blueprint, Response, request

from app.api import ENCODINGS, asked_lang
from geodata.errors import NotFoundError
from geodata.text import LANGS
from layers.store import content_digest

if TYPE_CHECKING:
    from app.collection import Collection

FORMS: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def make_places(collection: Collection) -> Blueprint:
    """Return the routes over the places of one build."""
    places = Blueprint("places", __name__)
    index = orjson.dumps({"places": [_entry(place) for place in collection.index["places"]]})

    @places.get("/places")
    def place_index() -> Response:
        answer = Response(index, mimetype="application/json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cache-Control"] = "public, max-age=300"
        answer.set_etag(content_digest(index))
        return answer.make_conditional(request)

    @places.get("/places/<place_id>.<any(json, csv):form>")
    def place(place_id: str, form: str) -> Response:
        return _place(collection, place_id, form)

    return places


def _entry(place: dict[str, Any]) -> dict[str, Any]:
    """What the index says of one place, with the addresses of its data."""
    urls = {form: {lang: f"/places/{place['id']}.{form}?lang={lang}" for lang in LANGS} for form in FORMS}
    return {key: place[key] for key in ("id", "kind", "names", "lat", "lon")} | {"urls": urls}


def _place(collection: Collection, place_id: str, form: str) -> Response:
    """Answer a built file as it lies, in the best encoding the client takes, or 304."""
    lang = asked_lang(request.args)
    if place_id not in collection.rules.places:
        raise NotFoundError(
            f"Aucun lieu « {place_id[:60]} » ; la liste est à l’adresse /places.",
            f"No place “{place_id[:60]}”; the list is at /places.",
        )
    path = collection.static / "places" / "data" / f"{place_id}.{lang}.{form}"
    answer = Response()
    answer.headers["Content-Type"] = FORMS[form]
    answer.set_etag(content_digest(path.read_bytes()))
    for encoding, ending in ENCODINGS:
        if request.accept_encodings[encoding]:
            path = path.with_name(path.name + ending)
            answer.headers["Content-Encoding"] = encoding
            break
    answer.set_data(path.read_bytes())
    if form == "csv":
        answer.headers["Content-Disposition"] = f'attachment; filename="{place_id}.{lang}.csv"'
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Content-Language"] = lang
    return answer.make_conditional(request)
