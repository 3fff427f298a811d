"""Layers by address: only from listed hosts, never inside, never elsewhere, bounded in size and time."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from geodata.errors import InputError
from geodata.own.keeping.tables import FRAME, fetch_to_keep
from geodata.own.limits import Limits
from geodata.own.reading import remote
from geodata.own.reading.apart import read_apart
from geodata.own.reading.remote import read_address

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Limits(bytes=200_000, rows=5_000, seconds=5)


def features(first: int, count: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "properties": {"n": n},
            "geometry": {"type": "Point", "coordinates": [n / 1000, 16]},
        }
        for n in range(first, first + count)
    ]


class Answers(BaseHTTPRequestHandler):
    """A server as there are: a file, a collection of pages, redirects, too much, too slowly, no layer."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - of all requests

    def do_GET(self) -> None:
        Answers.asked.append((self.path, self.headers["Host"]))
        path = self.path.partition("?")[0]
        answer = getattr(self, f"_{path.strip('/').replace('/', '_').replace('.', '_')}", None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _say(self, content: bytes | dict[str, Any], **headers: str) -> None:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _go(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _wells_geojson(self) -> None:
        self._say({"type": "FeatureCollection", "features": features(0, 3)})

    def _collections_wells(self) -> None:
        link = {"rel": "items", "type": "application/geo+json", "href": "/collections/wells/items?f=json"}
        self._say({"id": "wells", "links": [{"rel": "self"}, link]})

    def _collections_wells_items(self) -> None:
        first = 2 if "offset=2" in self.path else 0
        links = [] if first else [{"rel": "next", "href": "/collections/wells/items?offset=2"}]
        self._say({"type": "FeatureCollection", "features": features(first, 2), "links": links})

    def _astray(self) -> None:
        links = [{"rel": "next", "href": "http://127.0.0.1:1/items"}]
        self._say({"type": "FeatureCollection", "features": features(0, 2), "links": links})

    def _endless(self) -> None:
        count = int(self.path.partition("n=")[2] or 0)
        links = [{"rel": "next", "href": f"/endless?n={count + 1}"}]
        self._say({"type": "FeatureCollection", "features": features(0, 500), "links": links})

    def _moved(self) -> None:
        self._go("/wells.geojson")

    def _out(self) -> None:
        self._go("http://example.org/wells.geojson")

    def _inside(self) -> None:
        self._go("http://169.254.169.254/latest/meta-data/")

    def _round(self) -> None:
        self._go("/round")

    def _file(self) -> None:
        self._go("file:///etc/passwd")

    def _large(self) -> None:
        self._say(b'{"type":"FeatureCollection","features":[' + b" " * 2_000_000 + b"]}")

    def _packed(self) -> None:
        import gzip

        self._say(gzip.compress(b'{"type":' + b" " * 50_000_000), Content_Encoding="gzip")

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):  # who asked is gone
            for _ in range(60):
                self.wfile.write(b" ")
                time.sleep(0.5)

    def _page(self) -> None:
        self._say(b"<html><script>alert(1)</script></html>")

    def _list(self) -> None:
        self._say(b"[1, 2]")


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(address: str, *allowed: str) -> str:
    with pytest.raises(InputError) as error:
        read_address(address, SMALL, allowed)
    return error.value.text.en


def test_a_file_and_a_collection_of_pages(origin: str) -> None:
    wells = read_address(f"{origin}/wells.geojson", SMALL, (origin,))
    assert (wells.name, len(wells.frame), wells.form) == ("wells.geojson", 3, "geojson")
    assert any(f"read from {origin}" in note.en for note in wells.notes)
    for path in ("/collections/wells", "/collections/wells/items"):
        reading = read_address(origin + path, SMALL, (origin,))
        assert reading.frame["n"].tolist() == ["0", "1", "2", "3"]
        assert any("2 page(s)" in note.en for note in reading.notes)
    assert len(read_address(f"{origin}/moved", SMALL, (origin,)).frame) == 3


def test_nothing_is_asked_of_a_host_that_is_not_listed(origin: str) -> None:
    Answers.asked.clear()
    assert "not an address that the server’s settings allow" in refused(f"{origin}/wells.geojson")
    other = origin.replace("127.0.0.1", "localhost")
    for address in (
        f"{origin}/wells.geojson",
        origin.replace("http:", "https:"),
        f"http://user:secret@{origin.removeprefix('http://')}/wells.geojson",
        f"http://example.org@{origin.removeprefix('http://')}/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "gopher://127.0.0.1/",
        "http://[::1/",
        "http://127.0.0.1:99999/",
        "",
        "wells.geojson",
    ):
        assert "settings allow" in refused(address, other, "example.org", ".example.com")
    assert Answers.asked == []


def test_a_listed_name_must_not_lead_inside(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = origin.rpartition(":")[2]
    named = f"http://atlas.example.org:{port}"
    numbers = ["127.0.0.1"]

    def resolve(_: str, port: int, *__: object, **___: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(remote.socket, "getaddrinfo", resolve)
    Answers.asked.clear()
    for numbers[0] in (
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "::1", "fd00::1", "fe80::1%eth0", "::ffff:127.0.0.1", "224.0.0.1", "2002:7f00:1::"),
    ):
        assert "internal address" in refused(f"{named}/wells.geojson", named), numbers
    numbers[:] = ["93.184.215.14", "127.0.0.1"]
    assert "internal address" in refused(f"{named}/wells.geojson", named), "one of several is enough"
    assert Answers.asked == []
    numbers[:] = ["127.0.0.1"]
    assert len(read_address(f"{named}/wells.geojson", SMALL, (named, "127.0.0.0/8")).frame) == 3
    assert Answers.asked == [("/wells.geojson", f"atlas.example.org:{port}")]


@pytest.mark.parametrize("path", ["out", "inside", "file", "astray"])
def test_what_leads_to_another_server_is_not_followed(origin: str, path: str) -> None:
    said = refused(f"{origin}/{path}", origin)
    assert "not followed" in said or "settings allow" in said
    # Neither is it if that server is listed as well.
    said = refused(f"{origin}/{path}", origin, "http://example.org", "http://127.0.0.1:1")
    assert "not followed" in said or "settings allow" in said


def test_size_pages_and_redirects_are_bounded(origin: str) -> None:
    assert "bytes" in refused(f"{origin}/large", origin)
    assert "bytes" in refused(f"{origin}/packed", origin), "what is unpacked is counted"
    assert "rows" in refused(f"{origin}/endless", origin) or "bytes" in refused(f"{origin}/endless", origin)
    assert "redirect" in refused(f"{origin}/round", origin)


def test_what_dribbles_is_ended(origin: str) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match="seconds of reading"):
        read_apart(
            f"{origin}/slow".encode(), "slow", Limits(seconds=3), read=fetch_to_keep, allowed=(origin,)
        )
    assert time.monotonic() - began < 15


def test_what_is_no_layer_is_refused(origin: str) -> None:
    assert "KML" in refused(f"{origin}/page", origin)
    assert "neither GeoJSON" in refused(f"{origin}/list", origin)
    assert "(404)" in refused(f"{origin}/none", origin)
    assert "does not give the layer" in refused("http://127.0.0.1:1/", "http://127.0.0.1:1")


def test_it_is_kept_like_a_file(origin: str) -> None:
    kept = read_apart(f"{origin}/wells.geojson".encode(), "", SMALL, read=fetch_to_keep, allowed=(origin,))
    assert kept.name == "wells.geojson"
    assert kept.files[FRAME].startswith(b"PAR1")
