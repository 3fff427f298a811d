"""Keep what readers add: files through fsspec, a catalogue through SQLAlchemy, each with an end.

The identifier is all that a link carries: whoever has it may read the layer, nobody can guess it. Lists,
changes and deletion ask for the owner's token, of which only a digest is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import sqlalchemy as sa
from fsspec.core import url_to_fs

from geodata.audience.rules import AUDIENCES
from geodata.errors import InputError
from geodata.own.keeping.bucket import open_bucket
from geodata.own.keeping.kept import KEPT, TABLES, Kept
from geodata.own.keeping.names import IDENTIFIER
from geodata.own.keeping.refusals import away, gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.audience.rules import Audience

_NAME: Final = re.compile(r"[a-z]{1,12}(\.(fr|en))?\.(json|geojson|parquet|csv|bin)")
_AUDIENCE: Final = "audience.json"
_TOKEN: Final = re.compile(r"[\w-]{20,100}")
DAY: Final = 86_400.0  # seconds
#: What is read and not added is forgotten after this many days.
DRAFT_DAYS: Final = 1.0
#: What one owner may keep, and what everybody may keep together (bytes).
MOST_OF_ONE: Final = 40
MOST_BYTES: Final = 2_000_000_000


@dataclass(frozen=True)
class Store:
    """The tables of all readers.

    Parameters
    ----------
    folder
        Where files lie: a path, an address of fsspec, or of a bucket as Arrow has it
        (``s3://bucket/atlas?region=…&endpoint_override=…``; keys from the environment, as AWS names them).
    catalogue
        Address of a database for SQLAlchemy; a SQLite file in ``folder`` if it is empty.
    days
        How long a layer is kept.
    audience
        Who asks, where audiences get different things: what was made with more than they get is not theirs
        to see. Empty where everybody gets everything.
    data
        The data folder to whose places tables are joined; the project's own if it is empty.
    """

    folder: str
    catalogue: str = ""
    days: float = 30.0
    audience: Audience | Literal[""] = ""
    data: str = ""

    @cached_property
    def _files(self) -> tuple[Any, str]:
        is_bucket = self.folder.startswith("s3://")
        found: tuple[Any, str] = open_bucket(self.folder) if is_bucket else url_to_fs(self.folder)
        return found

    @cached_property
    def _engine(self) -> sa.Engine:
        address = self.catalogue
        try:
            if not address:
                Path(self.folder).mkdir(parents=True, exist_ok=True, mode=0o700)
                address = f"sqlite:///{Path(self.folder).resolve() / 'catalogue.sqlite'}"
            engine = sa.create_engine(address, pool_pre_ping=True)  # a database that was away is found again
            TABLES.create_all(engine)
        except (OSError, sa.exc.SQLAlchemyError) as error:
            raise away() from error
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
            raise away() from error

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
            own = database.scalar(sa.select(sa.func.count()).where(KEPT.c.owner == digest)) or 0
            whole = database.scalar(sa.select(sa.func.sum(KEPT.c.bytes))) or 0
        if own >= MOST_OF_ONE or whole + size > MOST_BYTES:
            raise InputError(
                "Il n’y a plus de place : supprimez une de vos couches, ou réessayez plus tard.",
                "There is no room left: delete one of your layers, or try again later.",
            )
        name, now = f"own-{secrets.token_hex(16)}", time.time()
        kept = Kept(name, title[:120], file[:120], False, now, now + DRAFT_DAYS * DAY, size)
        self._write(name, {**files, **self._marked()})
        row = {key: getattr(kept, key) for key in Kept.__slots__}
        with self._database() as database:
            database.execute(sa.insert(KEPT).values(**row, owner=digest, shape=shape))
        return kept

    def get(self, name: str) -> Kept:
        """Return what is kept under an identifier.

        Raises
        ------
        NotFoundError
            If nothing is, or no longer.
        """
        found = self._select(KEPT.c.id == name) if IDENTIFIER.fullmatch(name) else []
        if not found or not self._may_see(name):
            raise gone()
        return found[0]

    def owned(self, name: str, owner: str) -> Kept:
        """Return what is kept under an identifier, to its owner only.

        Raises
        ------
        NotFoundError
            If nothing is, or it is somebody else's: the answer does not tell which.
        """
        found = self._select(KEPT.c.id == name, KEPT.c.owner == _digest(owner))
        if not found or not self._may_see(name):
            raise gone()
        return found[0]

    def of_owner(self, owner: str) -> list[Kept]:
        """The layers of one owner, the newest first; drafts are not among them."""
        if not _TOKEN.fullmatch(owner):
            return []
        found = self._select(KEPT.c.owner == _digest(owner), KEPT.c.is_layer)
        return [kept for kept in found if self._may_see(kept.id)]

    def alike(self, owner: str, shape: str) -> Kept | None:
        """The owner's last table of the same shape that has corrections, if there is one."""
        files, _ = self._files
        found = self._select(KEPT.c.owner == _digest(owner), KEPT.c.shape == shape)
        corrected = (kept for kept in found if files.exists(self._path(kept.id, "corrections.csv")))
        return next((kept for kept in corrected if self._may_see(kept.id)), None)

    def everything(self) -> list[Kept]:
        """All that is kept, drafts too, the newest first: for whoever looks after the store."""
        return self._select()

    def change(self, name: str, owner: str, title: str, files: Mapping[str, bytes]) -> Kept:
        """Write the files of a layer, which is one from now on and lasts for its time."""
        self.owned(name, owner)
        self._write(name, {**files, **self._marked()})
        folder, root = self._files
        size = int(folder.du(f"{root}/{name}"))
        values = {
            "title": title[:120],
            "is_layer": True,
            "ends": time.time() + self.days * DAY,
            "bytes": size,
        }
        with self._database() as database:
            database.execute(sa.update(KEPT).where(KEPT.c.id == name).values(**values))
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
        content: bytes = self._given(name, file, "cat_file")
        return content

    def opened(self, name: str, file: str) -> Any:  # noqa: ANN401 - a file of fsspec
        """Open one file of what is kept, to read parts of it.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        return self._given(name, file, "open")

    def _given(self, name: str, file: str, how: Literal["cat_file", "open"]) -> Any:  # noqa: ANN401 - of fsspec
        self.get(name)
        files, _ = self._files
        try:
            return getattr(files, how)(self._path(name, file))
        except FileNotFoundError:
            raise gone() from None

    def delete(self, name: str, owner: str) -> None:
        """Delete what is kept: its files and its row."""
        self.owned(name, owner)
        self.forget(name)

    def forget_ended(self) -> None:
        """Delete all whose time is over."""
        with self._database() as database:
            ended = database.scalars(sa.select(KEPT.c.id).where(KEPT.c.ends <= time.time())).all()
        for name in ended:
            self.forget(name)

    def forget(self, name: str) -> None:
        """Delete what is kept, whoever's it is."""
        if not IDENTIFIER.fullmatch(name):
            raise gone()
        files, root = self._files
        with suppress(FileNotFoundError):
            files.rm(f"{root}/{name}", recursive=True)
        with self._database() as database:
            database.execute(sa.delete(KEPT).where(KEPT.c.id == name))

    def _marked(self) -> dict[str, bytes]:
        """For whom what is written now was made, where audiences differ."""
        return {_AUDIENCE: json.dumps(self.audience).encode()} if self.audience else {}

    def _may_see(self, name: str) -> bool:
        """Whether who asks gets all that something was made with; without a mark that is everything."""
        if not self.audience:
            return True
        try:
            made_for = json.loads(self._files[0].cat_file(self._path(name, _AUDIENCE)))
        except FileNotFoundError:
            made_for = AUDIENCES[-1]
        return made_for in AUDIENCES[: AUDIENCES.index(self.audience) + 1]

    def _select(self, *where: sa.ColumnElement[bool]) -> list[Kept]:
        columns = [KEPT.c[name] for name in Kept.__slots__]
        wanted = sa.select(*columns).where(*where, KEPT.c.ends > time.time()).order_by(KEPT.c.made.desc())
        with self._database() as database:
            return [Kept(*row) for row in database.execute(wanted)]

    def _write(self, name: str, written: Mapping[str, bytes]) -> None:
        files, root = self._files
        try:
            files.makedirs(f"{root}/{name}", exist_ok=True)
            for file, content in written.items():
                files.pipe_file(self._path(name, file), content)
        except OSError as error:
            raise away() from error

    def _path(self, name: str, file: str) -> str:
        """A file's path, of parts that cannot lead out of the folder."""
        if not IDENTIFIER.fullmatch(name) or not _NAME.fullmatch(file):
            raise gone()
        return f"{self._files[1]}/{name}/{file}"


def new_owner() -> str:
    """A token for a new owner."""
    return secrets.token_urlsafe(24)


def _digest(owner: str) -> str:
    if not _TOKEN.fullmatch(owner):
        raise gone()
    return hashlib.sha256(owner.encode()).hexdigest()
