"""Join a partitioned input: look, guess, judge its names as one list, then join part by part."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.errors import InputError
from geodata.own.join import TARGETS, as_reading
from geodata.own.limits import DEFAULT
from geodata.own.locating.guess import guess
from geodata.own.reading.model import unreadable
from geodata.own.scale import work
from geodata.own.scale.crew import crew
from geodata.own.scale.parts import check_columns, counted, files_of, form_of, inputs_of, parts_of
from geodata.own.scale.work import Order, Tally, register_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geodata.own.locating.guess import Guess
    from geodata.own.scale.crew import Crew, Here
    from geodata.own.scale.parts import Part

#: Input of fewer bytes is joined in this process: others would take longer to start than to join it.
SMALL: Final = 20_000_000


def join_large(  # noqa: PLR0913 - the options of the command
    source: str,
    wanted: Order,
    *,
    on: str = "",
    parents: Iterable[str] = (),
    workers: int = 0,
    scheduler: str = "",
    small: int = SMALL,
    told: Callable[[int, int], object] = lambda _done, _parts: None,
) -> tuple[Tally, Guess]:
    """Join a file or a folder of GeoParquet or CSV, and write a folder of parts.

    Parameters
    ----------
    source
        Path or address of fsspec.
    wanted
        What is asked; its guess and columns are filled in here.
    on, parents
        Columns of names and of parents, if the reader says which.
    workers, scheduler
        Who joins it (:func:`geodata.own.scale.crew.crew`).
    small
        Bytes below which this process does.
    told
        Called with the number of parts that are done, and of all.

    Raises
    ------
    InputError
        If a part cannot be read, or rows cannot be written: nothing is then left of what was.
    MissingResourceError
        If there is no Dask, or its scheduler does not answer.
    """
    if wanted.to not in TARGETS:
        raise InputError(f"« {wanted.to} » ?", f"“{wanted.to}”?")
    addresses, size = inputs_of(source)
    many = bool(scheduler) or size >= small
    with (
        crew(workers if many else 0, scheduler) as hands,
        _kept_whole(wanted.out) as out,
        _kept_whole(wanted.report) as report,
    ):
        parts = _counted(hands, parts_of(addresses), source)
        found, columns = _guessed(hands, parts, wanted, on, parents)
        order = replace(wanted, guess=found, columns=columns, out=out, report=report)
        return _joined(hands, parts, order, told), found


def _counted(hands: Crew | Here, parts: list[Part], source: str) -> list[Part]:
    rows = [part.rows for part in parts]
    if min(rows, default=0) < 0:
        rows = hands.whole(hands.map(work.count, parts))
    found = counted(parts, rows)
    if not found:
        raise unreadable(source, "il n’a aucune ligne", "it has no row")
    return found


def _guessed(
    hands: Crew | Here, parts: list[Part], wanted: Order, on: str, parents: Iterable[str]
) -> tuple[Guess, tuple[str, ...]]:
    """Guess how rows are located, by the same rows as if they were one table."""
    total = sum(part.rows for part in parts)
    seen: list[Any] = hands.whole(hands.map(work.looked_at, parts, total))
    columns = tuple(map(str, seen[0].columns))
    for part, frame in zip(parts, seen, strict=True):
        check_columns(frame, columns, part)
    register = register_at(wanted.data)
    reading = as_reading(pd.concat(seen, ignore_index=True), register, DEFAULT)
    return guess(reading, register, on, parents), columns


def _joined(hands: Crew | Here, parts: list[Part], order: Order, told: Callable[[int, int], object]) -> Tally:
    known = None
    if order.guess.name:
        # The list is judged by one of those who work, so that it is judged again if that one is lost.
        known = hands.submit(work.judged, list(hands.map(work.names, parts, order)), order)
    total = Tally()
    for done, tally in enumerate(hands.each(hands.map(work.join_part, parts, order, known)), 1):
        total = total.and_(tally)
        told(done, len(parts))
    return total


@contextmanager
def _kept_whole(address: str) -> Iterator[str]:
    """Give a folder beside the one that is asked for, which takes its name when all is written.

    Raises
    ------
    InputError
        If there is something of that name.
    """
    if not address:
        yield ""
        return
    files, path = files_of(address)
    if files.exists(path):
        raise InputError(
            f"« {address} » existe déjà : choisissez un autre dossier, ou retirez celui-ci.",
            f"“{address}” is there already: choose another folder, or take it away.",
        )
    bucket, _, query = address.rstrip("/").partition("?")
    above, _, name = bucket.rpartition("/")
    draft = f"{above}{'/' if above else ''}.{name}-{secrets.token_hex(6)}{'?' if query else ''}{query}"
    drafted = files_of(draft)[1]
    try:
        yield draft
        files.mv(drafted, path, recursive=True)
    finally:
        if files.exists(drafted):
            files.rm(drafted, recursive=True)


def form_wanted(out: str) -> str:
    """Return the form in which a folder of that name is written: Parquet unless it ends in ``.csv``."""
    return form_of(out.rstrip("/")) or "parquet"
