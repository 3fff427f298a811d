"""A layer by its address: from hosts that the server's settings list, and from nowhere else.

A name is resolved once and the connection made to what it resolved to, so that no second answer of a name
server can lead inside; redirects stay with the host; size and time are bounded while bytes arrive.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

import orjson
import urllib3

from geodata.errors import InputError
from geodata.own.reading.files import form_of, read_table
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.own.limits import Limits
    from geodata.own.reading.model import Reading

_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = 3
#: Features of one page of an OGC API that are asked for, and pages.
_A_PAGE, _PAGES = 1_000, 200
_SILENCE: Final = 10.0  # seconds between two bytes
_ACCEPT: Final = "application/geo+json, application/json;q=0.9"
_FETCHED: Final = Text("lue à l’adresse {address}", "read from {address}")
_PAGED: Final = Text("{count} page(s) d’une collection OGC API", "{count} page(s) of an OGC API collection")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a request goes: an allowed origin, and the number that its name resolved to."""

    url: SplitResult
    number: str
    port: int

    @property
    def origin(self) -> tuple[str, str | None, int]:
        return self.url.scheme, self.url.hostname, self.port


def read_address(address: str, limits: Limits, allowed: tuple[str, ...], *, name: str = "") -> Reading:
    """Read a GeoJSON file, or all items of an OGC API collection.

    Parameters
    ----------
    address
        Of a file, a collection, or its items.
    allowed
        What the settings list: hosts (``data.example.org``, by HTTPS), all below one (``.example.org``),
        origins (``http://127.0.0.1:8000``), and networks whose private numbers a listed name may have
        (``10.0.0.0/8``).

    Raises
    ------
    InputError
        If the address is not allowed, leads elsewhere, is too large or slow, or holds no layer.
    """
    left = _Left(limits, time.monotonic() + limits.seconds)
    first = _place(address.strip(), allowed)
    document = _json(first, left, allowed)
    items = _items_link(document, first)
    if items:
        document = _json(_place(items, allowed, first), left, allowed)
    pages = 1
    for following in _following(document, first):
        page = _json(_place(following, allowed, first), left, allowed)
        document["features"] += page.get("features", [])
        limits.check("rows", len(document["features"]), first.url.netloc)
        document["links"] = page.get("links", [])
        pages += 1
    known = name or first.url.path.rstrip("/").rpartition("/")[2][:60] or str(first.url.hostname)
    found = read_table(orjson.dumps(document), known, limits)
    notes = [_FETCHED.format(address=first.url.geturl()[:200])]
    notes += [_PAGED.format(count=pages)] if pages > 1 else []
    return replace(found, notes=(*notes, *found.notes))


def _items_link(document: dict[str, Any], at: _Place) -> str:
    """Return where the features of a collection's description are; empty for features themselves."""
    if "features" in document or document.get("type") == "Feature":
        return ""
    for link in _links(document):
        if link.get("rel") == "items" and link.get("type") in {"application/geo+json", None}:
            url = urlsplit(urljoin(at.url.geturl(), str(link.get("href", ""))))
            query = dict(parse_qsl(url.query)) | {"limit": str(_A_PAGE)}
            return url._replace(query=urlencode(query)).geturl()
    return ""


def _following(document: dict[str, Any], at: _Place) -> Iterator[str]:
    """Addresses of the pages that follow; ``links`` of the document are those of its last page."""
    seen: set[str] = set()
    while len(seen) < _PAGES:
        links = [link for link in _links(document) if link.get("rel") == "next"]
        href = urljoin(at.url.geturl(), str(links[0].get("href", ""))) if links else ""
        if not href or href in seen or not isinstance(document.get("features"), list):
            return
        seen.add(href)
        yield href


def _links(document: dict[str, Any]) -> list[dict[str, Any]]:
    links = document.get("links")
    return [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []


def _place(address: str, allowed: tuple[str, ...], first: _Place | None = None) -> _Place:
    """Check where an address leads, and resolve its name."""
    try:
        url = urlsplit(address)
        port = url.port or {"https": 443, "http": 80}.get(url.scheme, 0)
    except ValueError:
        raise _refused(address) from None
    if not port or not url.hostname or url.username is not None or not _is_listed(url, port, allowed):
        raise _refused(address)
    if first is not None:
        if (url.scheme, url.hostname, port) != first.origin:
            raise InputError(
                f"L’adresse mène à un autre serveur (« {url.netloc[:60]} »), ce qui n’est pas suivi.",
                f"The address leads to another server (“{url.netloc[:60]}”), which is not followed.",
            )
        return replace(first, url=url)
    return _Place(url, _number(url.hostname, port, allowed), port)


def _is_listed(url: SplitResult, port: int, allowed: tuple[str, ...]) -> bool:
    host = (url.hostname or "").rstrip(".")
    for each in map(str.lower, allowed):
        if "://" in each:
            origin = urlsplit(each)
            usual = {"https": 443, "http": 80}.get(origin.scheme)
            if (origin.scheme, origin.hostname, origin.port or usual) == (url.scheme, host, port):
                return True
        elif (url.scheme, port) == ("https", 443) and (
            host == each or (each.startswith(".") and host.endswith(each))
        ):
            return True
    return False


def _number(host: str, port: int, allowed: tuple[str, ...]) -> str:
    """Resolve a name; every number that it has must be public, or listed."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise InputError(
            f"Le serveur « {host[:60]} » ne se trouve pas.", f"The server “{host[:60]}” cannot be found."
        ) from None
    for number in found:
        if not _is_public(number) and not _is_listed_number(number, allowed):
            raise InputError(
                f"« {host[:60]} » est une adresse interne, que les réglages du serveur n’admettent pas.",
                f"“{host[:60]}” is an internal address, which the server’s settings do not allow.",
            )
    return found[0]


def _is_public(number: str) -> bool:
    known = ip_address(number.partition("%")[0])
    inside = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None) or known
    return known.is_global and inside.is_global and not inside.is_multicast


def _is_listed_number(number: str, allowed: tuple[str, ...]) -> bool:
    for each in allowed:
        literal = (urlsplit(each).hostname or "") if "://" in each else each
        try:
            if ip_address(number) in ip_network(literal):
                return True
        except ValueError:
            continue
    return False


class _Left:
    """What of size and time is left for all requests together."""

    def __init__(self, limits: Limits, until: float) -> None:
        self.limits, self.until, self.bytes = limits, until, 0

    def take(self, count: int, name: str) -> None:
        self.bytes += count
        self.limits.check("bytes", self.bytes, name)
        if time.monotonic() > self.until:
            self.limits.check("seconds", float("inf"), name)


def _json(at: _Place, left: _Left, allowed: tuple[str, ...]) -> dict[str, Any]:
    data = _fetch(at, left, allowed)
    name = at.url.netloc
    try:
        document = orjson.loads(data) if form_of(data, name) == "geojson" else None
    except orjson.JSONDecodeError:
        document = None
    if not isinstance(document, dict):
        raise InputError(
            f"« {at.url.geturl()[:100]} » n’est ni du GeoJSON ni une collection OGC API.",
            f"“{at.url.geturl()[:100]}” is neither GeoJSON nor an OGC API collection.",
        )
    return document


def _fetch(at: _Place, left: _Left, allowed: tuple[str, ...]) -> bytes:
    for _ in range(_REDIRECTS + 1):
        answer = _ask(at)
        try:
            if answer.status in {301, 302, 303, 307, 308}:
                at = _place(urljoin(at.url.geturl(), answer.headers.get("Location", "")), allowed, at)
                continue
            if answer.status != 200:
                raise _silent(at, str(answer.status))
            pieces = []
            for piece in answer.stream(_CHUNK, decode_content=True):
                left.take(len(piece), at.url.netloc)
                pieces.append(piece)
            return b"".join(pieces)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _silent(at, type(error).__name__) from error
        finally:
            answer.release_conn()
            answer.close()
    raise _silent(at, "redirect")


def _ask(at: _Place) -> urllib3.BaseHTTPResponse:
    """Ask the number that the name resolved to, in the name's name."""
    host, timeout = at.url.hostname or "", urllib3.Timeout(connect=_SILENCE, read=_SILENCE)
    pool: urllib3.HTTPConnectionPool
    if at.url.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(at.number, at.port, server_hostname=host, assert_hostname=host)
    else:
        pool = urllib3.HTTPConnectionPool(at.number, at.port)
    path = (at.url.path or "/") + (f"?{at.url.query}" if at.url.query else "")
    headers = {"Host": at.url.netloc, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    try:
        return pool.request(
            "GET",
            path,
            headers=headers,
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise _silent(at, type(error).__name__) from error


def _silent(at: _Place, why: str) -> InputError:
    return InputError(
        f"« {at.url.netloc[:60]} » ne donne pas la couche ({why}) : vérifiez l’adresse ou réessayez.",
        f"“{at.url.netloc[:60]}” does not give the layer ({why}): check the address or try again.",
    )


def _refused(address: str) -> InputError:
    return InputError(
        f"« {address[:100]} » n’est pas une adresse que les réglages du serveur admettent (ATLAS_OWN_HOSTS).",
        f"“{address[:100]}” is not an address that the server’s settings allow (ATLAS_OWN_HOSTS).",
    )
