"""Keep what readers add: files through fsspec, a catalogue through SQLAlchemy, each with an end.

The identifier is all that a link carries: whoever has it may read the layer, nobody can guess it. Lists,
changes and deletion ask for the owner's token, of which only a digest is kept.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from fsspec.core import url_to_fs

from geodata.errors import InputError, MissingResourceError, NotFoundError
from geodata.own.keeping.names import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME: Final = re.compile(r"[a-z]{1,12}(\.(fr|en))?\.(json|geojson|parquet|csv)")
_TOKEN: Final = re.compile(r"[\w-]{20,100}")
DAY: Final = 86_400.0  # seconds
#: What is read and not added is forgotten after this many days.
DRAFT_DAYS: Final = 1.0
#: What one owner may keep, and what everybody may keep together (bytes).
MOST_OF_ONE: Final = 40
MOST_BYTES: Final = 2_000_000_000

_TABLES = sa.MetaData()
_KEPT = sa.Table(
    "kept",
    _TABLES,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("owner", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("shape", sa.String(64), nullable=False),
    sa.Column("is_layer", sa.Boolean, nullable=False),
    sa.Column("made", sa.Float, nullable=False),
    sa.Column("ends", sa.Float, nullable=False, index=True),
    sa.Column("bytes", sa.BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of a reader.

    Attributes
    ----------
    id
        Its unguessable identifier.
    title
        The reader's name for it.
    file
        Name of the file that it was read from.
    is_layer
        Whether it was added to the map; if not, it is a draft that ends within a day.
    made, ends
        Seconds since 1970, UTC.
    bytes
        Size of its files.
    """

    id: str
    title: str
    file: str
    is_layer: bool
    made: float
    ends: float
    bytes: int


@dataclass(frozen=True)
class Store:
    """The tables of all readers.

    Parameters
    ----------
    folder
        Where files lie: a path, or an address of fsspec (``s3://bucket/atlas``).
    catalogue
        Address of a database for SQLAlchemy; a SQLite file in ``folder`` if it is empty.
    days
        How long a layer is kept.
    """

    folder: str
    catalogue: str = ""
    days: float = 30.0

    @cached_property
    def _files(self) -> tuple[Any, str]:
        found: tuple[Any, str] = url_to_fs(self.folder)
        return found

    @cached_property
    def _engine(self) -> sa.Engine:
        address = self.catalogue
        try:
            if not address:
                Path(self.folder).mkdir(parents=True, exist_ok=True, mode=0o700)
                address = f"sqlite:///{Path(self.folder).resolve() / 'catalogue.sqlite'}"
            engine = sa.create_engine(address, pool_pre_ping=True)  # a database that was away is found again
            _TABLES.create_all(engine)
        except (OSError, sa.exc.SQLAlchemyError) as error:
            raise _away() from error
        return engine

    @contextmanager
    def _database(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept at the end.

        Raises
        ------
        MissingResourceError
            If the database is away.
        """
        try:
            with self._engine.begin() as database:
                yield database
        except sa.exc.SQLAlchemyError as error:
            raise _away() from error

    def add(self, owner: str, title: str, file: str, files: Mapping[str, bytes], shape: str = "") -> Kept:
        """Keep a draft under a new identifier; tables of one ``shape`` share what was corrected.

        Raises
        ------
        InputError
            If the owner, or everybody together, keeps too much.
        """
        self.forget_ended()
        digest = _digest(owner)
        size = sum(map(len, files.values()))
        with self._database() as database:
            own = database.scalar(sa.select(sa.func.count()).where(_KEPT.c.owner == digest)) or 0
            whole = database.scalar(sa.select(sa.func.sum(_KEPT.c.bytes))) or 0
        if own >= MOST_OF_ONE or whole + size > MOST_BYTES:
            raise InputError(
                "Il n’y a plus de place : supprimez une de vos couches, ou réessayez plus tard.",
                "There is no room left: delete one of your layers, or try again later.",
            )
        name, now = f"own-{secrets.token_hex(16)}", time.time()
        kept = Kept(name, title[:120], file[:120], False, now, now + DRAFT_DAYS * DAY, size)
        self._write(name, files)
        row = {key: getattr(kept, key) for key in Kept.__slots__}
        with self._database() as database:
            database.execute(sa.insert(_KEPT).values(**row, owner=digest, shape=shape))
        return kept

    def get(self, name: str) -> Kept:
        """Return what is kept under an identifier.

        Raises
        ------
        NotFoundError
            If nothing is, or no longer.
        """
        found = self._select(_KEPT.c.id == name) if IDENTIFIER.fullmatch(name) else []
        if not found:
            raise _gone()
        return found[0]

    def owned(self, name: str, owner: str) -> Kept:
        """Return what is kept under an identifier, to its owner only.

        Raises
        ------
        NotFoundError
            If nothing is, or it is somebody else's: the answer does not tell which.
        """
        found = self._select(_KEPT.c.id == name, _KEPT.c.owner == _digest(owner))
        if not found:
            raise _gone()
        return found[0]

    def of_owner(self, owner: str) -> list[Kept]:
        """The layers of one owner, the newest first; drafts are not among them."""
        if not _TOKEN.fullmatch(owner):
            return []
        return self._select(_KEPT.c.owner == _digest(owner), _KEPT.c.is_layer)

    def alike(self, owner: str, shape: str) -> Kept | None:
        """The owner's last table of the same shape that has corrections, if there is one."""
        files, _ = self._files
        found = self._select(_KEPT.c.owner == _digest(owner), _KEPT.c.shape == shape)
        return next((kept for kept in found if files.exists(self._path(kept.id, "corrections.csv"))), None)

    def change(self, name: str, owner: str, title: str, files: Mapping[str, bytes]) -> Kept:
        """Write the files of a layer, which is one from now on and lasts for its time."""
        kept = self.owned(name, owner)
        self._write(name, files)
        size = kept.bytes + sum(map(len, files.values()))
        values = {
            "title": title[:120],
            "is_layer": True,
            "ends": time.time() + self.days * DAY,
            "bytes": size,
        }
        with self._database() as database:
            database.execute(sa.update(_KEPT).where(_KEPT.c.id == name).values(**values))
        return self.get(name)

    def write(self, name: str, owner: str, files: Mapping[str, bytes]) -> None:
        """Write files of what is kept; nothing else of it changes."""
        self.owned(name, owner)
        self._write(name, files)

    def read(self, name: str, file: str) -> bytes:
        """Return one file of what is kept.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        self.get(name)
        files, _ = self._files
        try:
            content: bytes = files.cat_file(self._path(name, file))
        except FileNotFoundError:
            raise _gone() from None
        return content

    def delete(self, name: str, owner: str) -> None:
        """Delete what is kept: its files and its row."""
        self.owned(name, owner)
        self._forget(name)

    def forget_ended(self) -> None:
        """Delete all whose time is over."""
        with self._database() as database:
            ended = database.scalars(sa.select(_KEPT.c.id).where(_KEPT.c.ends <= time.time())).all()
        for name in ended:
            self._forget(name)

    def _forget(self, name: str) -> None:
        files, root = self._files
        with suppress(FileNotFoundError):
            files.rm(f"{root}/{name}", recursive=True)
        with self._database() as database:
            database.execute(sa.delete(_KEPT).where(_KEPT.c.id == name))

    def _select(self, *where: sa.ColumnElement[bool]) -> list[Kept]:
        columns = [_KEPT.c[name] for name in Kept.__slots__]
        wanted = sa.select(*columns).where(*where, _KEPT.c.ends > time.time()).order_by(_KEPT.c.made.desc())
        with self._database() as database:
            return [Kept(*row) for row in database.execute(wanted)]

    def _write(self, name: str, written: Mapping[str, bytes]) -> None:
        files, root = self._files
        try:
            files.makedirs(f"{root}/{name}", exist_ok=True)
            for file, content in written.items():
                files.pipe_file(self._path(name, file), content)
        except OSError as error:
            raise _away() from error

    def _path(self, name: str, file: str) -> str:
        """A file's path, of parts that cannot lead out of the folder."""
        if not IDENTIFIER.fullmatch(name) or not _NAME.fullmatch(file):
            raise _gone()
        return f"{self._files[1]}/{name}/{file}"


def new_owner() -> str:
    """A token for a new owner."""
    return secrets.token_urlsafe(24)


def _digest(owner: str) -> str:
    if not _TOKEN.fullmatch(owner):
        raise _gone()
    return hashlib.sha256(owner.encode()).hexdigest()


def _gone() -> NotFoundError:
    return NotFoundError(
        "Cette couche n’existe plus : elle a été supprimée ou son délai est passé. "
        "Ajoutez le fichier de nouveau.",
        "This layer is no longer there: it was deleted or its time is over. Add the file again.",
    )


def _away() -> MissingResourceError:
    return MissingResourceError(
        "Le dossier des tableaux de lecteurs n’est pas utilisable : voyez ATLAS_OWN et ATLAS_OWN_CATALOGUE.",
        "The folder of readers’ tables cannot be used: see ATLAS_OWN and ATLAS_OWN_CATALOGUE.",
    )
