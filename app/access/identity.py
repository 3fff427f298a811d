"""Who asks: by a session, or by what a named proxy says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from werkzeug.http import parse_cookie

from app.access.cookies import cookie_name
from app.access.settings import AUDIENCE_OF
from app.serving.peers import variable

if TYPE_CHECKING:
    from app.access.sessions import Sessions
    from app.access.settings import Access, Role
    from app.access.users import Users
    from geodata.audience.rules import Audience

#: Between names of roles or groups in a header.
_BETWEEN: Final = re.compile(r"[,;|]")
LONGEST: Final = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Reader:
    """Who has signed in.

    Attributes
    ----------
    name, role
        Who, and what they may.
    key
        What tokens of forms are made with.
    cookie
        The token of their session; empty where a proxy says who asks.
    is_due
        Whether that token is to be replaced.
    """

    name: str
    role: Role
    key: str
    cookie: str = ""
    is_due: bool = False

    @property
    def audience(self) -> Audience:
        """What they get."""
        return AUDIENCE_OF[self.role]


@dataclass(frozen=True)
class Identity:
    """Who asks, in one deployment."""

    access: Access
    sessions: Sessions
    users: Users
    public_url: str = ""

    def of(self, environ: dict[str, Any]) -> Reader | None:
        """Return who asks; None for whoever has not signed in.

        Notes
        -----
        Headers are those of named proxies: all others' were taken away (:mod:`app.serving.peers`).
        """
        if self.access.sign_in == "header":
            return self._named(environ)
        if self.access.sign_in == "none":
            return None
        cookie = parse_cookie(environ).get(cookie_name(environ, self.public_url), "")
        session = self.sessions.find(cookie)
        if session is None:
            return None
        role = session.role
        if self.access.sign_in == "users":
            user = self.users.read().get(session.name)
            if user is None or user.stamp != session.stamp:  # removed, or with another password
                return None
            role = user.role
        return Reader(session.name, role, cookie, cookie, session.is_due)

    def _named(self, environ: dict[str, Any]) -> Reader | None:
        name = str(environ.get(variable(self.access.header), "")).strip()[:LONGEST]
        if not name:
            return None
        told = str(environ.get(variable(self.access.role_header), ""))
        names = [each.strip() for each in _BETWEEN.split(told)]
        return Reader(name, self.access.role_of(names), f"header:{name}")

    def token(self, reader: Reader) -> str:
        """Return what forms and calls of a reader must say."""
        return self.sessions.form_token(reader.key)
