"""Built files answered in front of the application: precompressed, with ETag and long caching."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from geodata.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping
    from pathlib import Path

NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$|\.v\d+_\d+_\d+[\w-]*m\d+|/async-|\.woff2$")
GEOJSON = "application/geo+json"


class StaticFiles(WhiteNoise):  # type: ignore[misc]
    """WhiteNoise over the build's ``static`` folder, and the layers by their stable addresses.

    Files whose address changes with their content are cached for a year, the others revalidated.
    ``/layers/ID.geojson?lang=fr`` is the same file as its content address, with the headers of the
    route in :mod:`app.api`; a request with anything unusual (arguments, a bad language, a list of
    validators, weighted encodings) is left to that route.
    """

    def __init__(self, application: Any, folder: Path, layers: Iterable[Mapping[str, Any]] = ()) -> None:  # noqa: ANN401 - a WSGI callable
        super().__init__(
            application,
            root=str(folder),
            prefix="",
            max_age=0,
            immutable_file_test=lambda _path, url: bool(NAMED_BY_CONTENT.search(url)),
            mimetypes={".geojson": GEOJSON, ".woff2": "font/woff2"},
            add_headers_function=_secure,
            allow_all_origins=False,
        )
        self.stable: dict[tuple[str, str], StaticFile] = {}
        for layer in layers:
            url = f"/layers/{layer['id']}.geojson"
            for lang in LANGS:
                self.stable[url, f"lang={lang}"] = _stable(folder / layer["files"][lang].lstrip("/"), lang)
            self.stable[url, ""] = self.stable[url, f"lang={LANGS[0]}"]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a stable address itself where the request is a plain one."""
        found = self.stable.get((environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")))
        if found is not None and _is_plain(environ, found.etag):
            return self.serve(found, environ, start_response)
        return super().__call__(environ, start_response)


def _stable(path: Path, lang: str) -> StaticFile:
    headers = [
        ("Content-Type", GEOJSON),
        ("Cache-Control", "public, max-age=300"),
        ("ETag", f'"{path.name.split(".")[2]}"'),
        ("Access-Control-Allow-Origin", "*"),
        ("Content-Language", lang),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return StaticFile(str(path), headers, encodings={"br": f"{path}.br", "gzip": f"{path}.gz"})


def _is_plain(environ: Mapping[str, Any], etag: str) -> bool:
    validator = environ.get("HTTP_IF_NONE_MATCH", etag)
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and (validator == etag or (validator.count('"') == 2 and not validator.startswith("W/")))
        and ";" not in environ.get("HTTP_ACCEPT_ENCODING", "")
    )


def _secure(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if url.startswith("/layers/"):
        headers["Access-Control-Allow-Origin"] = "*"
    if url == "/worker.js":
        headers["Service-Worker-Allowed"] = "/"
        headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
