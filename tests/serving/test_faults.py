"""The fault table: what may happen to a server, and what its readers notice of it. A row is a test."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import orjson
import pytest

from app.builds import point_at, put_in_service
from app.http.whole import seal
from app.serving.streams import OF_ONE
from layers.artifact.reader import in_service
from tests.conftest import ROOT
from tests.serving.conftest import copy_of, resident, serving, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.serving.conftest import Served

PAGES = ("/?lang=en", "/layers/sites.geojson", "/healthz")
COMPUTED = "/api/collections/sites/items?limit=3"
#: A sheet that takes a second and more, a different one for each number.
SLOW = "/sheet.png?lang=en&paper=a3&dpi=250&layers=communes,sectors,sites&title={}"


class Readers(list[object]):
    """What went wrong for readers, which is nothing, and how many answers each address gave."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__()
        self.answers = dict.fromkeys(paths, 0)

    def see_more(self, count: int = 20) -> bool:
        """Wait until every reader has had so many more answers."""
        before = dict(self.answers)
        return until(lambda: all(self.answers[path] - before[path] >= count for path in before), 120)


@contextmanager
def readers(served: Served, *paths: str) -> Iterator[Readers]:
    """Readers who ask all the while; gives what went wrong."""
    wrong = Readers(paths)
    ended = threading.Event()

    def read(path: str) -> None:
        while not ended.wait(0.05):
            try:
                if (status := served.status(path)) != 200:
                    wrong.append((path, status))
            except Exception as error:  # noqa: BLE001 - told by the assertion
                wrong.append((path, error))
            wrong.answers[path] += 1

    threads = [threading.Thread(target=read, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    try:
        yield wrong
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("name", ["web", "computing"])
def test_a_process_is_killed(served: Served, name: str) -> None:
    before = served.workers(name)
    with readers(served, *PAGES, COMPUTED) as wrong:
        served.kill(before[0])
        assert until(lambda: len(set(served.workers(name)) - {before[0]}) == 2)
        assert wrong.see_more()
    assert wrong == []


@pytest.mark.parametrize("name", ["web", "computing"])
def test_a_main_process_is_killed(served: Served, name: str) -> None:
    """Its workers go on until there are others."""
    before, workers = served.main(name), served.workers(name)
    with readers(served, *PAGES, COMPUTED) as wrong:
        served.kill(before)
        assert until(lambda: served.main(name) != before and len(served.workers(name)) == 2, 120)
        assert until(lambda: not any(alive(worker) for worker in workers), 150), (
            "they ended when others were there"
        )
        assert wrong.see_more()
    assert wrong == []


def test_a_process_is_killed_while_it_computes(served: Served) -> None:
    told: list[int] = []
    asking = threading.Thread(target=lambda: told.append(served.status(SLOW.format("killed"))))
    asking.start()
    assert until(lambda: in_hand(served) > 0)
    for worker in served.workers("computing"):
        served.kill(worker)
    asking.join()
    assert told == [200]


def test_all_end_with_the_process_that_keeps_them(builds: Path) -> None:
    with serving(builds) as own:
        processes = own.processes()[1:]
        own.kill(own.keeper.pid)
        assert until(lambda: not any(alive(process) for process in processes))


def in_hand(served: Served) -> float:
    """How many requests are being answered."""
    lines = served.ask("/metrics")[1].decode().splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith("atlas_requests_in_hand"))


def alive(process: int) -> bool:
    command = ["ps", "-o", "stat=", "-p", str(process)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return told.strip()[:1] not in {"", "Z"}


def test_a_computation_that_takes_too_long_is_ended(builds: Path) -> None:
    with serving(builds, ATLAS_SECONDS="1") as own:
        status, content, headers = own.ask(SLOW.format("long"))
        assert status == 503
        assert int(headers["retry-after"]) > 1
        assert "takes too long" in orjson.loads(content)["title"]
        assert until(lambda: own.status(COMPUTED) == 200)


def test_another_build_is_put_in_service(served: Served) -> None:
    """No request fails; all processes change over; a page that was opened before still finds its files."""
    first = in_service(served.folder)
    made = copy_of(first, served.folder / ".next")
    index = orjson.loads((made / "index.json").read_bytes())
    index["layers"][0]["title"]["en"] = "Another build"
    (made / "index.json").write_bytes(orjson.dumps(index))
    only_here = "/layers/new.en.aaaaaaaaaaaa.geojson"
    (made / "static" / only_here.lstrip("/")).write_text("{}")
    seal(made)
    with readers(served, *PAGES, COMPUTED, "/panel/place/gao.fr.json") as wrong:
        put_in_service(made, served.folder)
        assert served.status(only_here) == 200, "before anyone has changed over"
        told = lambda: b"Another build" in served.ask("/layers")[1]  # noqa: E731 - asked many times
        assert until(lambda: all(told() for _ in range(8)), 100)
        point_at(first, served.folder)
        assert until(lambda: not any(told() for _ in range(8)), 100)
    assert wrong == []


def test_a_damaged_file_is_not_served(builds: Path, tmp_path: Path) -> None:
    """The rest is, and whoever watches over the service is told."""
    build = copy_of(in_service(builds), tmp_path / ".next")
    index = orjson.loads((build / "index.json").read_bytes())
    file = next(layer["files"]["fr"] for layer in index["layers"] if layer["id"] == "sites")
    for ending in ("", ".br", ".gz"):
        path = build / "static" / f"{file.lstrip('/')}{ending}"
        content = path.read_bytes()
        path.unlink()  # the copy shares it with the build
        path.write_bytes(content[: len(content) // 2])
    put_in_service(build, tmp_path)
    with serving(tmp_path, ready="/layers") as own:
        every = range(16)  # either process may answer, and each compares the files by itself
        assert until(lambda: all(own.status("/healthz") == 503 for _ in every))
        assert orjson.loads(own.ask("/healthz")[1])["files"] == [file]
        assert own.status(file) == 503
        assert own.status("/layers/sites.geojson") == 503
        assert own.status("/layers/sectors.geojson") == own.status("/?lang=fr") == 200


def test_bodies_that_come_slowly_hold_up_nobody(served: Served) -> None:
    """A dozen for each process, of which none ever ends: one is waited for, the others are told so."""
    head = b"POST /atlas.csv HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
    with ExitStack() as opened:
        slow = [opened.enter_context(connected(served, "127.0.0.2")) for _ in range(24)]
        for one in slow:
            one.sendall(head)
        waits = []
        for _ in range(40):
            start = time.monotonic()
            assert served.status("/healthz") == 200
            waits.append(time.monotonic() - start)
            time.sleep(0.1)
        assert max(waits) < 1
        assert post(served) == 200, "another client may send"
        told = [one.recv(1000).split(b" ")[1] for one in slow if not is_silent(one)]
        assert told == [b"429"] * len(told)
        assert len(told) >= len(slow) - 4, "one a process, of which there are more while some are replaced"
    assert until(lambda: post(served, "127.0.0.2") == 200), "they are gone"


def post(served: Served, source: str = "127.0.0.1") -> int:
    body = "layers=sites&bbox=-5,12,0,18"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return served.status("/atlas.csv", method="POST", body=body, headers=form, source=source)


def connected(served: Served, source: str = "127.0.0.1") -> socket.socket:
    """Connect as one who takes little at a time."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(20)
    made.bind((source, 0))
    made.connect(("127.0.0.1", served.port))
    return made


def is_silent(connection: socket.socket) -> bool:
    """Whether nothing has come over a connection, and it is open."""
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    return not waiting.poll(0)


def test_a_large_body_is_refused_before_it_is_read(served: Served) -> None:
    before = [resident(worker) for worker in served.workers("web")]
    for path, status in (("/_dash-update-component", 413), ("/atlas.csv", 413), ("/healthz", 400)):
        with socket.create_connection(("127.0.0.1", served.port)) as one:
            one.sendall(
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000000\r\n\r\n".encode()
            )
            assert one.recv(1000).split(b" ")[1] == str(status).encode()
    after = [resident(worker) for worker in served.workers("web")]
    assert max(a - b for a, b in zip(after, before, strict=True)) < 20


def test_readers_who_take_a_file_slowly_hold_up_nobody(served: Served) -> None:
    """Seventy-five for each process, of one address: those it has no thread for are told to wait."""
    index = orjson.loads((in_service(served.folder) / "index.json").read_bytes())
    file = next(layer["files"]["fr"] for layer in index["layers"] if layer["id"] == "facts")
    before = sum(resident(worker) for worker in served.workers("web"))
    with ExitStack() as opened:
        slow = [opened.enter_context(connected(served, "127.0.0.2")) for _ in range(150)]
        for one, path in zip(slow, (file, "/layers/facts.geojson") * 75, strict=True):
            one.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert until(lambda: not any(is_silent(one) for one in slow)), "each has begun to be answered"
        for path in (*PAGES, COMPUTED, file):
            start = time.monotonic()
            assert served.status(path, seconds=5) == 200
            assert time.monotonic() - start < 2
        assert sum(resident(worker) for worker in served.workers("web")) - before < 150
        told = [one.recv(12).split(b" ")[1] for one in slow]
        assert set(told) == {b"200", b"429"}
        assert told.count(b"200") >= 2 * OF_ONE, "the system may take a whole file for its reader"
    assert until(lambda: served.status(file, source="127.0.0.2") == 200), "they are gone"


def test_idle_connections_shut_nobody_out(served: Served) -> None:
    with ExitStack() as opened:
        idle = [opened.enter_context(connected(served)) for _ in range(1100)]
        assert [served.status(path, seconds=5) for path in PAGES] == [200] * len(PAGES)
        assert until(lambda: not any(is_silent(one) for one in idle), 25), "closed after ten seconds"


def test_one_who_asks_for_much_holds_up_nobody(served: Served) -> None:
    """Twenty large sheets at once from one address: some wait, the rest are told to; others are answered."""
    told: list[tuple[int, str | None]] = []

    def ask(number: int) -> None:
        status, _, headers = served.ask(SLOW.format(number), source="127.0.0.2", seconds=120)
        told.append((status, headers.get("retry-after")))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    assert until(lambda: in_hand(served) > 1)
    waits = []
    while any(thread.is_alive() for thread in threads) and len(waits) < 30:
        for path in (*PAGES, COMPUTED):
            start = time.monotonic()
            assert served.status(path, source="127.0.0.3") == 200
            waits.append(time.monotonic() - start)
    for thread in threads:
        thread.join()
    assert (200, None) in told
    assert {status for status, _ in told} == {200, 429}
    assert all(after for status, after in told if status == 429)
    assert sorted(waits)[len(waits) * 9 // 10] < 1


def test_a_port_in_use_is_noticed(served: Served) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "serve"],
        cwd=ROOT,
        env={"PATH": "", "PORT": str(served.port)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert f"Port {served.port} of 127.0.0.1 is not free" in done.stderr
