"""What stands before the application where it matters who asks: each gets the edition of their audience.

An audience has an application of its own, over its own edition. So no route, cache or callback has a rule
for audiences; what this module must see to is that no answer passes from one audience to another on its way.
"""

from __future__ import annotations

import hmac
import re
import threading
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote

from werkzeug.http import parse_cookie

from app.access.cookies import CALL_COOKIE, CALL_HEADER, session_cookie, token_cookie
from app.access.editions import settings_for
from app.access.identity import Identity
from app.access.pages import PAGES, READER, make_pages
from app.access.sessions import Sessions
from app.access.users import Users
from app.http.callbacks import CALLBACKS
from app.http.origin import is_own
from app.serving.bodies import Bodies
from app.serving.refusals import refuse
from geodata.audience.rules import AUDIENCES
from geodata.errors import MissingResourceError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.access.identity import Reader
    from app.settings import Settings
    from geodata.audience.rules import Audience

#: What anyone may ask of a deployment that is closed: whether it runs, and whom to write to.
OPEN: Final = ("/healthz", "/readyz", "/metrics", "/.well-known/security.txt")
#: How a process that computes is told for whom, over the socket of the machine: as a header of the request.
VARIABLE: Final = "HTTP_ATLAS_AUDIENCE"
_TAG: Final = re.compile(r'(W/)?"([^"]*)"')

FOREIGN = Text(
    "Cette demande ne vient pas d’une page de l’atlas : rechargez la page et recommencez.",
    "This request does not come from a page of the atlas: reload the page and try again.",
)
SIGN_IN_FIRST = Text(
    "Cet atlas demande de se connecter : voyez /sign-in.", "This atlas asks you to sign in: see /sign-in."
)


class Editions:
    """An application for each audience, made when it is first asked for."""

    def __init__(self, settings: Settings, make: Callable[[Settings], Any]) -> None:
        self.settings, self._make = settings, make
        self._made: dict[Audience, Any] = {}
        self._lock = threading.Lock()

    def of(self, audience: Audience) -> Any:  # noqa: ANN401 - a WSGI callable
        """Return the application of an audience.

        Raises
        ------
        MissingResourceError
            If its edition is not built.
        """
        found = self._made.get(audience)
        if found is None:
            with self._lock:
                if audience not in self._made:
                    self._made[audience] = self._make(settings_for(self.settings, audience))
                found = self._made[audience]
        return found


class Told:
    """WSGI: the application of the audience that a web process tells; for processes that compute."""

    def __init__(self, editions: Editions) -> None:
        self.editions = editions

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer for that audience; who tells none gets what is for everyone."""
        told = environ.pop(VARIABLE, "")
        audience = next((each for each in AUDIENCES if each == told), AUDIENCES[0])
        return self.editions.of(audience)(environ, start_response)


class Gate:
    """WSGI: the application of the audience of whoever asks."""

    def __init__(self, settings: Settings, make: Callable[[Settings], Any]) -> None:
        self.access, self.public_url = settings.access, settings.public_url
        self.sessions = Sessions(self.access)
        self.identity = Identity(self.access, self.sessions, Users(self.access.users), self.public_url)
        self.editions = Editions(settings, make)
        self.pages = make_pages(settings, self.identity)
        self._pages = Bodies(self.pages, self.pages)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a request as the audience of whoever asks may have it."""
        environ.pop(VARIABLE, None)
        try:
            reader = self.identity.of(environ)
            refusal = self._refusal(environ, reader)
            if refusal:
                return refuse(self.pages, environ, start_response, *refusal)
            path = environ.get("PATH_INFO", "")
            if self.access.sign_in != "none" and PAGES.fullmatch(path):
                environ[READER] = reader
                return self._pages(environ, start_response)
            audience = reader.audience if reader else self.access.anonymous
            if audience == "none":
                if path not in OPEN:
                    return self._closed(environ, start_response)
                audience = AUDIENCES[0]
            return self._answered(environ, start_response, audience, reader)
        except MissingResourceError as error:
            return refuse(self.pages, environ, start_response, 503, error.text, Retry_After="60")

    def _answered(
        self,
        environ: dict[str, Any],
        start_response: Any,  # noqa: ANN401 - WSGI
        audience: Audience,
        reader: Reader | None,
    ) -> Any:  # noqa: ANN401 - WSGI
        """Hand a request to an audience's application, its tags as that knows them."""
        audience = _released_for(environ, audience)
        application = self.editions.of(audience)
        environ[VARIABLE] = audience
        environ.pop("HTTP_IF_MODIFIED_SINCE", None)  # two editions may be of one second
        environ.pop("HTTP_IF_UNMODIFIED_SINCE", None)
        if (given := environ.pop("HTTP_IF_NONE_MATCH", None)) and (own := _own_tags(given, audience)):
            environ["HTTP_IF_NONE_MATCH"] = own
        if given := environ.get("HTTP_IF_MATCH"):
            environ["HTTP_IF_MATCH"] = _own_tags(given, audience) or '"none"'
        if (given := environ.pop("HTTP_IF_RANGE", None)) is not None:
            if own := _own_tags(given, audience):
                environ["HTTP_IF_RANGE"] = own
            else:
                environ.pop("HTTP_RANGE", None)  # a part of something else: all of it is sent
        cookies = self._cookies(environ, reader)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:  # noqa: ANN401 - WSGI
            return start_response(status, [*_apart(headers, audience), *cookies], *more)

        return application(environ, start)

    def _refusal(self, environ: dict[str, Any], reader: Reader | None) -> tuple[int, Text] | None:
        """Why what may change something is not taken: it comes from elsewhere, or has no token."""
        if environ["REQUEST_METHOD"] in {"GET", "HEAD", "OPTIONS"}:
            return None
        if not is_own(environ, self.public_url):
            return 403, FOREIGN
        is_call = environ.get("PATH_INFO") == CALLBACKS
        if is_call and reader and not self._has_token(environ, reader):
            return 403, FOREIGN
        return None

    def _has_token(self, environ: dict[str, Any], reader: Reader) -> bool:
        return hmac.compare_digest(
            environ.get(CALL_HEADER, "").encode(), self.identity.token(reader).encode()
        )

    def _cookies(self, environ: dict[str, Any], reader: Reader | None) -> list[tuple[str, str]]:
        """A new token for a session that is due one, when a page is opened; and the token of calls."""
        is_page = environ.get("PATH_INFO") == "/" and environ["REQUEST_METHOD"] == "GET"
        if reader is None or not is_page:
            return []
        found = []
        if reader.cookie and reader.is_due and (turned := self.sessions.turn(reader.cookie)):
            reader = type(reader)(reader.name, reader.role, turned, turned)
            found.append(session_cookie(environ, self.public_url, turned))
        if found or parse_cookie(environ).get(CALL_COOKIE) != self.identity.token(reader):
            found.append(token_cookie(environ, self.public_url, self.identity.token(reader)))
        return [("Set-Cookie", each) for each in found]

    def _closed(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Send a browser to where one signs in; tell everybody else."""
        is_page = environ["REQUEST_METHOD"] == "GET" and "text/html" in environ.get("HTTP_ACCEPT", "")
        if not is_page or self.access.sign_in == "header":
            return refuse(
                self.pages,
                environ,
                start_response,
                401,
                SIGN_IN_FIRST,
                WWW_Authenticate='Session realm="atlas"',
            )
        query = environ.get("QUERY_STRING", "")
        wanted = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        target = f"{wanted}?{query}" if query else wanted
        place = f"{environ.get('SCRIPT_NAME', '')}/sign-in?next={quote(target, safe='')}"
        start_response("303 See Other", [("Location", place), ("Cache-Control", "no-store")])
        return [b""]


def _released_for(environ: dict[str, Any], audience: Audience) -> Audience:
    """Of which edition an answer is: one's own, or for a sheet that of the wider audience it is meant for."""
    if not environ.get("PATH_INFO", "").startswith("/sheet."):
        return audience
    asked = dict(parse_qsl(environ.get("QUERY_STRING", ""))).get("profile", AUDIENCES[0]).strip().lower()
    wider = AUDIENCES[: AUDIENCES.index(audience)]
    return next((each for each in wider if each == asked), audience)


def _own_tags(given: str, audience: Audience) -> str:
    """Those tags of a validator that this audience was given, as its application knows them."""
    if given.strip() == "*":
        return given
    start = f"{audience}."
    found = [(weak, tag.removeprefix(start)) for weak, tag in _TAG.findall(given) if tag.startswith(start)]
    return ", ".join(f'{weak}"{tag}"' for weak, tag in found)


def _apart(headers: list[tuple[str, str]], audience: Audience) -> list[tuple[str, str]]:
    """Say in an answer's head that it is for one audience: its tag, who may keep it, what it depends on."""
    kept, control, vary = [], "", []
    for name, value in headers:
        match name.lower():
            case "etag":
                kept.append((name, _TAG.sub(rf'\1"{audience}.\2"', value)))
            case "cache-control":
                control = value
            case "vary":
                vary.append(value)
            case "last-modified":
                pass
            case _:
                kept.append((name, value))
    parts = [part.strip() for part in control.split(",") if part.strip() not in {"", "public", "private"}]
    kept.append(("Cache-Control", ", ".join(["private", *(parts or ["no-cache"])])))
    kept.append(("Vary", ", ".join([*vary, "Cookie"])))
    return kept
