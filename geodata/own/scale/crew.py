"""Who joins the parts: this process, processes of this machine, or a cluster of Dask that is there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import InputError, MissingResourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: How long a scheduler may take to answer, seconds.
ANSWER_S: Final = 10


class Here:
    """One process does all, one part after the other: the one that asks."""

    def submit(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - any work
        """Do it now."""
        return work(*given)

    def map(self, work: Callable[..., Any], parts: Iterable[Any], *given: Any) -> Iterator[Any]:  # noqa: ANN401
        """Do it for each part, when its outcome is asked for."""
        return (work(part, *given) for part in parts)

    def whole(self, outcomes: Iterable[Any]) -> list[Any]:
        """Return all outcomes, in order."""
        return list(outcomes)

    def each(self, outcomes: Iterable[Any]) -> Iterator[Any]:
        """Return outcomes as they come."""
        return iter(outcomes)


class Crew:
    """Processes of Dask; what a lost one had in hand is done by another."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - Dask's client, loaded when it is asked for
        self.client = client

    def submit(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - any work
        """Have it done; what it is given may be outcomes that are not there yet."""
        return self.client.submit(work, *given, pure=False)

    def map(self, work: Callable[..., Any], parts: Iterable[Any], *given: Any) -> list[Any]:  # noqa: ANN401
        """Have it done for each part."""
        return [self.client.submit(work, part, *given, pure=False) for part in parts]

    def whole(self, outcomes: Iterable[Any]) -> list[Any]:
        """Wait for all outcomes, in order."""
        found: list[Any] = self.client.gather(list(outcomes))
        return found

    def each(self, outcomes: Iterable[Any]) -> Iterator[Any]:
        """Return outcomes as they come."""
        from distributed import as_completed  # noqa: PLC0415 - an extra, loaded where it is asked for

        for done in as_completed(list(outcomes), loop=self.client.loop):  # type: ignore[no-untyped-call]
            yield done.result()


@contextmanager
def crew(workers: int = 0, scheduler: str = "") -> Iterator[Crew | Here]:
    """Give who does the work, until the end.

    Parameters
    ----------
    workers
        Processes that are started on this machine, each with one thread.
    scheduler
        Address of a scheduler that is there (``tcp://…``); its workers have this version of the project.

    Raises
    ------
    MissingResourceError
        If Dask is not installed, or the scheduler does not answer.
    InputError
        If workers die again and again.
    """
    if not workers and not scheduler:
        yield Here()
        return
    try:
        import distributed  # noqa: PLC0415 - an extra, loaded where it is asked for
    except ImportError as error:
        raise MissingResourceError(
            "Dask n’est pas installé : pip install 'mission-atlas[scale]' (ou -r requirements-scale.lock).",
            "Dask is not installed: pip install 'mission-atlas[scale]' (or -r requirements-scale.lock).",
        ) from error
    try:
        with _client(distributed, workers, scheduler) as client:
            yield Crew(client)
    except distributed.scheduler.KilledWorker as error:
        raise InputError(
            f"Des processus s’arrêtent sans cesse ({error.task}), sans doute faute de mémoire : "
            "prenez moins de processus, ou des groupes de lignes plus petits.",
            f"Processes end again and again ({error.task}), most likely for want of memory: "
            "take fewer of them, or smaller row groups.",
        ) from error
    except (distributed.comm.core.CommClosedError, distributed.client.FutureCancelledError) as error:
        raise _no_answer(scheduler or "local") from error


@contextmanager
def _client(distributed: Any, workers: int, scheduler: str) -> Iterator[Any]:  # noqa: ANN401 - the module
    if scheduler:
        try:
            client = distributed.Client(scheduler, timeout=ANSWER_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _no_answer(scheduler) from error
        with client:
            yield client
        return
    cluster = distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    )
    with cluster, distributed.Client(cluster, set_as_default=False) as client:
        yield client


def _no_answer(scheduler: str) -> MissingResourceError:
    return MissingResourceError(
        f"L’ordonnanceur Dask « {scheduler} » ne répond pas : vérifiez l’adresse, ou lancez "
        "« dask scheduler ». Rien n’a été écrit.",
        f"The Dask scheduler “{scheduler}” does not answer: check the address, or start “dask scheduler”. "
        "Nothing was written.",
    )
