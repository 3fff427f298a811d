"""The file of users: of each name, role and the Argon2 digest of a password; the command that writes it."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import json
import re
import sys
import threading
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from app.access.settings import ROLES
from geodata.errors import InputError, NotFoundError
from layers.artifact.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from app.access.settings import Role

#: OWASP's second choice: 19 MiB an attempt, since a web process stays small.
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
NAME: Final = re.compile(r"[\w.@+-]{1,80}")
SHORTEST, LONGEST = 12, 200  # characters of a password
#: Passwords that one process looks at together.
_AT_ONCE: Final = threading.Semaphore(2)


@dataclass(frozen=True, slots=True)
class User:
    """One user; ``stamp`` changes with the password."""

    name: str
    role: Role
    digest: str

    @property
    def stamp(self) -> str:
        """A short name for the password's digest."""
        return hashlib.sha256(self.digest.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Users:
    """The users of one file."""

    path: Path

    def read(self) -> dict[str, User]:
        """Return all by name; none if there is no file.

        Raises
        ------
        InputError
            If it is not as :meth:`write` leaves it.
        """
        try:
            return _read(self.path, self.path.stat().st_mtime_ns)
        except FileNotFoundError:
            return {}

    def write(self, users: dict[str, User]) -> None:
        """Write all of them, for the owner of the file only."""
        lines = [
            f'[users.{json.dumps(user.name)}]\nrole = "{user.role}"\nhash = "{user.digest}"\n'
            for _, user in sorted(users.items())
        ]
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(self.path, "\n".join(lines).encode())
        self.path.chmod(0o600)

    def check(self, name: str, password: str) -> User | None:
        """Return the user of a name and a password; it takes as long for a name that there is not."""
        user = self.read().get(name)
        with _AT_ONCE:
            try:
                HASHER.verify(user.digest if user else self._nobody, password[:LONGEST])
            except (Argon2Error, InvalidHashError):
                return None
        return user

    @cached_property
    def _nobody(self) -> str:
        return HASHER.hash("nobody has this one")


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: int) -> dict[str, User]:
    try:
        told = tomllib.loads(path.read_text("utf-8")).get("users", {})
        users = {name: User(name, each["role"], each["hash"]) for name, each in told.items()}
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(path) from error
    if any(user.role not in ROLES for user in users.values()):
        raise _bad(path)
    return users


def _bad(path: Path) -> InputError:
    return InputError(
        f"Le fichier des utilisateurs « {path} » est illisible : « python -m app user list » l’écrit.",
        f"The users file “{path}” cannot be read: “python -m app user” writes it.",
    )


def command(arguments: list[str], path: Path) -> int:
    """Run ``python -m app user …``."""
    parser = argparse.ArgumentParser(prog="python -m app user", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, about in (("add", "add a user, or give one another password"), ("role", "change a role")):
        each = commands.add_parser(name, help=about)
        each.add_argument("name")
        each.add_argument("--role", choices=ROLES, required=name == "role", default="reader")
    commands.add_parser("remove", help="remove a user").add_argument("name")
    commands.add_parser("list", help="name all users, with their roles")
    given = parser.parse_args(arguments)
    users = Users(path)
    known = users.read()
    if given.command == "list":
        print(*(f"{user.name}\t{user.role}" for user in known.values()), sep="\n")
        return 0
    if given.command == "add":
        known[given.name] = _new(given)
    elif given.name not in known:
        raise NotFoundError(f"Aucun utilisateur « {given.name} ».", f"No user “{given.name}”.")
    elif given.command == "role":
        known[given.name] = User(given.name, given.role, known[given.name].digest)
    else:
        del known[given.name]
    users.write(known)
    return 0


def _new(given: Any) -> User:  # noqa: ANN401 - parsed arguments
    if not NAME.fullmatch(given.name):
        raise InputError(
            "Un nom a 80 lettres, chiffres, points, tirets ou @ au plus.",
            "A name has at most 80 letters, figures, dots, hyphens or @.",
        )
    password = _password()
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            f"Un mot de passe a de {SHORTEST} à {LONGEST} caractères.",
            f"A password has {SHORTEST} to {LONGEST} characters.",
        )
    return User(given.name, cast("Role", given.role), HASHER.hash(password))


def _password() -> str:
    """Ask twice where somebody types; else take the first line of what is handed in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Mot de passe / Password: ")
    if getpass.getpass("Encore une fois / Once more: ") != first:
        raise InputError("Les deux mots de passe diffèrent.", "The two passwords differ.")
    return first
