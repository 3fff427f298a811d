"""Security headers: only our own scripts run, and nothing is asked of another host unless chosen."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import g, request

from app.addresses import PUBLIC_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flask import Flask, Response

    from app.settings import Settings

#: Addresses whose answers carry the name they were asked under.
NAMING: Final = ("/api", "/catalogue.", "/layers/")


def content_security_policy(
    script_hashes: Iterable[str], basemaps: Mapping[str, Mapping[str, object]]
) -> str:
    """Write the policy: scripts by host and hash; images also from the online basemaps on offer.

    Leaflet and Mantine set inline styles, hence ``'unsafe-inline'`` for styles alone.
    """
    hosts = sorted({_origin(str(basemap["url"])) for basemap in basemaps.values()})
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *script_hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", *hosts],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["*"],
    }
    return "; ".join(f"{rule} {' '.join(values)}" for rule, values in rules.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def secure(server: Flask, policy: Callable[[], str]) -> None:
    """Add the headers to every answer.

    The policy is asked for with the first of them: Dash collects the scripts to be hashed when the
    first request comes.
    """
    written = cache(policy)

    @server.after_request
    def add_headers(answer: Response) -> Response:
        answer.headers.setdefault("Content-Security-Policy", written())
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        answer.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), payment=()")
        return answer


def revalidate(server: Flask) -> None:
    """Let a browser that has the page ask whether it changed, instead of receiving it again."""

    @server.after_request
    def add_validator(answer: Response) -> Response:
        if "page" not in g or answer.status_code != HTTPStatus.OK:
            return answer
        answer.headers["Content-Language"], digest = g.page
        answer.headers["Cache-Control"] = "no-cache"
        answer.vary.add("Accept-Language")
        answer.set_etag(digest, weak=True)
        answer.make_conditional(request)
        return answer


def answer_under(server: Flask, settings: Settings) -> None:
    """Answer under the names that are allowed only.

    Where any name is, an answer that carries the name asked for is not for caches that readers share: one
    reader's name must not be in another's links.
    """
    server.config["TRUSTED_HOSTS"] = settings.trusted_hosts
    server.config[PUBLIC_URL] = settings.public_url
    if settings.trusted_hosts is not None or settings.public_url:
        return

    @server.after_request
    def keep_apart(answer: Response) -> Response:
        if request.path.startswith(NAMING) and answer.cache_control.public:
            answer.cache_control.public = False
            answer.cache_control.private = True
        return answer
