"""The project's data folder, read once: a Frictionless Data Package of CSV tables and shapes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError

from geodata.audience.rules import WITHHELD
from geodata.errors import InputError, MissingResourceError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
P = ParamSpec("P")
T = TypeVar("T")
#: What :func:`reading` has decorated, by name.
READINGS: dict[str, Callable[..., Any]] = {}
#: One row of a table, its cells by column.
Row = dict[str, Any]
DESCRIPTION = "datapackage.json"
SHAPE_SOURCES = "shapes/sources.csv"
_NUMBERS = {"number": "float64", "integer": "Int64"}
#: What is being noted, of which tables: a list of its own for each thread, as tables are shared among them.
_NOTING: ContextVar[tuple[tuple[int, set[str]], ...]] = ContextVar("noting", default=())


@dataclass(frozen=True)
class Tables:
    """The tables of one data folder.

    Parameters
    ----------
    folder
        The folder that holds ``datapackage.json``.

    Notes
    -----
    Text columns are strings, empty where nothing is said (never NaN); ``number`` columns are
    float64, ``integer`` columns nullable Int64. Frames are shared: copy before changing one. Text is
    kept as objects of Python: most of it is read cell by cell, several times faster so.
    """

    folder: Path = DATA_FOLDER
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _shapes: dict[str, gpd.GeoDataFrame] = field(default_factory=dict, repr=False, compare=False)
    _records: dict[str, list[Row]] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False, compare=False)
    _resources: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Gather which files of the folder are read inside, as paths relative to it, even if kept already."""
        notes: set[str] = set()
        token = _NOTING.set((*_NOTING.get(), (id(self), notes)))
        try:
            yield notes
        finally:
            _NOTING.reset(token)

    def note(self, paths: Iterable[str]) -> None:
        """Count some files as read, for what is worked out once and kept (:func:`kept_by_tables`)."""
        for tables, notes in _NOTING.get():
            if tables == id(self):
                notes.update(paths)

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Leave what is read inside out of what is being noted."""
        token = _NOTING.set(tuple(each for each in _NOTING.get() if each[0] != id(self)))
        try:
            yield
        finally:
            _NOTING.reset(token)

    @property
    def package(self) -> dict[str, Any]:
        """The data package's description.

        Raises
        ------
        MissingResourceError
            If the folder has no ``datapackage.json``.
        InputError
            If it cannot be read.
        """
        self.note([DESCRIPTION])
        path = self.folder / DESCRIPTION
        if not path.is_file():
            raise MissingResourceError(
                f"Le dossier de données « {self.folder} » ne contient pas datapackage.json ; "
                "indiquez le dossier « data » du projet.",
                f"The data folder “{self.folder}” has no datapackage.json; point to the project's "
                "“data” folder.",
            )
        try:
            loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise InputError(
                f"« {path} » n’est pas du JSON entier ({error}) : remettez la version d’avant.",
                f"“{path}” is not whole JSON ({error}): put the version before back.",
            ) from error
        return loaded

    @cached_property
    def withheld(self) -> dict[str, Any]:
        """What is withheld of a folder that was made for one audience; empty for the whole data."""
        path = self.folder / WITHHELD
        found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return found

    def resource(self, name: str) -> dict[str, Any]:
        """Return the description of one resource.

        Raises
        ------
        NotFoundError
            If the package has no resource of that name.
        """
        if not self._resources:
            self._resources.update({each["name"]: each for each in self.package["resources"]})
        self.note([DESCRIPTION])
        if name not in self._resources:
            raise NotFoundError(
                f"Aucune table « {name} » dans datapackage.json.",
                f"No table “{name}” in datapackage.json.",
            )
        return self._resources[name]

    def names(self) -> list[str]:
        """Names of the tabular resources, in the package's order."""
        return [r["name"] for r in self.package["resources"] if "schema" in r]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table, typed by its schema."""
        if name not in self._frames:
            self._frames[name] = self._read(name)
        self.note([self.resource(name)["path"]])
        return self._frames[name]

    def records(self, name: str) -> list[Row]:
        """Return the rows of a table in its order, each a dictionary: shared, as the frames are."""
        frame = self[name]
        if name not in self._records:
            self._records[name] = records_of(frame)
        return self._records[name]

    def rows(self, name: str) -> dict[str, Row]:
        """Return the rows of a table by the column ``id``, each a dictionary: to look up many, one by one.

        They are shared, as the frames are; a frame's own ``.loc`` makes a series of each row, a hundred
        times slower.
        """
        records = self.records(name)
        if name not in self._rows:
            self._rows[name] = {row["id"]: row for row in records}
        return self._rows[name]

    def _read(self, name: str) -> pd.DataFrame:
        resource = self.resource(name)
        frame = pd.read_csv(self.folder / resource["path"], dtype=object, keep_default_na=False)
        for column in resource["schema"]["fields"]:
            if column["type"] in _NUMBERS:
                cells = frame[column["name"]].replace("", None)
                frame[column["name"]] = pd.to_numeric(cells).astype(_NUMBERS[column["type"]])
        return frame

    def shapes(self, name: str) -> gpd.GeoDataFrame:
        """Return one file of ``shapes/`` as a GeoDataFrame in WGS 84 (EPSG:4326)."""
        self.note([f"shapes/{name}.geojson"])
        if name not in self._shapes:
            path = self.folder / "shapes" / f"{name}.geojson"
            if not path.is_file():
                raise NotFoundError(
                    f"Aucun fichier de formes « {path.name} » dans data/shapes.",
                    f"No shapes file “{path.name}” in data/shapes.",
                )
            try:
                self._shapes[name] = gpd.read_file(path)
            except DataSourceError as error:
                raise InputError(
                    f"« {path.name} » ne peut pas être lu : « python -m geodata check » dit où.",
                    f"“{path.name}” cannot be read: “python -m geodata check” says where.",
                ) from error
        return self._shapes[name]

    @property
    def shape_sources(self) -> pd.DataFrame:
        """What ``shapes/sources.csv`` says of each shape file, by file name: licence, date, caveat."""
        self.note([SHAPE_SOURCES])
        path = self.folder / SHAPE_SOURCES
        return pd.read_csv(path, dtype=str, keep_default_na=False).set_index("file")


def records_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as dictionaries: what ``to_dict("records")`` does, several times faster."""
    columns = [str(column) for column in frame.columns]
    cells = (_cells(frame[column]) for column in columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _cells(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column; a missing integer is None."""
    cells = column.tolist()
    return cells if column.dtype == object else [None if cell is pd.NA else cell for cell in cells]


def grouped(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """Gather rows by the value of a column, or by the values of several as a tuple, in order of appearance.

    Examples
    --------
    >>> grouped([{"a": 1, "b": 2}, {"a": 1, "b": 3}], "a")
    {1: [{'a': 1, 'b': 2}, {'a': 1, 'b': 3}]}
    """
    found: dict[Any, list[Row]] = {}
    key = itemgetter(*columns)
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def reading(function: Callable[Concatenate[Tables, ...], T]) -> Callable[Concatenate[Tables, ...], T]:
    """Count the result of a function of tables and words as what is read, not the files that it reads.

    What asks for the facts of one topic then depends on these facts only. The name that
    :meth:`Tables.noting` gathers is an array in JSON: the function's name and the words.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def ask(tables: Tables, /, *words: str) -> T:
        tables.note([json.dumps([name, *words])])
        with tables.unnoted():
            return function(tables, *words)

    READINGS[name] = function
    return ask


def kept_by_tables(
    most: int,
) -> Callable[[Callable[Concatenate[Tables, P], T]], Callable[Concatenate[Tables, P], T]]:
    """Keep the last results of a function of tables, as ``lru_cache`` does, and what it read of them.

    Who asks again counts as a reader of the same files (:meth:`Tables.noting`).
    """

    def decorate(function: Callable[Concatenate[Tables, P], T]) -> Callable[Concatenate[Tables, P], T]:
        @lru_cache(maxsize=most)
        def kept(tables: Tables, *arguments: P.args, **named: P.kwargs) -> tuple[T, frozenset[str]]:
            with tables.noting() as read:
                result = function(tables, *arguments, **named)
            return result, frozenset(read)

        @wraps(function)
        def ask(tables: Tables, /, *arguments: P.args, **named: P.kwargs) -> T:
            result, read = kept(tables, *arguments, **named)  # type: ignore[arg-type]
            tables.note(read)
            return result

        return ask

    return decorate
