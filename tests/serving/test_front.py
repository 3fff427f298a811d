"""The atlas behind the front that `deploy/nginx.conf` describes, with Debian's nginx."""

from __future__ import annotations

import re
import socket
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import orjson
import pytest

from tests.conftest import free_port
from tests.fronts import NGINX, nginx, nginx_settings
from tests.serving.conftest import Served, resident, serving, until
from tests.serving.test_faults import is_silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx (Debian's nginx-light)")
#: A file of several megabytes.
LARGE = "/layers/facts.geojson"


@pytest.fixture(scope="module")
def front(builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The atlas, asked through nginx on a port of its own."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with (
        serving(builds, ATLAS_PROXIES="127.0.0.1", ATLAS_HOSTS="atlas.example.org") as behind,
        nginx(nginx_settings(port, behind.port), port, folder),
    ):
        yield Served(port, behind.folder, behind.keeper, behind.log)


def test_links_carry_the_readers_scheme_and_name(front: Served) -> None:
    headers = {"Host": "atlas.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"}
    landing = orjson.loads(front.ask("/api?f=json", headers=headers)[1])
    assert {re.sub(r"^(https?://[^/]+).*", r"\1", link["href"]) for link in landing["links"]} == {
        "http://atlas.example.org"
    }, "nginx says what it saw, not what the reader claims"
    assert front.ask("/api", headers={"Host": "evil.example"})[0] == 400


def test_bodies_that_come_slowly_never_reach_the_atlas(front: Served) -> None:
    head = b"POST /atlas.csv HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
    with ExitStack() as opened:
        slow = [opened.enter_context(socket.create_connection(("127.0.0.1", front.port))) for _ in range(40)]
        for one in slow:
            one.sendall(head)
        start = time.monotonic()
        body, form = "layers=sites&bbox=-5,12,0,18", {"Content-Type": "application/x-www-form-urlencoded"}
        assert front.status("/atlas.csv", method="POST", body=body, headers=form) == 200
        assert time.monotonic() - start < 5
        slow[0].settimeout(20)
        with suppress(ConnectionResetError):
            assert slow[0].recv(100) == b"", "given up after ten seconds"


def test_large_bodies_are_refused(front: Served) -> None:
    with socket.create_connection(("127.0.0.1", front.port)) as one:
        one.sendall(b"POST /atlas.csv HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000000\r\n\r\n")
        assert b" 413 " in one.recv(1000)


def test_slow_readers_of_a_large_file_cost_the_atlas_nothing(front: Served) -> None:
    """What they have not taken waits with nginx: as many again find the processes as they were."""
    size = len(front.ask(LARGE)[1]) / 1e6
    assert size > 1
    held, slow = [], []
    with ExitStack() as opened:
        for _ in range(3):
            for _ in range(20):
                one = opened.enter_context(socket.create_connection(("127.0.0.1", front.port)))
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                one.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                slow.append(one)
            assert until(lambda: not any(is_silent(each) for each in slow)), "each has begun to be answered"
            assert front.status("/healthz") == 200
            held.append(sum(resident(worker) for worker in front.workers("web")))
    assert held[2] - held[0] < 40 * size / 2  # forty more readers, none of whose files is held here


def test_a_killed_process_is_not_noticed(front: Served) -> None:
    statuses = []
    for round_ in range(40):
        if round_ == 10:
            front.kill(front.workers("web")[0])
        statuses.append(front.ask("/?lang=en")[0])
        time.sleep(0.05)
    assert set(statuses) == {200}
