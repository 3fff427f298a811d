"""The whole build: data checked, layers and page built beside the build in service, then put in its place.

Everything is written into a folder of its own (:mod:`app.builds`), so that a build that fails or is stopped
leaves the previous one as it is, and no file of an earlier build is left in the new one. What does not
depend on what has changed is taken from ``cache``: see :mod:`layers.build.kept` and
:class:`layers.artifact.files.Packer`.
"""

from __future__ import annotations

import gc
import multiprocessing
import shutil
import sys
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.access.editions import EDITIONS, make_editions
from app.builds import put_in_service
from app.http.whole import damaged_files, seal
from layers.artifact.files import Packer, write_atomically
from layers.artifact.reader import in_service
from layers.build.checked import problems_of
from layers.build.inputs import DATA, STAMP, made_of
from layers.build.reports import Reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.settings import Settings

CACHE: Final = "cache"
_NEXT: Final = ".next"


def build_all(settings: Settings, data: Path = DATA, *, with_downloads: bool = False) -> list[str]:
    """Build what has changed or is damaged, unless the data have problems; return the problems, a line each.

    Parameters
    ----------
    settings, data
        Where to, and of what.
    with_downloads
        Whether to make the slow files of the whole atlas as well (:mod:`app.ready`). Else each is made when
        it is first asked for, or by a later call of this function.

    Raises
    ------
    AtlasError, OSError
        As the part that fails raises them; the previous build then stays in service.
    """
    start = time.perf_counter()
    inputs = made_of(data)
    served = in_service(settings.build)
    if is_built(served, inputs) and not _say_damaged(served):
        if with_downloads:
            with workers() as beside:
                _make_downloads(replace(settings, build=served), settings.build / CACHE, beside)
        return []
    with _garbage_left():
        problems = _replace(settings, data, inputs, with_downloads=with_downloads)
    if not problems:
        print(f"built in {time.perf_counter() - start:.1f} s")
    return problems


def _replace(settings: Settings, data: Path, inputs: str, *, with_downloads: bool) -> list[str]:
    """Build beside what is in service and put it in its place, unless the data have problems: a line each."""
    target, cache = settings.build / _NEXT, settings.build / CACHE
    shutil.rmtree(target, ignore_errors=True)
    with (
        workers(with_downloads=with_downloads) as beside,
        ThreadPoolExecutor(1) as waiting,  # for the first process to start, while this one loads libraries
    ):
        reports = Reports(beside, data)
        reports.begin_figures(waiting)

        @lru_cache
        def checking() -> Future[list[str]]:
            """Begin the check, or return the one that has begun."""
            return waiting.submit(_check, beside, data, cache / "checked")

        try:
            downloads = beside if with_downloads else None
            sums = _build(replace(settings, build=target), cache, reports, checking, downloads)
        except Exception:
            if not checking().result():  # else the problems of the data explain it
                raise
            sums = {}
        problems = checking().result()
    if problems:
        shutil.rmtree(target, ignore_errors=True)
        return problems
    write_atomically(target / STAMP, inputs.encode())
    for made in (target, *(target / EDITIONS).glob("*")):
        seal(made, sums)
    put_in_service(target, settings.build)
    return []


def is_built(folder: Path, inputs: str) -> bool:
    """Whether the build (in service) in a folder is whole and made of these inputs."""
    stamp = in_service(folder) / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == inputs


def _say_damaged(served: Path) -> bool:
    """Whether files of the build in service are not as they were made; they are named on stderr."""
    names = [
        (made / name).relative_to(served).as_posix()
        for made in (served, *(served / EDITIONS).glob("*"))
        for name in damaged_files(made)
    ]
    if names:
        shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
        print(f"damaged in the build in service: {shown} ({len(names)}); it is made anew", file=sys.stderr)
    return bool(names)


def workers(*, with_downloads: bool = True) -> ProcessPoolExecutor:
    """Processes beside this one; they fork from a clean one that has loaded what they need."""
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    downloads = ["app.ready", "layers.export.gis.frame"] if with_downloads else []
    context.set_forkserver_preload(
        [
            "layers.reports.figures.tables",  # asked for first
            "layers.build.drawing",
            "layers.reports.passages",
            "geodata.audit.check",
            *downloads,
        ]
    )
    # a second one would take its share of two cores from the build itself
    return ProcessPoolExecutor(2 if with_downloads else 1, context)


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Look for no reference cycles meanwhile: a build keeps nearly all that it makes until its end.

    Looking takes a tenth of the time of a build in which little has changed.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check(beside: Executor, data: Path, kept: Path) -> list[str]:
    """Check the data in a process beside; return the problems, a line each."""
    return beside.submit(problems_of, data, kept).result()


def _build(
    settings: Settings,
    cache: Path,
    reports: Reports,
    drawn: Callable[[], object],
    downloads: Executor | None,
) -> dict[Path, str]:
    """Build into the settings' folder; return the sums of what was written.

    ``drawn`` is called when the layers are there: what is beside has nothing to draw any more. The slow
    files are made where ``downloads`` says, if anywhere.
    """
    from geodata.tables import Tables  # noqa: PLC0415 - what is heavy is loaded while the figures are made
    from layers.build.build import build  # noqa: PLC0415

    with Packer(cache / "packed") as packer, ThreadPoolExecutor(1) as waiting:
        tables = Tables(reports.data)
        build(settings.build, tables, kept=cache / "layers", reports=reports)
        drawn()
        from app.freeze import freeze  # noqa: PLC0415 - loads Dash while the check runs

        ready = downloads and waiting.submit(_make_downloads, settings, cache, downloads)
        freeze(settings, cache / "panels", reports)
        make_editions(settings, tables, cache)
        if ready:
            ready.result()
    packer.forget_unused()
    return packer.sums


def _make_downloads(settings: Settings, cache: Path, beside: Executor) -> None:
    from app.ready import make_ready  # noqa: PLC0415 - loads the application

    make_ready(settings, cache / "downloads", beside)
