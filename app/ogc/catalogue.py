"""Metadata by address: DCAT (``/catalogue.jsonld``), STAC (``/stac``), ISO 19139, code that reads a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from flask import Blueprint, Response, abort, request

from app.addresses import base_url, root
from app.api import asked_lang
from app.page.templating import render
from geodata.text import LANGS
from layers.export.gis.snippets import TOOLS, snippets

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry


def make_catalogue(collection: Collection, css_url: str) -> Blueprint:
    """Return the routes over one build; ``css_url`` is the style sheet of its pages."""
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

    @catalogue.get("/stac/<name>.json")
    def stac(name: str) -> Response:
        from layers.export.gis.stac import stac_catalogue, stac_collection  # noqa: PLC0415 - as above

        lang, entries = asked_lang(request.args), [*collection.layers, *collection.records]
        if name == "catalog":
            content = stac_catalogue(entries, base_url(), lang)
        else:
            content = stac_collection(collection.layer(name), base_url(), lang)
        return _open(Response(orjson.dumps(content), content_type="application/json"))

    @catalogue.get("/layers/<layer_id>.snippets.<form>")
    def code(layer_id: str, form: str) -> Response:
        return _open(_code(collection.with_own(request.full_path).layer(layer_id), form, css_url))

    return catalogue


def _code(entry: LayerEntry, form: str, css_url: str) -> Response:
    """The code that reads a layer, as JSON or as a page."""
    lang = asked_lang(request.args)
    has_facts = any(field["name"] == "fact_ids" for field in entry["fields"][lang])
    found = snippets(entry["id"], base_url(), lang, has_facts=has_facts)
    if form == "json":
        return Response(orjson.dumps(found), content_type="application/json")
    if form != "html":
        abort(404)
    shown = [(TOOLS[tool].get(lang), text) for tool, text in found.items()]
    here = f"{root()}/layers/{entry['id']}.snippets.html?lang="
    languages: list[tuple[Lang, str, dict[str, str]]] = [(each, here + each, {}) for each in LANGS]
    said = {"layer": entry["title"][lang], "snippets": shown, "languages": languages}
    page = render("snippets.html", lang, root=root(), css_url=css_url, **said)
    return Response(page, content_type="text/html; charset=utf-8")


def _open(answer: Response) -> Response:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
