"""The data of the atlas's places by address: ``/places``, ``/places/ID.json``, ``/places/ID.csv``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import orjson
from flask import Blueprint, Response, request

from app.addresses import root
from app.api import asked_lang
from app.http.built import built_data
from geodata.errors import NotFoundError
from geodata.text import LANGS
from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from app.collection import Collection
    from layers.artifact.model import PlaceEntry

FORMS: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def make_places(collection: Collection) -> Blueprint:
    """Return the routes over the places of one build."""
    places = Blueprint("places", __name__)

    @lru_cache(maxsize=4)
    def index(at: str) -> bytes:
        return orjson.dumps({"places": [_entry(place, at) for place in collection.index["places"]]})

    @places.get("/places")
    def place_index() -> Response:
        content = index(root())
        answer = Response(content, mimetype="application/json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cache-Control"] = "public, max-age=300"
        answer.set_etag(content_digest(content))
        answer.make_conditional(request)
        return answer

    @places.get("/places/<place_id>.<any(json, csv):form>")
    def place(place_id: str, form: str) -> Response:
        return _place(collection, place_id, form)

    return places


def _entry(place: PlaceEntry, at: str) -> dict[str, object]:
    """What the index says of one place, with the addresses of its data."""
    urls = {form: {lang: f"{at}/places/{place['id']}.{form}?lang={lang}" for lang in LANGS} for form in FORMS}
    return {
        "id": place["id"],
        "kind": place["kind"],
        "names": place["names"],
        "lat": place["lat"],
        "lon": place["lon"],
        "urls": urls,
    }


def _place(collection: Collection, place_id: str, form: str) -> Response:
    """Answer the data of one place."""
    lang = asked_lang(request.args)
    if collection.place(place_id) is None:
        raise NotFoundError(
            f"Aucun lieu « {place_id[:60]} » ; la liste est à l’adresse /places.",
            f"No place “{place_id[:60]}”; the list is at /places.",
        )
    path = collection.place_file(place_id, lang, form)
    return built_data(path, FORMS[form], lang, f"{place_id}.{lang}.csv" if form == "csv" else "").answer()
