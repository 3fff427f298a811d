"""Layers as files by address: ``/layers/ID.ENDING`` for one, ``/atlas.ENDING`` for several or for all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import orjson
from flask import Blueprint, Response, request

from app.addresses import base_url, root
from app.api import asked_lang, problem, reader_lang, whole_layer
from app.http.drawers import BusyError
from app.http.prepared import Prepared
from app.http.static import NAMED_BY_CONTENT
from geodata.errors import InputError, NotFoundError
from geodata.own.keeping.names import IDENTIFIER
from layers.artifact.files import content_digest
from layers.export.gis.registry import format_of
from layers.export.gis.request import (
    Order,
    check_part,
    choose,
    everything,
    read_colour,
    read_filter,
    read_options,
    read_rows,
)
from layers.view.days import read_day
from layers.view.links import view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.collection import Collection
    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer
    from layers.export.gis.registry import Format
    from layers.export.gis.selection import Selection
    from layers.schema.parameters import Arguments

SELECTING: Final = ("bbox", "within", "circle")
PARTS: Final = (*SELECTING, "date", "filter", "rows", "ids")
COLOUR: Final = "colour"
#: What describes a CSV, by its ending: CSV on the Web, and a Frictionless resource.
METADATA: Final = {"csv-metadata.json": "application/csvm+json", "resource.json": "application/json"}
CSVW: Final = "csv-metadata.json"
LONGEST: Final = 400_000  # bytes of a selection that is posted
LONGEST_LINK: Final = 2000  # bytes of a query that a header repeats: proxies refuse long heads of answers
RANGED: Final = frozenset({"fgb", "parquet", "gpkg"})
FOLDER: Final = "downloads"


def make_downloads(collection: Collection) -> Blueprint:
    """Return the routes of the files of one build; each is kept below the build once it is made."""
    downloads = Blueprint("downloads", __name__)
    prepared = Prepared(collection.static.parent / FOLDER)
    build = collection.digest

    def answer(name: str, ending: str) -> Response:
        extended = collection.with_own(request.full_path)
        try:
            if extended is not collection:
                return _unkept(extended, name, ending)
            return _answer(collection, prepared, build, name, ending)
        except BusyError as busy:
            refusal = problem(503, busy.text, reader_lang())
            refusal.headers["Retry-After"] = "2"
            return refusal

    @downloads.route("/layers/<name>", methods=["GET", "POST"])
    def layer(name: str) -> Response:
        layer_id, _, ending = name.partition(".")
        if NAMED_BY_CONTENT.search(name):
            raise NotFoundError(
                "Cette version de la couche n’est plus servie : rechargez la page.",
                "This version of the layer is no longer served: reload the page.",
            )
        is_own = bool(IDENTIFIER.fullmatch(layer_id))
        if ending == "geojson" and not is_own and request.method != "POST" and not _takes_part(request.args):
            return whole_layer(collection, layer_id)
        return answer(layer_id, ending)

    @downloads.route("/atlas.<ending>", methods=["GET", "POST"])
    def atlas(ending: str) -> Response:
        return answer("", ending)

    return downloads


def whole_orders(
    collection: Collection, endings: Iterable[str], lang: Lang, base: str
) -> Iterator[tuple[str, Order, Callable[[], list[GisLayer]]]]:
    """The files of the whole atlas in one language: name below `FOLDER`, order, and its layers, read once.

    They say that they are of an address (``base``), and are found by who asks under it.
    """
    build = content_digest(orjson.dumps(collection.index))
    read: list[GisLayer] = []

    def layers(order: Order) -> list[GisLayer]:
        if not read:
            read.extend(order.read(collection))
        return read

    for ending in endings:
        order = _order(collection, "", format_of(ending), {"lang": lang}, base)
        yield f"{_key(build, order)}.{ending}", order, partial(layers, order)


def _key(build: str, order: Order, described: str = "") -> str:
    """A short name for one file of one build, or for what describes it (an ending of ``METADATA``)."""
    return content_digest(orjson.dumps([build, order.query, described]))


def _takes_part(given: Mapping[str, str]) -> bool:
    return any(given.get(name) for name in PARTS)


def _selects(given: Mapping[str, str]) -> bool:
    return any(given.get(name) for name in SELECTING)


def _selection(given: Mapping[str, str]) -> Selection | None:
    if not _selects(given):
        return None
    from layers.export.gis.selection import read_selection  # noqa: PLC0415 - loads shapely

    return read_selection(given)


def _given() -> dict[str, str]:
    """The fields of the address and of what is posted."""
    if (request.content_length or 0) > LONGEST:
        raise InputError(
            f"Demande trop longue ({LONGEST // 1000} ko au plus).",
            f"The request is too long ({LONGEST // 1000} kB at most).",
        )
    return {**request.args.to_dict(), **request.form.to_dict()}


def _answer(collection: Collection, prepared: Prepared, build: str, layer_id: str, ending: str) -> Response:
    given = _given()
    described = ending if ending in METADATA else ""
    order = _order(collection, layer_id, format_of("csv" if described else ending), given, base_url())
    key = _key(build, order, described)
    answer = Response()
    answer.set_etag(key)
    answer.headers["Content-Language"] = order.lang
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "GET" and _holds(key):
        answer.status_code = 304
        return answer
    name = _file_name(order, layer_id)
    if described:
        content = prepared.read(f"{key}.json", lambda: _metadata(order, collection, name, described))
        answer.headers["Content-Type"] = METADATA[described]
    else:
        content = prepared.read(f"{key}.{ending}", lambda: order.fill(collection))
        _head(answer, order, name, layer_id)
    answer.set_data(content)
    if (
        request.method in {"GET", "HEAD"} and order.form.id in RANGED
    ):  # tools read parts of these without the rest
        answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return answer


def _unkept(collection: Collection, layer_id: str, ending: str) -> Response:
    """Answer files with readers' layers, which come and go: nothing of them is kept, here or on the way."""
    described = ending if ending in METADATA else ""
    order = _order(collection, layer_id, format_of("csv" if described else ending), _given(), base_url())
    name = _file_name(order, layer_id[:12])
    content = _metadata(order, collection, name, described) if described else order.fill(collection)
    answer = Response(content, mimetype=METADATA.get(described))
    if not described:
        _head(answer, order, name, layer_id)
    answer.headers["Content-Language"] = order.lang
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _holds(key: str) -> bool:
    """Whether the client has this file already, in any encoding (which the tag names after a colon)."""
    given = request.if_none_match
    tags = given.as_set(include_weak=True)  # an empty tag is read as None
    return given.star_tag or any(tag and tag.split(":")[0] == key for tag in tags)


def _head(answer: Response, order: Order, name: str, layer_id: str) -> None:
    charset = "; charset=utf-8" if order.form.media_type.startswith("text/") else ""
    answer.headers["Content-Type"] = order.form.media_type + charset
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if order.form.id == "csv" and request.method == "GET" and len(request.query_string) < LONGEST_LINK:
        path = f"{root()}/layers/{layer_id}" if layer_id else f"{root()}/atlas"
        query = request.query_string.decode("ascii", "replace")
        answer.headers["Link"] = f'<{path}.{CSVW}?{query}>; rel="describedby"; type="application/csvm+json"'


def _order(collection: Collection, layer_id: str, form: Format, given: Mapping[str, str], base: str) -> Order:
    """Read the address; the query of the order is canonical, so that equal questions share one file."""
    lang = asked_lang(given)
    selection = _selection(given)
    named = layer_id or given.get("layers", "")
    date = read_day(given.get("date", ""))
    wanted = read_filter(collection.rules, given.get("filter", ""))
    rows = read_rows(given.get("rows", ""))
    ids = tuple(dict.fromkeys(given.get("ids", "").split(","))) if layer_id and given.get("ids") else ()
    is_part = selection is not None or bool(date or wanted or rows or ids)
    check_part(form, names=bool(named), selects=is_part)
    layers = choose(collection.index, named) if named else everything(collection.index)
    read = {name: _arguments(collection, name, given, is_many=not layer_id) for name in layers}
    arguments = {name: values for name, values in read.items() if values}
    colours = _colours(collection, layers, given, is_many=not layer_id) if form.styled else {}
    options = read_options(form, given)
    fields: list[tuple[str, str]] = [("lang", lang)]
    if named and not layer_id:
        fields.append(("layers", ",".join(layers)))
    fields += _written(collection, arguments, is_many=not layer_id)
    fields += [(f"{name}.{COLOUR}" if not layer_id else COLOUR, text) for name, text in colours.items()]
    said = {"date": date, "filter": wanted, "rows": rows, "ids": ",".join(ids)}
    fields += [(name, text) for name, text in said.items() if text]
    fields += [(name, "1" if name == "hxl" else text) for name, text in options.items()]
    options["source"] = base
    query = base + _address(layer_id, form, fields, selection)
    viewed = [(name, text) for name, text in fields if name in {"lang", "date", "filter"}]
    viewed += _written(collection, arguments, is_many=True)
    viewed += [(f"{name}.{COLOUR}", text) for name, text in colours.items()]
    return Order(
        *(layers, lang, form, selection, arguments, options, colours, date, wanted),
        rows=rows,
        ids=ids,
        query=query,
        view=view_of(collection.rules, base, layers if named else (), viewed),
    )


def _arguments(
    collection: Collection, layer_id: str, given: Mapping[str, str], *, is_many: bool
) -> Arguments:
    """The arguments of a computed layer, all of them if any is named: ``ID.NAME`` beside other layers."""
    prefix = f"{layer_id}." if is_many else ""
    named = {name.removeprefix(prefix): text for name, text in given.items() if name.startswith(prefix)}
    return collection.arguments(layer_id, named)


def _colours(
    collection: Collection, layers: Iterable[str], given: Mapping[str, str], *, is_many: bool
) -> dict[str, str]:
    """By what each layer is drawn: ``ID.colour`` beside other layers, ``colour`` alone."""
    asked = {name: given.get(f"{name}.{COLOUR}" if is_many else COLOUR, "") for name in layers}
    read = {name: read_colour(collection.rules, name, choice) for name, choice in asked.items()}
    return {name: choice for name, choice in read.items() if choice}


def _written(
    collection: Collection, arguments: Mapping[str, Arguments], *, is_many: bool
) -> list[tuple[str, str]]:
    return [
        (f"{layer_id}.{name}" if is_many else name, parameter.write(value))
        for layer_id, values in arguments.items()
        for parameter, (name, value) in zip(collection.rules.parameters[layer_id], values, strict=True)
    ]


def _address(layer_id: str, form: Format, fields: list[tuple[str, str]], selection: Selection | None) -> str:
    path = f"/layers/{layer_id}.{form.ending}" if layer_id else f"/atlas.{form.ending}"
    parts = [f"{name}={quote(value, safe=',')}" for name, value in fields]
    if selection:
        name, _, value = selection.query.partition("=")
        parts.append(f"{name}={quote(value, safe=',')}")
    return f"{path}?{'&'.join(parts)}"


def _file_name(order: Order, layer_id: str) -> str:
    part = f".{order.rows}" if order.rows else ""
    part += ".selection" if order.selection or order.ids else ""
    return f"{layer_id or 'mission-atlas'}{part}.{order.lang}.{order.form.ending}"


def _metadata(order: Order, collection: Collection, name: str, ending: str) -> bytes:
    from layers.export.gis.formats.tabular import csv_metadata, csv_resource  # noqa: PLC0415 - loads geopandas

    layers = order.read(collection)
    if ending == CSVW:
        options = {key: value for key, value in order.options.items() if key in order.form.options}
        return csv_metadata(layers, name, order.query, **options)
    return csv_resource(layers, name, order.query)
