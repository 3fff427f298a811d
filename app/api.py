"""The plain HTTP side: layers, their index, exports, health; errors as problem+json or a short page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import orjson
from flask import Blueprint, Response, request
from plotly.io.json import to_json_plotly
from werkzeug.exceptions import HTTPException

from app.words import word
from geodata.errors import AtlasError, InputError, MissingResourceError, NotFoundError
from geodata.text import LANGS, Text
from layers.asof import as_of
from layers.days import read_day
from layers.export.table import FORMS, layer_table, write_csv, write_xlsx
from layers.parameters import read_arguments
from layers.view import from_query

if TYPE_CHECKING:
    from flask import Flask

    from app.collection import Collection
    from geodata.text import Lang

#: The one place where an error of the atlas becomes an HTTP status.
STATUS: dict[type[AtlasError], int] = {
    NotFoundError: 404,
    InputError: 400,
    MissingResourceError: 503,
    AtlasError: 500,
}
GEOJSON = "application/geo+json"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
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


def make_api(collection: Collection) -> Blueprint:
    """Return the routes over one build."""
    api = Blueprint("api", __name__)

    @api.get("/healthz")
    def health() -> Response:
        return Response(orjson.dumps({"status": "ok"}), mimetype="application/json")

    @api.get("/layers")
    def layer_index() -> Response:
        return Response(orjson.dumps(_index(collection)), mimetype="application/json")

    @api.get("/layers/<layer_id>.geojson")
    def layer(layer_id: str) -> Response:
        return _layer(collection, layer_id)

    @api.get("/layers/<layer_id>.<any(csv, xlsx):form>")
    def table(layer_id: str, form: str) -> Response:
        return _table(collection, layer_id, form)

    @api.get("/panel/layer/<layer_id>.<lang>.json")
    def results(layer_id: str, lang: str) -> Response:
        return _results(collection, layer_id, "en" if lang == "en" else "fr")

    @api.get("/export.html")
    def export_html() -> Response:
        return _export(collection)

    return api


def _index(collection: Collection) -> dict[str, Any]:
    listed = ("id", "title", "about", "group", "count", "bounds", "sources", "licence", "data_date")
    return {
        "layers": [
            {key: entry[key] for key in listed}
            | {"urls": {lang: f"/layers/{entry['id']}.geojson?lang={lang}" for lang in LANGS}}
            for entry in collection.layers
        ]
    }


def _layer(collection: Collection, layer_id: str) -> Response:
    """Answer a built file as it lies, in the best encoding the client takes, or 304."""
    asked = _asked_lang()
    given = _given(collection, layer_id)
    if given:
        from layers.computed import computed_artifact  # noqa: PLC0415 - geopandas is loaded on first use only

        answer = Response(computed_artifact(layer_id, asked, given), mimetype=GEOJSON)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Content-Language"] = asked
        return answer
    path = collection.static / collection.layer(layer_id)["files"][asked].lstrip("/")
    answer = Response(mimetype=GEOJSON)
    answer.set_etag(path.name.split(".")[2])
    for encoding, ending in ENCODINGS:
        if request.accept_encodings[encoding]:
            path = path.with_name(path.name + ending)
            answer.headers["Content-Encoding"] = encoding
            break
    answer.set_data(path.read_bytes())
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Content-Language"] = asked
    return answer.make_conditional(request)


def _asked_lang() -> Lang:
    """The language that a file is asked for, French unless said."""
    asked = request.args.get("lang", "fr")
    for lang in LANGS:
        if asked == lang:
            return lang
    raise InputError(
        f"lang = « {asked[:20]} » : attendu fr ou en.",
        f"lang = “{asked[:20]}”: expected fr or en.",
    )


def _table(collection: Collection, layer_id: str, form: str) -> Response:
    """Answer a layer as CSV or XLSX, of its arguments if it is computed."""
    lang = _asked_lang()
    if given := _given(collection, layer_id):
        from layers.computed import computed_artifact  # noqa: PLC0415 - geopandas is loaded on first use only

        content = computed_artifact(layer_id, lang, given)
    else:
        content = (collection.static / collection.layer(layer_id)["files"][lang].lstrip("/")).read_bytes()
    write = {"csv": write_csv, "xlsx": write_xlsx}[form]
    shown = as_of(orjson.loads(content), read_day(request.args.get("date", "")))
    answer = Response(write(layer_table(shown), hxl="hxl" in request.args))
    answer.headers["Content-Type"] = FORMS[form] + ("; charset=utf-8" if form == "csv" else "")
    answer.headers["Content-Disposition"] = f'attachment; filename="{layer_id}.{lang}.{form}"'
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Content-Language"] = lang
    answer.add_etag()
    return answer.make_conditional(request)


def _given(collection: Collection, layer_id: str) -> tuple[tuple[str, Any], ...]:
    """The arguments of a computed layer that the query names, all of them if any is named."""
    parameters = collection.rules.parameters.get(layer_id, ())
    if not any(parameter.name in request.args for parameter in parameters):
        return ()
    return tuple(read_arguments(parameters, request.args).items())


def _results(collection: Collection, layer_id: str, lang: Lang) -> Response:
    """The results panel of a computed layer, as the component tree that the page mounts."""
    from app.panels.results import results_panel  # noqa: PLC0415
    from layers.computed import computed_results  # noqa: PLC0415 - geopandas is loaded on first use only

    parameters = collection.rules.parameters.get(layer_id, ())
    arguments = tuple(read_arguments(parameters, request.args).items())
    panel = results_panel(computed_results(layer_id, lang, arguments), lang)
    return Response(to_json_plotly(panel), mimetype="application/json")


def _export(collection: Collection) -> Response:
    view, problems = from_query(request.query_string.decode(), collection.rules, reader_lang())
    if problems:
        return problem(400, problems[0], view.lang)
    from layers.export.html_page import html_page  # noqa: PLC0415 - folium is loaded on first use only

    answer = Response(html_page(view, collection.index, collection.static), mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="mission-atlas-{view.lang}.html"'
    return answer


def register_errors(server: Flask) -> None:
    """Turn every failure into a short message in the reader's language; never a traceback."""

    @server.errorhandler(AtlasError)
    def on_atlas_error(error: AtlasError) -> Response:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return problem(status, error.text, reader_lang())

    @server.errorhandler(HTTPException)
    def on_http_error(error: HTTPException) -> Response:
        lang = reader_lang()
        code = error.code or 500
        if code == 404:
            shown = request.path[:80]
            text = Text(*(word("not_found", each, path=shown) for each in LANGS))
            return problem(404, text, lang)
        return problem(code, Text(error.name, error.name), lang)

    @server.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        return problem(500, Text(*(word("broken", each) for each in LANGS)), reader_lang())
