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
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.access.editions import EDITIONS, make_editions
from app.builds import put_in_service
from app.http.whole import seal
from layers.artifact.files import Packer, write_atomically
from layers.artifact.reader import INDEX, in_service
from layers.build.checked import problems_of
from layers.build.inputs import DATA, STAMP, made_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.settings import Settings

CACHE: Final = "cache"
_NEXT: Final = ".next"


def build_all(settings: Settings, data: Path = DATA, *, with_downloads: bool = False) -> list[str]:
    """Build what has changed, unless the data have problems; return the problems, a line each.

    Parameters
    ----------
    settings, data
        Where to, and of what.
    with_downloads
        Whether to make the slow files of the whole atlas as well (:mod:`app.ready`). A first build makes
        them in any case; a later one else leaves each to whoever asks for it first.

    Raises
    ------
    AtlasError, OSError
        As the part that fails raises them; the previous build then stays in service.
    """
    start = time.perf_counter()
    inputs = made_of(data)
    served = in_service(settings.build)
    if is_built(served, inputs):
        if with_downloads:
            with workers() as beside:
                _make_downloads(replace(settings, build=served), settings.build / CACHE, beside)
        return []
    with_downloads = with_downloads or not (served / INDEX).is_file()
    target = settings.build / _NEXT
    shutil.rmtree(target, ignore_errors=True)
    with (
        _garbage_left(),
        workers(with_downloads=with_downloads) as beside,
        ThreadPoolExecutor(1) as waiting,  # for the first process to start, while this one loads libraries
    ):
        problems = waiting.submit(_check, beside, data, settings.build / CACHE / "checked")
        try:
            downloads = beside if with_downloads else None
            _build(replace(settings, build=target), settings.build / CACHE, data, problems, downloads)
        except Exception:
            if not problems.result():  # else the problems of the data, listed below, explain it
                raise
    if found := problems.result():
        shutil.rmtree(target, ignore_errors=True)
        return found
    write_atomically(target / STAMP, inputs.encode())
    for made in (target, *(target / EDITIONS).glob("*")):
        seal(made)
    put_in_service(target, settings.build)
    print(f"built in {time.perf_counter() - start:.1f} s")
    return []


def is_built(folder: Path, inputs: str) -> bool:
    """Whether the build (in service) in a folder is whole and made of these inputs."""
    stamp = in_service(folder) / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == inputs


def workers(*, with_downloads: bool = True) -> ProcessPoolExecutor:
    """Processes beside this one; they fork from a clean one that has loaded what they need."""
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    downloads = ["app.ready", "layers.export.gis.frame"] if with_downloads else []
    context.set_forkserver_preload(["geodata.audit.check", *downloads])
    return ProcessPoolExecutor(2, context)


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
    data: Path,
    problems: Future[list[str]],
    downloads: Executor | None,
) -> None:
    """Build into the settings' folder; stop half-way when the data turn out to have problems.

    The slow files are made where ``downloads`` says, if anywhere.
    """
    from app.freeze import freeze  # noqa: PLC0415
    from geodata.tables import Tables  # noqa: PLC0415 - what is heavy is loaded while the check runs
    from layers.build.build import build  # noqa: PLC0415

    with Packer(cache / "packed") as packer, ThreadPoolExecutor(1) as waiting:
        tables = Tables(data)
        build(settings.build, tables, kept=cache / "layers")
        if problems.done() and problems.result():
            return
        ready = downloads and waiting.submit(_make_downloads, settings, cache, downloads)
        freeze(settings, cache / "panels")
        make_editions(settings, tables, cache)
        if ready:
            ready.result()
    packer.forget_unused()


def _make_downloads(settings: Settings, cache: Path, beside: Executor) -> None:
    from app.ready import make_ready  # noqa: PLC0415 - loads the application

    make_ready(settings, cache / "downloads", beside)
