"""What the machine decides of access: read from the environment with the other settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast, get_args
from urllib.parse import urlsplit

from geodata.audience.rules import AUDIENCES, Audience
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parent.parent.parent
Role = Literal["reader", "partner", "internal", "administrator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
#: What each role gets.
AUDIENCE_OF: Final[Mapping[Role, Audience]] = {
    "reader": "public",
    "partner": "partner",
    "internal": "internal",
    "administrator": "internal",
}
SignIn = Literal["none", "users", "oidc", "header"]
SIGN_INS: Final[tuple[SignIn, ...]] = get_args(SignIn)
#: Who has not signed in gets what one audience gets, or nothing.
Anonymous = Literal["none", "public", "partner", "internal"]
#: Characters of a secret, at least.
SECRET: Final = 32


@dataclass(frozen=True, slots=True)
class Access:
    """Settings of access.

    Parameters
    ----------
    rules
        The rule file (``ATLAS_AUDIENCE``).
    sign_in
        How one signs in (``ATLAS_SIGN_IN``).
    anonymous
        What one gets without (``ATLAS_ANONYMOUS``).
    folder
        Where users and sessions are kept (``ATLAS_ACCESS``).
    catalogue
        Database of sessions and failed attempts, as SQLAlchemy names it (``ATLAS_ACCESS_CATALOGUE``); a file
        of SQLite in the folder if it is empty.
    secret
        What sessions and forms are signed with (``ATLAS_SECRET``, or the file ``ATLAS_SECRET_FILE``).
    hours, idle
        How long a session lasts (``ATLAS_SESSION_HOURS``), and how many minutes without a request
        (``ATLAS_SESSION_IDLE``).
    header, role_header
        Headers in which a named proxy says who asks, and in which roles (``ATLAS_HEADER``,
        ``ATLAS_HEADER_ROLE``).
    issuer, client_id, client_secret
        The provider of OpenID Connect (``ATLAS_OIDC_ISSUER``, ``ATLAS_OIDC_CLIENT_ID``,
        ``ATLAS_OIDC_CLIENT_SECRET``).
    claim
        The claim that holds roles or groups (``ATLAS_OIDC_CLAIM``).
    roles
        Role by what a proxy or a provider calls it (``ATLAS_ROLES``: ``planners=partner,staff=internal``).
    """

    rules: Path = ROOT / "data" / "audience.toml"
    sign_in: SignIn = "none"
    anonymous: Anonymous = "internal"
    folder: Path = ROOT / "access"
    catalogue: str = ""
    secret: str = field(default="", repr=False)
    hours: int = 12
    idle: int = 120
    header: str = "X-Remote-User"
    role_header: str = "X-Remote-Role"
    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    claim: str = "roles"
    roles: Mapping[str, Role] = field(default_factory=lambda: {role: role for role in ROLES})

    @property
    def users(self) -> Path:
        """The file of users."""
        return self.folder / "users.toml"

    def role_of(self, names: list[str]) -> Role:
        """Return the highest role that names of roles or groups give; ``reader`` for none."""
        found = [self.roles[name] for name in names if name in self.roles]
        return max(found, key=ROLES.index, default="reader")


def read_access(environ: Mapping[str, str], *, has_proxies: bool) -> Access:
    """Read the settings of access.

    Raises
    ------
    InputError
        If one cannot be read, or what the way to sign in needs is not set.
    """
    sign_in = _choice(environ, "ATLAS_SIGN_IN", SIGN_INS, "none")
    # A deployment that withholds, or asks who one is, shows strangers what is for everyone, unless told.
    is_open = sign_in == "none" and not environ.get("ATLAS_AUDIENCE")
    anonymous = _choice(environ, "ATLAS_ANONYMOUS", ("none", *AUDIENCES), "internal" if is_open else "public")
    access = Access(
        rules=Path(environ.get("ATLAS_AUDIENCE") or ROOT / "data" / "audience.toml"),
        sign_in=cast("SignIn", sign_in),
        anonymous=cast("Anonymous", anonymous),
        folder=Path(environ.get("ATLAS_ACCESS") or ROOT / "access"),
        catalogue=environ.get("ATLAS_ACCESS_CATALOGUE", ""),
        secret=_secret(environ),
        hours=_number(environ, "ATLAS_SESSION_HOURS", 12, 720),
        idle=_number(environ, "ATLAS_SESSION_IDLE", 120, 43_200),
        header=environ.get("ATLAS_HEADER") or "X-Remote-User",
        role_header=environ.get("ATLAS_HEADER_ROLE") or "X-Remote-Role",
        issuer=environ.get("ATLAS_OIDC_ISSUER", "").rstrip("/"),
        client_id=environ.get("ATLAS_OIDC_CLIENT_ID", ""),
        client_secret=environ.get("ATLAS_OIDC_CLIENT_SECRET", ""),
        claim=environ.get("ATLAS_OIDC_CLAIM") or "roles",
        roles=_roles(environ),
    )
    _check(access, has_proxies=has_proxies)
    return access


def _check(access: Access, *, has_proxies: bool) -> None:
    """Refuse a way to sign in that lacks what it needs: nobody shall think that it is safe."""
    needed: dict[str, bool] = {}
    if access.sign_in != "none":
        needed["ATLAS_SECRET"] = len(access.secret) >= SECRET
    if access.sign_in == "header":
        needed["ATLAS_PROXIES"] = has_proxies
    if access.sign_in == "oidc":
        needed |= {
            "ATLAS_OIDC_ISSUER": urlsplit(access.issuer).scheme in {"http", "https"},
            "ATLAS_OIDC_CLIENT_ID": bool(access.client_id),
            "ATLAS_OIDC_CLIENT_SECRET": bool(access.client_secret),
        }
    if access.sign_in == "none":
        needed["ATLAS_ANONYMOUS"] = access.anonymous != "none"
    for name, is_there in needed.items():
        if not is_there:
            at_least = f" ({SECRET} +)" if name == "ATLAS_SECRET" else ""
            raise InputError(
                f"ATLAS_SIGN_IN = {access.sign_in} demande {name}{at_least} : voyez docs/access.md.",
                f"ATLAS_SIGN_IN = {access.sign_in} needs {name}{at_least}: see docs/access.md.",
            )


def _choice(environ: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    given = environ.get(name) or default
    if given not in known:
        raise _refusal(name, given, ", ".join(known))
    return given


def _number(environ: Mapping[str, str], name: str, default: int, most: int) -> int:
    given = environ.get(name) or str(default)
    if given.isascii() and given.isdigit() and 1 <= int(given) <= most:
        return int(given)
    raise _refusal(name, given, f"1 – {most}")


def _secret(environ: Mapping[str, str]) -> str:
    if path := environ.get("ATLAS_SECRET_FILE"):
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise InputError(
                f"ATLAS_SECRET_FILE : le fichier « {path} » ne se lit pas ({error.strerror}).",
                f"ATLAS_SECRET_FILE: the file “{path}” cannot be read ({error.strerror}).",
            ) from error
    return environ.get("ATLAS_SECRET", "")


def _roles(environ: Mapping[str, str]) -> dict[str, Role]:
    given = environ.get("ATLAS_ROLES", "")
    if not given.strip():
        return {role: role for role in ROLES}
    found: dict[str, Role] = {}
    for pair in given.split(","):
        name, _, role = pair.strip().rpartition("=")
        if role not in ROLES or not name:
            raise _refusal("ATLAS_ROLES", pair, f"NAME={{{'|'.join(ROLES)}}},…")
        found[name] = role
    return found


def _refusal(name: str, given: str, expected: str) -> InputError:
    return InputError(
        f"{name} = « {given[:40]} » : attendu {expected}.", f"{name} = “{given[:40]}”: expected {expected}."
    )
