"""Reading in a process beside, that can be killed: one reader's file stops nobody else."""

from __future__ import annotations

import multiprocessing as mp
import resource
from typing import TYPE_CHECKING, Any, TypeVar

from geodata.errors import InputError
from geodata.own.limits import DEFAULT, Limits
from geodata.own.reading.files import read_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

T = TypeVar("T")


def read_apart(
    data: bytes,
    name: str,
    limits: Limits = DEFAULT,
    *,
    read: Callable[..., T] = read_table,  # type: ignore[assignment]
    **options: Any,  # noqa: ANN401
) -> T:
    """Read a file as :func:`geodata.own.reading.files.read_table` does, in a process of its own.

    Parameters
    ----------
    read
        What reads it there: its outcome is what is returned, and no tuple.

    Raises
    ------
    InputError
        As ``read_table``; also if reading takes longer than ``limits.seconds``, needs more memory than
        ``limits.memory_bytes``, or brings the process down.
    """
    limits.check("bytes", len(data), name)
    context = _beside()
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, read, (data, name, limits), options), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            limits.check("seconds", float("inf"), name)
        outcome = ours.recv()
    except EOFError as error:
        raise _brought_down(name) from error
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if isinstance(outcome, tuple):
        raise InputError(*outcome)
    found: T = outcome
    return found


def _beside() -> Any:  # noqa: ANN401 - of the kinds that the system has
    """Processes that fork from a clean one, which has loaded what reading takes; one anew takes a second."""
    if "forkserver" not in mp.get_all_start_methods():
        return mp.get_context("spawn")
    context = mp.get_context("forkserver")
    context.set_forkserver_preload([__name__, "pandas"])
    return context


def _work(
    pipe: Connection, read: Callable[..., object], arguments: tuple[Any, ...], options: dict[str, Any]
) -> None:
    limits, name = arguments[2], arguments[1]
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    try:
        pipe.send(read(*arguments, **options))
    except InputError as error:
        pipe.send((error.text.fr, error.text.en))
    except MemoryError:
        too_much = _brought_down(name)
        pipe.send((too_much.text.fr, too_much.text.en))


def _brought_down(name: str) -> InputError:
    return InputError(
        f"« {name} » demande trop de mémoire, ou fait échouer la lecture : "
        "divisez-le ou enregistrez-le autrement.",
        f"“{name}” needs too much memory, or makes reading fail: divide it or save it in another form.",
    )
