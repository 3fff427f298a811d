"""Built files answered in front of the application: precompressed, with ETag and long caching."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from wsgiref.util import FileWrapper

from whitenoise import WhiteNoise

from app.access.editions import EDITIONS, rules_of_edition
from app.builds import BUILDS
from app.http.built import GEOJSON
from app.http.whole import Wholeness

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from pathlib import Path


NAMED_BY_CONTENT = re.compile(
    r"\.[0-9a-f]{12}\.[a-z0-9]+$|\.v\d{1,4}_\d{1,4}_\d{1,4}[\w-]{0,24}?m\d|/async-|\.woff2$"
)
#: What is said of a file that is not as it was built: it is not kept by caches.
DAMAGED = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "60"),
]


class StaticFiles(WhiteNoise):  # type: ignore[misc]
    """WhiteNoise over the build's ``static`` folder.

    Files whose address changes with their content are cached for a year, the others revalidated. A file that
    is named by its content is also found in the builds beside this one: while servers change over to a new
    build, and for pages that were opened before.
    """

    def __init__(
        self,
        application: Any,  # noqa: ANN401 - a WSGI callable
        folder: Path,
        wholeness: Wholeness | None = None,
    ) -> None:
        self.wholeness = wholeness or Wholeness()
        self.beside = _beside(folder)
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

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Give the file, or hand the request on where there is none."""
        if environ.get("PATH_INFO", "") in self.wholeness.damaged:
            start_response("503 Service Unavailable", DAMAGED)
            return [b"This file is damaged / Ce fichier est endommag\xc3\xa9 : make build\n"]
        self._look_beside(environ.get("PATH_INFO", ""))
        try:
            return _whole(super().__call__(environ, start_response))
        except FileNotFoundError:  # taken away by a new build since the start
            return self.application(environ, start_response)

    def _look_beside(self, url: str) -> None:
        """Find a file that this build has not, but another has under the same name by content."""
        if self.beside is None or url in self.files or not NAMED_BY_CONTENT.search(url):
            return
        self.directories = [(f"{folder}/", "/") for folder in self.beside()]
        if (found := self.find_file(url)) is not None:
            self.files[url] = found


def _beside(static: Path) -> Callable[[], list[Path]] | None:
    """Return how to find the static files of the other builds for the same audience by the same rules."""
    build = static.parent
    if build.parent.name == BUILDS:
        return lambda: [each.resolve() / "static" for each in build.parent.iterdir()]
    if build.parent.name != EDITIONS or build.parents[2].name != BUILDS:
        return None
    rules = rules_of_edition(build)

    def editions() -> list[Path]:
        found = [each.resolve() / EDITIONS / build.name for each in build.parents[2].iterdir()]
        return [each / "static" for each in found if rules_of_edition(each) == rules]

    return editions


def _whole(body: Any) -> Any:  # noqa: ANN401 - WSGI
    """Read a file at once: given piece by piece, it holds a thread for as long as its reader takes."""
    if not isinstance(body, FileWrapper):
        return body
    try:
        return [b"".join(body)]
    finally:
        body.close()


def _secure(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    if url.startswith("/layers/") or url.endswith(".woff2"):
        headers["Access-Control-Allow-Origin"] = "*"
    if url == "/worker.js":
        headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
