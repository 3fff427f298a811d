"""The pages of sign-in, account and administration: no script, every form with a token."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Response, abort, redirect, request

from app.access import admin
from app.access.cookies import is_secure, session_cookie, token_cookie
from app.access.settings import AUDIENCE_OF
from app.api import reader_lang, register_errors
from app.serving.peers import client_of
from app.words.access import access_word
from layers.templating import make_environment

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

    from app.access.identity import Identity, Reader
    from app.access.oidc import Provider
    from app.access.settings import Access, Role
    from app.settings import Settings

HERE: Final = Path(__file__).resolve().parent
#: Addresses that these pages answer.
PAGES: Final = re.compile(r"/(sign-in(/start|/back)?|sign-out|account|admin(/uploads)?|access\.css)")
#: Variable of WSGI in which the gate says who asks.
READER: Final = "atlas.reader"
#: Cookie of a form of someone who has no session yet.
FORM: Final = "atlas_form"
LONGEST: Final = 10_000  # bytes of a form
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_NAMES: Final = (("fr", "Français"), ("en", "English"))
log = logging.getLogger(__name__)


def make_pages(settings: Settings, identity: Identity) -> Flask:
    """Return the application of these pages."""
    server = Flask("mission_atlas_access", static_folder=None)
    server.config.update(
        SECRET_KEY=hashlib.sha256(f"oidc:{settings.access.secret}".encode()).hexdigest(),
        SESSION_COOKIE_NAME="atlas_oidc",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        MAX_CONTENT_LENGTH=LONGEST,
        TRUSTED_HOSTS=settings.trusted_hosts,
    )
    pages = Pages(settings, identity, _provider(server, settings.access))
    for rule, methods, view in (
        ("/sign-in", ["GET"], pages.form),
        ("/sign-in", ["POST"], pages.sign_in),
        ("/sign-in/start", ["GET"], pages.start),
        ("/sign-in/back", ["GET"], pages.back),
        ("/account", ["GET"], pages.account),
        ("/sign-out", ["POST"], pages.sign_out),
        ("/admin", ["GET"], pages.administration),
        ("/admin/uploads", ["POST"], pages.delete),
        ("/access.css", ["GET"], pages.style),
    ):
        server.add_url_rule(rule, f"{view.__name__}", view, methods=methods)
    register_errors(server)

    @server.after_request
    def harden(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return server


def _provider(server: Flask, access: Access) -> Provider | None:
    if access.sign_in != "oidc":
        return None
    from app.access.oidc import Provider  # noqa: PLC0415 - cryptography is loaded where it is needed only

    return Provider(server, access)


class Pages:
    """The pages of one deployment."""

    def __init__(self, settings: Settings, identity: Identity, provider: Provider | None) -> None:
        self.settings, self.access, self.identity = settings, settings.access, identity
        self.sessions, self.provider = identity.sessions, provider

    def form(self, problem: str = "", status: int = 200, name: str = "", wait: int = 0) -> Answer:
        """The form of sign-in, or the way to the provider."""
        if self._reader is not None and not problem:
            return redirect(f"{request.script_root}/account", 303)
        lang = reader_lang()
        value = request.cookies.get(FORM) or secrets.token_urlsafe(24)
        after = _inside(request.values.get("next", ""))
        url = f"{request.script_root}/sign-in/start" if self.provider else ""
        words = {"problem": access_word(problem, lang, minutes=-(-wait // 60)) if problem else ""}
        content = {"token": self.sessions.form_token(value), "next": after, "name": name, "start_url": url}
        answer = self._page("sign_in.html", status, {**content, **words})
        path, secure = f"{request.script_root}/sign-in", is_secure(request.environ, self.settings.public_url)
        answer.set_cookie(FORM, value, path=path, secure=secure, httponly=True, samesite="Strict")
        if wait:
            answer.headers["Retry-After"] = str(wait)
        return answer

    def sign_in(self) -> Answer:
        """Look at a name and a password."""
        if self.access.sign_in != "users":
            abort(404)
        value, told = request.cookies.get(FORM, ""), request.form.get("token", "")
        name, password = request.form.get("name", "").strip(), request.form.get("password", "")
        if not value or not _same(told, self.sessions.form_token(value)):
            return self.form("stale", 400, name)
        client = client_of(request.environ)
        if wait := self.sessions.attempt(name, client):
            return self.form("wait", 429, name, int(wait) + 1)
        user = self.identity.users.check(name, password)
        if user is None:
            log.warning("a sign-in failed")
            return self.form("wrong", 403, name)
        self.sessions.forgive(name, client)
        return self._signed_in(user.name, user.role, user.stamp, request.form.get("next", ""))

    def start(self) -> Answer:
        """Send to the provider."""
        if self.provider is None:
            abort(404)
        root = self.settings.public_url or request.url_root.rstrip("/")
        return self.provider.start(f"{root}/sign-in/back")

    def back(self) -> Answer:
        """Take who comes back from the provider."""
        found = self.provider.finish() if self.provider else abort(404)
        if found is None:
            return self.form("refused", 403)
        return self._signed_in(*found, "", "")

    def _signed_in(self, name: str, role: Role, stamp: str, after: str) -> Answer:
        """Begin a session under a new token; one from before is over."""
        if (reader := self._reader) and reader.cookie:
            self.sessions.end(reader.cookie)
        token = self.sessions.begin(name, role, stamp)
        answer = redirect(request.script_root + (_inside(after) or "/"), 303)
        environ, url = request.environ, self.settings.public_url
        answer.headers.add("Set-Cookie", session_cookie(environ, url, token))
        answer.headers.add("Set-Cookie", token_cookie(environ, url, self.sessions.form_token(token)))
        answer.delete_cookie(FORM, path=f"{request.script_root}/sign-in")
        return answer

    def account(self) -> Answer:
        """Who is signed in, and the way out."""
        reader = self._reader
        if reader is None:
            return redirect(f"{request.script_root}/sign-in?lang={reader_lang()}", 303)
        content = {
            "name": reader.name,
            "role": reader.role,
            "audience": AUDIENCE_OF[reader.role],
            "by_proxy": not reader.cookie,
            "token": self.identity.token(reader),
        }
        return self._page("account.html", content=content)

    def sign_out(self) -> Answer:
        """End the session; what caches of this browser hold of it goes too."""
        reader = self._checked()
        self.sessions.end(reader.cookie)
        answer = redirect(f"{request.script_root}/sign-in?lang={reader_lang()}", 303)
        environ, url = request.environ, self.settings.public_url
        answer.headers.add("Set-Cookie", session_cookie(environ, url, ""))
        answer.headers.add("Set-Cookie", token_cookie(environ, url, ""))
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    def administration(self) -> Answer:
        """Queue, storage and readers' tables."""
        reader = self._administrator()
        lang = reader_lang()
        listed, count = admin.uploads(self.settings, lang)
        content = {
            "queue": admin.queue(self.settings, self.sessions),
            "storage": admin.storage(self.settings, lang),
            "uploads": listed,
            "count": count,
            "token": self.identity.token(reader),
        }
        return self._page("admin.html", content=content, is_wide=True)

    def delete(self) -> Answer:
        """Delete a reader's table."""
        self._administrator()
        self._checked()
        if (store := admin.store_of(self.settings)) is not None:
            store.forget(request.form.get("id", ""))
        return redirect(f"{request.script_root}/admin?lang={reader_lang()}", 303)

    def style(self) -> Answer:
        """How these pages look."""
        answer = Response((HERE / "style.css").read_bytes(), mimetype="text/css")
        answer.headers["Cache-Control"] = "public, max-age=300"
        return answer

    @property
    def _reader(self) -> Reader | None:
        reader: Reader | None = request.environ[READER]
        return reader

    def _administrator(self) -> Reader:
        """Who asks, if they are an administrator; the page is hidden from everybody else."""
        reader = self._reader
        return reader if reader and reader.role == "administrator" else abort(404)

    def _checked(self) -> Reader:
        """Who asks, if their form has the token of their session."""
        reader = self._reader
        if reader is None or not _same(request.form.get("token", ""), self.identity.token(reader)):
            abort(403)
        return reader

    def _page(
        self,
        template: str,
        status: int = 200,
        content: dict[str, Any] | None = None,
        *,
        is_wide: bool = False,
    ) -> Response:
        lang = reader_lang()
        environment = make_environment(lang, HERE / "templates", word=access_word)
        root = request.script_root
        languages = [(code, name, f"{root}{request.path}?lang={code}") for code, name in _NAMES]
        page = environment.get_template(template).render(
            root=root, languages=languages, is_wide=is_wide, **(content or {})
        )
        answer = Response(page, status, mimetype="text/html")
        answer.headers["Content-Language"] = lang
        return answer


def _same(told: str, known: str) -> bool:
    return hmac.compare_digest(told.encode(), known.encode())


def _inside(target: str) -> str:
    """An address of this atlas to go on to; empty for any other."""
    is_inside = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if is_inside and "\\" not in target else ""
