"""Security headers: only our own scripts run, and nothing is asked of another host unless chosen."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from flask import g, request

from app.addresses import FRAMES, PUBLIC_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flask import Flask, Response

    from app.settings import Settings

#: Addresses whose answers carry the name they were asked under.
NAMING: Final = ("/api", "/catalogue.", "/layers/", "/tiles/wmts")


def content_security_policy(
    script_hashes: Iterable[str], basemaps: Mapping[str, Mapping[str, object]], frames: str = "*"
) -> str:
    """Write the explorer's policy: scripts by host and hash; images also from the online basemaps on offer.

    Mantine puts style sheets into the page, and the frame has style attributes, hence ``'unsafe-inline'``
    for styles alone; of every other page see :func:`plain_policy`.
    """
    urls = [str(basemap["url"]) for basemap in basemaps.values()]
    hosts = sorted({_origin(url) for url in urls if "://" in url})  # the server's own ground needs none
    return _written(
        {
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
            "frame-ancestors": [frames],
        }
    )


def plain_policy(frames: str = "*") -> str:
    """Write the policy of all that is no explorer: pages without scripts, files, answers in JSON."""
    return _written(
        {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "font-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": [frames],
        }
    )


def _written(rules: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(f"{rule} {' '.join(values)}" for rule, values in rules.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def common_headers(settings: Settings) -> list[tuple[str, str]]:
    """The headers of every answer that has none of its own of the name."""
    headers = [
        ("Content-Security-Policy", plain_policy(settings.frames)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), payment=()"),
    ]
    if settings.hsts:
        headers.append(("Strict-Transport-Security", f"max-age={settings.hsts}; includeSubDomains"))
    return headers


class Secured:
    """WSGI: the headers of every answer, whoever made it: the application, a ready file, a refusal."""

    def __init__(self, application: Any, settings: Settings) -> None:  # noqa: ANN401 - a WSGI callable
        self.application = application
        self.common = [(name, value, name.lower()) for name, value in common_headers(settings)]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer with what is missing."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:  # noqa: ANN401 - WSGI
            said = {name.lower() for name, _ in headers}
            added = [(name, value) for name, value, key in self.common if key not in said]
            return start_response(status, [*headers, *added], *more)

        return self.application(environ, start)


def secure(server: Flask, policy: Callable[[], str]) -> None:
    """Give the explorer's page its policy, and an answer to a failed condition no body.

    The policy is asked for with the first page: Dash collects the scripts to be hashed when the first
    request comes.
    """
    written = cache(policy)

    @server.after_request
    def add_policy(answer: Response) -> Response:
        if "page" in g:
            answer.headers.setdefault("Content-Security-Policy", written())
        if answer.status_code == HTTPStatus.PRECONDITION_FAILED:
            answer.set_data(b"")
            for name in ("Content-Encoding", "Content-Disposition", "Content-Type"):
                answer.headers.pop(name, None)
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
    server.config[FRAMES] = settings.frames
    if settings.trusted_hosts is not None or settings.public_url:
        return

    @server.after_request
    def keep_apart(answer: Response) -> Response:
        if request.path.startswith(NAMING) and answer.cache_control.public:
            answer.cache_control.public = False
            answer.cache_control.private = True
        return answer
