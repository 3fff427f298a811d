"""The plain HTTP side: layers, their index, exports, health; errors as problem+json or a short page."""

from __future__ import annotations

import logging
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import orjson
from flask import Blueprint, Response, request
from plotly.io.json import to_json_plotly
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.addresses import base_url, root
from app.http.built import GEOJSON, built_layer
from app.http.callbacks import CALLBACKS
from app.page.templating import render
from app.words.page import word
from geodata.errors import AtlasError, BeyondError, InputError, MissingResourceError, NotFoundError
from geodata.text import LANGS, Text
from layers.artifact.prepared import PreparedView
from layers.export.gis.registry import FORMATS
from layers.schema.parameters import read_arguments
from layers.view.links import view_of
from layers.view.state import from_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

#: The one place where an error of the atlas becomes an HTTP status.
STATUS: dict[type[AtlasError], int] = {
    NotFoundError: 404,
    InputError: 400,
    BeyondError: 403,
    MissingResourceError: 503,
    AtlasError: 500,
}
#: The style of a refusal, which needs no file of the build, and the policy that allows it alone.
STYLE: Final = (
    "body{margin:15vh auto 0;max-width:34rem;padding:0 24px;font:16px/1.5 system-ui,sans-serif;color:#1B2733}"
    "h1{font-size:20px}.status{color:#5B6B7A}a{color:#0B6FB8}"
)
STYLED: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)
#: What a callback raises that was given values of another kind than the page sends. It is logged as any
#: error of ours is, since it may be one.
MISUSE: Final = (TypeError, ValueError, LookupError, AttributeError)
UNUSABLE: Final = Text(
    "Cet appel n’a pas pu être compris : rechargez la page.",
    "This call could not be understood: reload the page.",
)
log = logging.getLogger(__name__)


def reader_lang() -> Lang:
    """The language asked for in the query, else the browser's, else French."""
    asked = request.args.get("lang")
    for lang in LANGS:
        if asked == lang:
            return lang
    return "en" if request.accept_languages.best_match(["fr", "en"]) == "en" else "fr"


def problem(status: int, text: Text, lang: Lang) -> Response:
    """An RFC 9457 problem in the reader's language."""
    body = {"type": "about:blank", "status": status, "title": text.get(lang)}
    answer = Response(orjson.dumps(body), status, mimetype="application/problem+json")
    answer.headers["Content-Language"] = lang
    return answer


def refusal(status: int, text: Text, lang: Lang) -> Response:
    """An error as the asker reads: a short page for a browser, a problem for everything else."""
    kinds = ("application/problem+json", "text/html")
    if request.accept_mimetypes.best_match(kinds) != "text/html":
        return problem(status, text, lang)
    page = render("refusal.html", lang, root=root(), style=STYLE, status=status, title=text.get(lang))
    answer = Response(page, status, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = STYLED
    answer.headers["Content-Language"] = lang
    return answer


def make_api(collection: Collection) -> Blueprint:
    """Return the routes over one build."""
    api = Blueprint("api", __name__)

    @api.get("/healthz")
    def health() -> Response:
        damaged = sorted(collection.wholeness.damaged)
        said = {"status": "damaged", "files": damaged[:10]} if damaged else {"status": "ok"}
        return Response(orjson.dumps(said), 503 if damaged else 200, mimetype="application/json")

    @api.get("/layers")
    def layer_index() -> Response:
        answer = Response(orjson.dumps(_index(collection)), mimetype="application/json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cache-Control"] = "public, max-age=300"
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    @api.get("/panel/layer/<layer_id>.<lang>.json")
    def results(layer_id: str, lang: str) -> Response:
        return _results(collection, layer_id, "en" if lang == "en" else "fr")

    @api.get("/export.html")
    def export_html() -> Response:
        return _export(collection)

    return api


def _index(collection: Collection) -> dict[str, Any]:
    at = root()
    return {
        "links": [
            {
                "rel": "service",
                "type": "application/json",
                "title": "OGC API - Features",
                "href": f"{at}/api",
            },
            {
                "rel": "describedby",
                "type": "application/ld+json",
                "title": "DCAT",
                "href": f"{at}/catalogue.jsonld",
            },
            {"rel": "service", "type": "application/xml", "title": "WMTS", "href": f"{at}/tiles/wmts.xml"},
        ],
        "layers": [_listed(entry) for entry in collection.layers],
        "records": [_listed(entry) for entry in collection.records],
        "atlas": {lang: {f.id: f"{at}/atlas.{f.ending}?lang={lang}" for f in FORMATS} for lang in LANGS},
    }


#: What ``/layers`` says of a layer, as the index does.
_LISTED = ("id", "title", "about", "group", "count", "bounds", "sources", "licence", "data_date")


def _listed(entry: LayerEntry) -> dict[str, object]:
    forms = [form for form in FORMATS if not form.whole]
    at = f"{root()}/layers/{entry['id']}"
    return {key: entry.get(key) for key in _LISTED} | {
        "urls": {lang: f"{at}.geojson?lang={lang}" for lang in LANGS},
        "tiles": {lang: f"{root()}/tiles/{entry['id']}/{{z}}/{{x}}/{{y}}.png?lang={lang}" for lang in LANGS},
        "downloads": {lang: {form.id: f"{at}.{form.ending}?lang={lang}" for form in forms} for lang in LANGS},
    }


def whole_layer(collection: Collection, layer_id: str) -> Response:
    """Answer a layer as it was built or, where the query gives it arguments, as it is computed for them."""
    asked = asked_lang(request.args)
    given = collection.arguments(layer_id, request.args)
    if given:
        from layers.artifact.computed import computed_artifact  # noqa: PLC0415 - geopandas is loaded on first use only

        answer = Response(computed_artifact(layer_id, asked, given, collection.data), mimetype=GEOJSON)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Content-Language"] = asked
        return answer
    answer = built_layer(collection.path(layer_id, asked), asked).answer()
    if view := view_of(collection.rules, base_url(), (layer_id,), [("lang", asked)]):
        answer.headers["Link"] = f'<{view}>; rel="related"'  # the file lies as it was built, for any host
    return answer


def asked_lang(given: Mapping[str, str]) -> Lang:
    """The language that a file is asked for, French by default.

    Raises
    ------
    InputError
        If it is neither of the two.
    """
    asked = given.get("lang", "fr")
    for lang in LANGS:
        if asked == lang:
            return lang
    raise InputError(
        f"lang = « {asked[:20]} » : attendu fr ou en.",
        f"lang = “{asked[:20]}”: expected fr or en.",
    )


def _results(collection: Collection, layer_id: str, lang: Lang) -> Response:
    """The results panel of a computed layer, as the component tree that the page mounts."""
    from app.panels.results import results_panel  # noqa: PLC0415
    from layers.artifact.computed import computed_results  # noqa: PLC0415 - geopandas is loaded on first use only

    collection.layer(layer_id)
    parameters = collection.rules.parameters.get(layer_id, ())
    arguments = tuple(read_arguments(parameters, request.args).items())
    panel = results_panel(computed_results(layer_id, lang, arguments, collection.data), lang)
    return Response(to_json_plotly(panel), mimetype="application/json")


def _export(collection: Collection) -> Response:
    collection = collection.with_own(request.query_string.decode("utf-8", "replace"))
    view, problems = from_query(request.query_string.decode(), collection.rules, reader_lang())
    if problems:
        return problem(400, problems[0], view.lang)
    from layers.export.html_page import html_page  # noqa: PLC0415 - folium is loaded on first use only

    answer = Response(html_page(PreparedView(collection, view)), mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="mission-atlas-{view.lang}.html"'
    return answer


def register_errors(server: Flask) -> None:
    """Turn every failure into a short message in the reader's language; never a traceback."""

    @server.errorhandler(AtlasError)
    def on_atlas_error(error: AtlasError) -> Response:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        answer = refusal(status, error.text, reader_lang())
        if status == STATUS[MissingResourceError]:
            answer.headers["Retry-After"] = "10"
        return answer

    @server.errorhandler(HTTPException)
    def on_http_error(error: HTTPException) -> Response:
        code = error.code or 500
        key = {404: "not_found", 405: "no_method"}.get(code, "refused")
        details = {"path": request.path[:80], "method": request.method, "code": code}
        answer = refusal(code, Text(*(word(key, each, **details) for each in LANGS)), reader_lang())
        if isinstance(error, MethodNotAllowed):
            answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return answer

    @server.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        if request.path == CALLBACKS and isinstance(error, MISUSE):
            return refusal(400, UNUSABLE, reader_lang())
        return refusal(500, Text(*(word("broken", each) for each in LANGS)), reader_lang())
