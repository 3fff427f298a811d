"""Each request counted and, where logs are JSON, told: identifier, kind, method, status, duration."""

from __future__ import annotations

import re
import time
from ipaddress import ip_address
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from app.observe.logs import REQUEST, tell
from app.observe.metrics import IN_HAND, REQUESTS, SECONDS, note_memory, written

if TYPE_CHECKING:
    from app.settings import Settings

METRICS: Final = "/metrics"
#: Kinds of requests, the first that fits: a few, whatever is asked for.
KINDS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("page", r"/$|/about$"),
        ("health", r"/(healthz|readyz|metrics)$"),
        ("callback", r"/_dash-update-component$"),
        ("api", r"/api(/|$)|/catalogue"),
        ("sheet", r"/sheet\.|/export\.html$"),
        ("tile", r"/tiles/|/ground/"),
        ("download", r"/atlas\.|/layers/[^.]+\.(?!geojson|fr\.|en\.)"),
        ("layer", r"/layers(/|$)"),
        ("own", r"/own/"),
        ("place", r"/(panel|places|search|figures|timeline)[/.]|/places$"),
        ("file", r"/(static|kept|_dash-[a-z-]+)(/|$)|/worker\.js$"),
    )
)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def kind_of(path: str) -> str:
    """Return the kind of a request by its path.

    Examples
    --------
    >>> kind_of("/layers/sites.geojson"), kind_of("/layers/sites.csv"), kind_of("/wp-login.php")
    ('layer', 'download', 'other')
    """
    return next((name for name, pattern in KINDS if pattern.match(path)), "other")


class Observed:
    """WSGI: the application's answers, counted; ``/metrics`` for those who may read the counts."""

    def __init__(self, application: Any, settings: Settings) -> None:  # noqa: ANN401 - a WSGI callable
        self.application = application
        self.readers = settings.metrics

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a request, and note it."""
        path = environ.get("PATH_INFO", "")
        if path == METRICS and environ["REQUEST_METHOD"] == "GET" and self._may_read(environ):
            content, media = written()
            start_response("200 OK", [("Content-Type", media), ("Cache-Control", "no-store")])
            return [content]
        identifier = token_hex(8)
        environ["HTTP_X_REQUEST_ID"] = identifier
        mark = REQUEST.set(identifier)
        told: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:  # noqa: ANN401 - WSGI
            told.append(status)
            return start_response(status, [*headers, ("X-Request-Id", identifier)], *more)

        began = time.perf_counter()
        IN_HAND.inc()
        try:
            return self.application(environ, start)
        finally:
            IN_HAND.dec()
            self._note(environ, path, told, time.perf_counter() - began)
            REQUEST.reset(mark)

    def _note(self, environ: dict[str, Any], path: str, told: list[str], seconds: float) -> None:
        kind, status = kind_of(path), told[-1][:3] if told else "500"
        asked = environ["REQUEST_METHOD"]
        method = asked if asked in METHODS else "other"
        REQUESTS.labels(kind, method, status).inc()
        SECONDS.labels(kind).observe(seconds)
        if kind == "health":
            note_memory()
        tell("request", kind=kind, method=method, status=int(status), ms=round(seconds * 1000, 1))

    def _may_read(self, environ: dict[str, Any]) -> bool:
        try:
            asker = ip_address(environ.get("REMOTE_ADDR", ""))
        except ValueError:
            return False
        return any(asker in network for network in self.readers)
