"""The cookies of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from werkzeug.http import dump_cookie

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Dash sends what this cookie holds as the header below, with every call.
CALL_COOKIE: Final = "_csrf_token"
CALL_HEADER: Final = "HTTP_X_CSRFTOKEN"


def is_secure(environ: Mapping[str, Any], public_url: str) -> bool:
    """Whether the reader's browser speaks TLS."""
    return environ.get("wsgi.url_scheme") == "https" or public_url.startswith("https://")


def cookie_name(environ: Mapping[str, Any], public_url: str) -> str:
    """Name of the session's cookie; the prefix has browsers refuse it from a subdomain or without TLS."""
    if not is_secure(environ, public_url):
        return "atlas_session"
    return "__Secure-atlas_session" if environ.get("SCRIPT_NAME") else "__Host-atlas_session"


def session_cookie(environ: Mapping[str, Any], public_url: str, token: str) -> str:
    """Write the cookie of a session; an empty token takes it away."""
    return _cookie(environ, public_url, cookie_name(environ, public_url), token, httponly=True)


def token_cookie(environ: Mapping[str, Any], public_url: str, token: str) -> str:
    """Write the cookie that Dash reads the token of its calls from; an empty token takes it away."""
    return _cookie(environ, public_url, CALL_COOKIE, token, httponly=False)


def _cookie(environ: Mapping[str, Any], public_url: str, name: str, value: str, *, httponly: bool) -> str:
    return dump_cookie(
        name,
        value,
        max_age=None if value else 0,
        path=environ.get("SCRIPT_NAME") or "/",
        secure=is_secure(environ, public_url),
        httponly=httponly,
        samesite="Lax" if httponly else "Strict",
    )
