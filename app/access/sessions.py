"""Sessions and failed attempts, in a database that all processes share.

A cookie holds a random token, the database a keyed digest of it: who reads the database cannot sign in with
what is there. Times are seconds since 1970, UTC.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from geodata.errors import MissingResourceError

if TYPE_CHECKING:
    from app.access.settings import Access, Role

#: After how long a token is replaced, and how long the old one is still taken: for what was asked before the
#: answer came.
TURNED: Final = 900.0
GRACE: Final = 60.0
#: How exactly the last request of a session is kept.
SEEN: Final = 60.0

_TABLES = sa.MetaData()
_SESSIONS = sa.Table(
    "sessions",
    _TABLES,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("line", sa.String(32), nullable=False, index=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("stamp", sa.String(64), nullable=False),
    sa.Column("turned", sa.Float, nullable=False),
    sa.Column("seen", sa.Float, nullable=False),
    sa.Column("ends", sa.Float, nullable=False, index=True),
)
_FAILURES = sa.Table(
    "failures",
    _TABLES,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("until", sa.Float, nullable=False),
    sa.Column("forgotten", sa.Float, nullable=False, index=True),
)
#: Failed attempts that cost no wait, by what they are counted for: one name from one client, one client, one
#: name from anywhere (which whoever knows a name can use up, so it is the most).
FREE: Final = {"both": 5, "client": 20, "name": 50}
FIRST: Final = 30.0  # the first wait, seconds; each further failure doubles it
LONGEST: Final = 3600.0
FORGOTTEN: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Session:
    """One reader who has signed in.

    Attributes
    ----------
    name, role
        Who.
    stamp
        What their password was known by, if they have one here: with another one, the session ends.
    line
        What the tokens of one session have in common.
    is_due
        Whether the token is to be replaced.
    """

    name: str
    role: Role
    stamp: str
    line: str
    is_due: bool


@dataclass(frozen=True)
class Sessions:
    """The sessions of one deployment."""

    access: Access

    @cached_property
    def _engine(self) -> sa.Engine:
        address = self.access.catalogue
        try:
            if not address:
                self.access.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                address = f"sqlite:///{self.access.folder.resolve() / 'access.sqlite'}"
            engine = sa.create_engine(address)
            _TABLES.create_all(engine)
        except (OSError, sa.exc.SQLAlchemyError) as error:
            raise _away() from error
        return engine

    def begin(self, name: str, role: Role, stamp: str = "") -> str:
        """Begin a session and return its token."""
        now = time.time()
        self._delete(_SESSIONS.c.ends <= now)
        return self._add(
            line=secrets.token_hex(16), name=name, role=role, stamp=stamp, ends=now + self.access.hours * 3600
        )

    def find(self, token: str) -> Session | None:
        """Return the session of a token, if it is not over; that counts as a request of it."""
        if not token:
            return None
        now, idle = time.time(), self.access.idle * 60
        wanted = sa.select(_SESSIONS).where(
            _SESSIONS.c.id == self._digest(token), _SESSIONS.c.ends > now, _SESSIONS.c.seen > now - idle
        )
        try:
            with self._engine.connect() as database:
                row = database.execute(wanted).one_or_none()
            if row is not None and now - row.seen > SEEN:
                self._update(_SESSIONS.c.line == row.line, seen=now)
        except sa.exc.SQLAlchemyError as error:
            raise _away() from error
        if row is None:
            return None
        return Session(row.name, row.role, row.stamp, row.line, now - row.turned > TURNED)

    def turn(self, token: str) -> str:
        """Give a session a new token; the one before is taken for a moment longer. Empty if there is none."""
        now = time.time()
        with self._engine.begin() as database:
            row = database.execute(
                sa.select(_SESSIONS).where(_SESSIONS.c.id == self._digest(token))
            ).one_or_none()
            if row is None:
                return ""
            # Whoever comes first turns it: of several requests at once, one.
            turned = database.execute(
                sa.update(_SESSIONS)
                .where(_SESSIONS.c.id == row.id, _SESSIONS.c.turned == row.turned)
                .values(turned=now, ends=min(row.ends, now + GRACE))
            )
            if not turned.rowcount:
                return ""
        return self._add(line=row.line, name=row.name, role=row.role, stamp=row.stamp, ends=row.ends)

    def end(self, token: str) -> None:
        """End a session, whichever of its tokens is given."""
        with self._engine.connect() as database:
            line = database.scalar(sa.select(_SESSIONS.c.line).where(_SESSIONS.c.id == self._digest(token)))
        if line:
            self._delete(_SESSIONS.c.line == line)

    def count(self) -> int:
        """How many sessions there are."""
        now, idle = time.time(), self.access.idle * 60
        wanted = sa.select(sa.func.count(sa.distinct(_SESSIONS.c.line))).where(
            _SESSIONS.c.ends > now, _SESSIONS.c.seen > now - idle
        )
        with self._engine.connect() as database:
            return int(database.scalar(wanted) or 0)

    def form_token(self, value: str) -> str:
        """Return what a form or a call must say beside a cookie of this value."""
        return self._digest(f"form:{value}")

    def attempt(self, name: str, client: str) -> float:
        """Count an attempt to sign in before it is looked at; return how many seconds it has to wait.

        Counted beforehand, many attempts at once are no way around it; :meth:`forgive` takes it back.
        """
        return max(self._count(key, FREE[kind]) for kind, key in self._keys(name, client).items())

    def _count(self, key: str, free: int) -> float:
        """Count one attempt, unless it has to wait; return for how long."""
        now, failed = time.time(), _FAILURES.c.failed
        more = sa.case((_FAILURES.c.forgotten <= now, 1), else_=failed + 1)
        mine = _FAILURES.c.id == key
        with self._engine.begin() as database:
            counted = database.execute(
                sa.update(_FAILURES)
                .where(mine, _FAILURES.c.until <= now)
                .values(failed=more, forgotten=now + FORGOTTEN)
            )
            if not counted.rowcount:
                until = database.scalar(sa.select(_FAILURES.c.until).where(mine))
                if until is not None:
                    return max(0.0, float(until) - now)
                try:
                    first = {"failed": 1, "until": 0.0, "forgotten": now + FORGOTTEN}
                    database.execute(sa.insert(_FAILURES).values(id=key, **first))
                except sa.exc.IntegrityError:  # another process was first: an attempt is lost, not a wait
                    return 0.0
            over = int(database.scalar(sa.select(failed).where(mine)) or 0) - free
            if over >= 0:
                pause = min(LONGEST, FIRST * 2 ** min(over, 12))
                database.execute(sa.update(_FAILURES).where(mine).values(until=now + pause))
        return 0.0

    def forgive(self, name: str, client: str) -> None:
        """Forget the failures of a name: it has signed in. Of its client, only this attempt is forgotten."""
        keys = self._keys(name, client)
        with self._engine.begin() as database:
            database.execute(
                sa.delete(_FAILURES).where(
                    _FAILURES.c.id.in_([keys["both"], keys["name"]]) | (_FAILURES.c.forgotten <= time.time())
                )
            )
            database.execute(
                sa.update(_FAILURES)
                .where(_FAILURES.c.id == keys["client"])
                .values(failed=_FAILURES.c.failed - 1)
            )

    def _keys(self, name: str, client: str) -> dict[str, str]:
        """What an attempt is counted for, as digests: the database holds no address."""
        folded = name.strip().casefold()
        told = {"both": f"{folded}\0{client}", "client": client, "name": folded}
        return {kind: self._digest(f"{kind}:{text}") for kind, text in told.items()}

    def _add(self, **values: Any) -> str:  # noqa: ANN401 - columns
        token, now = secrets.token_urlsafe(32), time.time()
        with self._engine.begin() as database:
            database.execute(
                sa.insert(_SESSIONS).values(id=self._digest(token), turned=now, seen=now, **values)
            )
        return token

    def _update(self, *where: sa.ColumnElement[bool], **values: Any) -> None:  # noqa: ANN401 - columns
        with self._engine.begin() as database:
            database.execute(sa.update(_SESSIONS).where(*where).values(**values))

    def _delete(self, *where: sa.ColumnElement[bool]) -> None:
        with self._engine.begin() as database:
            database.execute(sa.delete(_SESSIONS).where(*where))

    def _digest(self, text: str) -> str:
        return hmac.new(self.access.secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def _away() -> MissingResourceError:
    return MissingResourceError(
        "Le registre des sessions n’est pas utilisable : voyez ATLAS_ACCESS et ATLAS_ACCESS_CATALOGUE.",
        "The record of sessions cannot be used: see ATLAS_ACCESS and ATLAS_ACCESS_CATALOGUE.",
    )
