"""Who asks, under which name and path: what proxies forward is believed only of those that are named."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from app.settings import Settings

#: What stands in a query as it is: what is not ASCII is escaped, as it should have been.
ASCII: Final = "".join(chr(code) for code in range(0x21, 0x7F))
FORWARDED: Final = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_FORWARDED",
)
#: A path below which the atlas may be: it is written into pages and redirections.
PREFIX: Final = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")


class Forwarded:
    """WSGI: ``X-Forwarded-For``, ``-Proto``, ``-Host`` and ``-Prefix`` of named proxies; nobody else's.

    So are the headers in which a proxy says who asks. The path of the public address counts as prefix where
    no proxy tells another. A front may take it off or leave it; what is answered inside begins at the atlas's
    own root.
    """

    def __init__(self, application: Any, settings: Settings) -> None:  # noqa: ANN401 - a WSGI callable
        self.application = application
        self.proxies = settings.proxies
        self.theirs = (*FORWARDED, variable(settings.access.header), variable(settings.access.role_header))
        self.prefix = settings.prefix
        self.behind = ProxyFix(self._below, x_for=1, x_proto=1, x_host=1, x_prefix=1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer with the address and the name that the reader used."""
        environ["QUERY_STRING"] = quote(environ.get("QUERY_STRING", "").encode("latin-1"), safe=ASCII)
        if self.proxies and self._is_named(environ.get("REMOTE_ADDR", "")):
            return self.behind(environ, start_response)
        for name in self.theirs:
            environ.pop(name, None)
        return self._below(environ, start_response)

    def _below(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Take the prefix off the path; the prefix alone leads to the page below it."""
        told = environ.get("SCRIPT_NAME", "").rstrip("/")
        prefix = told if PREFIX.fullmatch(told) else self.prefix
        environ["SCRIPT_NAME"] = prefix
        if not prefix:
            return self.application(environ, start_response)
        path = environ.get("PATH_INFO", "")
        if path in {"", prefix}:
            query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
            where = quote(f"{prefix}/", safe="/~") + query
            start_response("308 Permanent Redirect", [("Location", where), ("Content-Length", "0")])
            return [b""]
        environ["PATH_INFO"] = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
        return self.application(environ, start_response)

    def _is_named(self, address: str) -> bool:
        try:
            asker = ip_address(address)
        except ValueError:
            return False
        return any(asker in network for network in self.proxies)


def variable(header: str) -> str:
    """Return the name of a header among the variables of WSGI."""
    return f"HTTP_{header.upper().replace('-', '_')}"


def client_of(environ: dict[str, Any]) -> str:
    """Return whom a request counts for: an IPv4 address, or the /64 that a household has of IPv6."""
    given = str(environ.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(given)
    except ValueError:
        return given
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
