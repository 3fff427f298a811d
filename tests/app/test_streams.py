"""Large answers piece by piece: what they are made of, how many are on their way, that places come back."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask

from app.serving.streams import LARGE, OF_ONE, PIECE, STREAMS, Streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CONTENT = bytes(range(256)) * (LARGE // 100)


class Listened(io.BytesIO):
    """A file that can be asked whether it was closed, and how much was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        self.taken += len(content)
        return content


def asked(answer: Streams, client: str = "127.0.0.1", **more: Any) -> tuple[str, dict[str, str], Any]:
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "REMOTE_ADDR": client, "SERVER_NAME": "localhost"}
    environ |= {"SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), **more}
    body = answer(environ, lambda status, headers, *_: told.append((status, headers)))
    return told[-1][0], dict(told[-1][1]), body


def streams(make: Callable[[dict[str, Any]], Any], threads: int = 2) -> Streams:
    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return make(environ)

    return Streams(application, lambda: Flask("test"), threads)


def test_a_large_file_is_read_as_its_reader_takes_it() -> None:
    file = Listened(CONTENT)
    status, _, body = asked(streams(lambda environ: environ["wsgi.file_wrapper"](file)))
    assert status == "200 OK"
    assert not isinstance(body, list)
    pieces: Iterator[bytes] = iter(body)
    first = next(pieces)
    assert file.taken == PIECE < len(CONTENT) / 3
    rest = list(pieces)
    assert max(map(len, rest)) == PIECE
    assert first + b"".join(rest) == CONTENT
    body.close()
    assert file.closed


@pytest.mark.parametrize("size", [0, 1, LARGE - 1, LARGE, LARGE + 1])
def test_a_small_file_goes_out_at_once(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(CONTENT[:size])
    with path.open("rb") as file:
        _, _, body = asked(streams(lambda environ: environ["wsgi.file_wrapper"](file)))
        assert isinstance(body, list) == file.closed == (size <= LARGE)
        assert b"".join(body) == CONTENT[:size]
        body.clear() if isinstance(body, list) else body.close()
        assert file.closed


def test_what_an_application_gives_in_parts_is_put_together_and_closed() -> None:
    closed: list[str] = []

    class Parts:
        def __iter__(self) -> Iterator[bytes]:
            yield from (b"a", b"", b"b")

        def close(self) -> None:
            closed.append("parts")

    assert asked(streams(lambda _: Parts()))[2] == [b"ab"]
    assert closed == ["parts"]


def test_one_client_has_so_many_on_their_way_and_all_together_so_many() -> None:
    answer = streams(lambda environ: environ["wsgi.file_wrapper"](io.BytesIO(CONTENT)))
    greedy = [asked(answer, "10.0.0.1")[2] for _ in range(OF_ONE)]
    status, headers, told = asked(answer, "10.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
    assert status.startswith("429")
    assert headers["Retry-After"] == "5"
    assert b"Too many files" in told[0]
    others = [asked(answer, f"10.0.1.{n}") for n in range(STREAMS - OF_ONE + 1)]
    assert [status[:3] for status, _, _ in others] == ["200"] * (STREAMS - OF_ONE) + ["503"]
    greedy[0].close()
    greedy[0].close()
    assert asked(answer, "10.0.0.2")[0] == "200 OK"
    assert asked(answer, "10.0.0.3")[0].startswith("503"), "closing twice frees one place"


def test_what_was_computed_counts_with_all_its_bytes() -> None:
    large = bytes(20_000_000)
    answer = streams(lambda _: [large])
    taken = [asked(answer) for _ in range(3)]
    assert [status[:3] for status, _, _ in taken] == ["200", "200", "429"]
    assert b"".join(taken[0][2]) == large
    taken[0][2].close()
    assert asked(answer)[0] == "200 OK"
    larger = streams(lambda _: [bytes(60_000_000)])
    assert asked(larger)[0] == "200 OK", "one is always let through"
    assert asked(larger)[0].startswith("429")


def test_only_so_many_requests_are_answered_at_once() -> None:
    inside, most, lock = 0, 0, threading.Lock()
    full = threading.Barrier(2)

    def counted(_: dict[str, Any]) -> list[bytes]:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        full.wait(10)  # nobody leaves before a second one is here
        with lock:
            inside -= 1
        return [b"x"]

    answer = streams(counted, threads=2)
    asking = [threading.Thread(target=asked, args=(answer,)) for _ in range(6)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert most == 2


@pytest.mark.parametrize("fails", ["application", "file"])
def test_a_turn_is_given_back_where_an_answer_fails(tmp_path: Path, fails: str) -> None:
    (tmp_path / "small").write_bytes(b"small")
    with (tmp_path / "small").open("rb") as small:

        class Broken(io.BytesIO):
            def read(self, *_: Any) -> bytes:
                raise OSError

            def fileno(self) -> int:
                return small.fileno()

        file = Broken()

        def made(environ: dict[str, Any]) -> Any:
            if fails == "application":
                raise ValueError
            return environ["wsgi.file_wrapper"](file)

        answer = streams(made, threads=1)
        for _ in range(3):
            with pytest.raises((ValueError, OSError)):
                asked(answer)
    assert file.closed == (fails == "file")
