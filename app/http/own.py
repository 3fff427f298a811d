"""Readers' layers by address: what the map draws, and the files of report, table and corrections."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request

from app.api import reader_lang
from app.http.built import GEOJSON
from geodata.errors import NotFoundError
from geodata.text import LANGS
from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.own.keeping.store import Store

#: Files of one table: what they hold, and as what.
FILES: Final = frozenset(
    f"{what}.{ending}"
    for what, endings in {
        "report": ("csv", "xlsx"),
        "table": ("csv", "xlsx", "gpkg", "geojson", "parquet"),
        "corrections": ("csv",),
    }.items()
    for ending in endings
)
TYPES: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": GEOJSON,
    "parquet": "application/vnd.apache.parquet",
}


def make_own(collection: Collection) -> Blueprint:
    """Return the routes of readers' layers; whoever has the identifier may read."""
    own = Blueprint("own", __name__)

    @own.get("/own/<name>.<lang>.geojson")
    def drawn(name: str, lang: str) -> Response:
        found = next((each for each in LANGS if each == lang), None)
        if collection.own is None or found is None:
            raise _nothing()
        return _private(Response(collection.own.content(name, found), mimetype=GEOJSON))

    @own.get("/own/files/<name>/<file>")
    def made(name: str, file: str) -> Response:
        if collection.own is None or file not in FILES:
            raise _nothing()
        what, _, ending = file.partition(".")
        answer = Response(_made(collection.own.store, name, what, ending), mimetype=TYPES[ending])
        answer.headers["Content-Disposition"] = f'attachment; filename="{name[:12]}-{file}"'
        return _private(answer)

    return own


def _made(store: Store, name: str, what: str, ending: str) -> bytes:
    from app.panels.own.desk import choice_of, corrections_of, join_draft  # noqa: PLC0415 - geopandas, where it is asked for
    from geodata.own.enrich import MORE, as_frame  # noqa: PLC0415
    from geodata.own.report import report_of  # noqa: PLC0415
    from geodata.own.writing import write_frame  # noqa: PLC0415

    store.get(name)
    if what == "corrections":
        return corrections_of(store, name) or b"text,parents,place_id\n"
    matched = join_draft(store, name, choice_of(store, name))
    more = [each for each in MORE if each in request.args.get("add", "").split(",")]
    if what == "report":
        other = "why_en" if reader_lang() == "fr" else "why_fr"
        frame = report_of(matched).rows.drop(columns=other)
    else:
        frame = as_frame(matched, more)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{what}.{ending}"
        write_frame(frame, path, what)
        return path.read_bytes()


def _private(answer: Response) -> Response:
    """Nothing between the server and the reader keeps it; a browser asks again each time."""
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.set_etag(content_digest(answer.get_data()))
    answer.make_conditional(request)
    return answer


def _nothing() -> NotFoundError:
    return NotFoundError("Aucun fichier de ce nom.", "No file of this name.")
