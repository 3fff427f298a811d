"""What another process makes for a build: some layers, and what is read beside them (figures, dates, search).

What is heavy is loaded where it is made: the process that only asks for it need not have loaded it yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from layers.artifact.files import FAR, FARTHEST, remove_stale, write_compressed

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    from geodata.tables import Tables
    from layers.build.drawing import Drawing
    from layers.reports.search import Drawn

T = TypeVar("T")
#: Contents by their name below ``static``.
Files = dict[str, bytes]
_TABLES: Final = "figures"


@dataclass
class Reports:
    """What a process beside makes of one data folder; reports are written when this one is ready for them.

    Parameters
    ----------
    beside
        The process; it reads the data folder by itself.
    data
        The data folder, of which nothing is withheld.
    """

    beside: Executor
    data: Path
    _figures: Future[Future[Files]] | None = None
    _search: Future[Files] | None = None

    def begin_figures(self, waiting: Executor) -> None:
        """Begin what needs the tables alone; ``waiting`` is a thread that waits for the process to start."""
        self._figures = waiting.submit(self.beside.submit, _apart, figures_of, self.data)

    def begin_drawing(self, catalog: Path, layer: str) -> Future[Drawing]:
        """Begin to draw a layer of a catalogue folder."""
        return self.beside.submit(_apart, _drawing_of, self.data, catalog, layer)

    def begin_search(self, catalog: Path, drawn: Drawn) -> None:
        """Begin what also needs the layers: the folder of their modules, the facts that their rows show."""
        self._search = self.beside.submit(_apart, search_of, self.data, catalog, drawn)

    def write_figures(self, static: Path) -> None:
        """Wait for the figures and write them; an error of their making is raised here."""
        if self._figures:
            write_reports(self._figures.result().result(), static)

    def write_search(self, static: Path) -> None:
        """Wait for what can be searched for and write it; an error of its making is raised here."""
        if self._search:
            write_reports(self._search.result(), static)


def make_reports(tables: Tables, catalog: Path, drawn: Drawn) -> Files:
    """Every report, made in this process."""
    return figures_of(tables) | search_of(tables, catalog, drawn)


def write_reports(files: Files, static: Path) -> None:
    """Write reports with their compressed twins; no table is left of a topic that is there no more."""
    for name, content in files.items():
        is_opened_often = name.startswith("search.")  # by whoever uses the search box
        write_compressed(static / name, content, FARTHEST if is_opened_often else FAR)
    if tables := {Path(name).name for name in files if name.startswith(f"{_TABLES}/")}:
        remove_stale(static / _TABLES, tables)


def figures_of(tables: Tables) -> Files:
    """The page of figures with its tables, and the series of figures by date."""
    from layers.reports.changes import timeline_files  # noqa: PLC0415
    from layers.reports.figures.tables import figures_files  # noqa: PLC0415

    return figures_files(tables) | timeline_files(tables)


def search_of(tables: Tables, catalog: Path, drawn: Drawn) -> Files:
    """What can be searched for in the layers that are drawn: names, and passages that figures are said in."""
    from layers.reports.passages import passages_files  # noqa: PLC0415
    from layers.reports.search import search_files  # noqa: PLC0415
    from layers.schema.library import read_catalog  # noqa: PLC0415

    layers = {name: layer for name, layer in read_catalog(catalog).items() if name in drawn}
    return search_files(tables, layers, drawn) | passages_files(tables, layers, drawn)


def _drawing_of(tables: Tables, catalog: Path, layer: str) -> Drawing:
    from layers.build.drawing import drawing_of  # noqa: PLC0415

    return drawing_of(tables, catalog, layer)


def _apart(make: Callable[..., T], data: Path, *more: object) -> T:
    return make(_tables(data), *more)


@lru_cache(maxsize=1)
def _tables(data: Path) -> Tables:
    """The tables of the build that this process works for: read once, whatever is made of them."""
    from geodata.tables import Tables  # noqa: PLC0415

    return Tables(data)
