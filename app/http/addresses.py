"""Addresses that are nearly right: a slash too many, ampersands written for HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from layers.view.forgive import tidy_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

#: Where a slash at the end is not part of the address. The page's own address is a slash.
RESOURCES: Final = (
    *("/api/", "/layers/", "/places/", "/atlas.", "/sheet.", "/catalogue.jsonld/", "/stac/"),
    *("/about/", "/tiles/", "/export.html/", "/healthz/", "/figures."),
)
_REDIRECT: Final = "308 Permanent Redirect"


def forgive(server: Flask) -> None:
    """Have a server read addresses as they were meant.

    A slash at the end leads to the resource, whose own address stays the only one; ``&amp;`` between
    the fields of a query is read as ``&``.
    """
    application = server.wsgi_app

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:  # noqa: ANN401 - WSGI
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        environ["QUERY_STRING"] = query = tidy_query(query)
        if not path.endswith("/") or path == "/api/" or not path.startswith(RESOURCES):
            return application(environ, start_response)
        whole = environ.get("SCRIPT_NAME", "") + path.rstrip("/")
        target = quote(whole.encode("latin-1")) + (f"?{query}" if query else "")
        headers = [("Location", target), ("Content-Length", "0"), ("Access-Control-Allow-Origin", "*")]
        start_response(_REDIRECT, headers)
        return []

    server.wsgi_app = answer  # type: ignore[method-assign]
