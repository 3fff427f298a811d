"""What the machine decides: read from the environment when the application is made, never at import."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.access.settings import Access, read_access
from app.ground.online import ONLINE_BASEMAPS, read_basemaps
from geodata.errors import InputError
from layers.export.sheet.request.presets import deployed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.audience.rules import Audience

ROOT = Path(__file__).resolve().parent.parent

#: Hosts by which a machine calls itself: always allowed.
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one application.

    Parameters
    ----------
    build
        Folder made by ``make build`` (``ATLAS_BUILD``).
    host, port
        Address served (``HOST``, ``PORT``).
    basemaps
        Online basemaps on offer, by name (``ATLAS_BASEMAPS``: path of a JSON file of the same form
        as :data:`app.ground.online.ONLINE_BASEMAPS`, ``{}`` for none).
    ground
        File of tiles that readers may choose as ground (``ATLAS_GROUND``): vector PMTiles, or MBTiles of
        pictures.
    public_url
        Public address that links carry (``ATLAS_PUBLIC_URL``); empty where each answer names the address
        that was asked.
    hosts
        Names under which the atlas answers, beside those of loopback (``ATLAS_HOSTS``, separated by commas;
        ``.example.org`` for all below); the public address's own is one of them. Empty: any.
    proxies
        Networks of the proxies whose ``X-Forwarded-…`` headers are believed (``ATLAS_PROXIES``).
    workers, threads
        Web processes (``WEB_CONCURRENCY``) and threads in each (``WEB_THREADS``).
    computing
        Processes that compute (``ATLAS_COMPUTING``).
    seconds
        What one computation may take (``ATLAS_SECONDS``).
    computes
        Whether this process is one of those that compute.
    frames
        Pages that may show the atlas in a frame, as ``frame-ancestors`` has them (``ATLAS_FRAMES``).
    hsts
        How long browsers are to ask by https only, seconds (``ATLAS_HSTS``); 0: not said.
    contact
        Whom to tell of a weakness: ``mailto:…`` or ``https:…`` (``ATLAS_CONTACT``).
    logs
        Whether the log is lines of JSON, one a request (``ATLAS_LOG=json``).
    metrics
        Networks whose machines may read ``/metrics`` (``ATLAS_METRICS``).
    own
        Folder of readers' tables, or an address of fsspec (``ATLAS_OWN``); empty where readers may add none
        (``ATLAS_OWN=off``).
    own_catalogue
        Database of what is there, as SQLAlchemy names it (``ATLAS_OWN_CATALOGUE``); a SQLite file in the
        folder if it is empty.
    own_days
        How long a reader's layer is kept (``ATLAS_OWN_DAYS``).
    own_mb, own_rows
        The largest file that the explorer reads: megabytes (``ATLAS_OWN_MB``), rows (``ATLAS_OWN_ROWS``).
    own_drawn
        Rows of a reader's table that are sent to the browser (``ATLAS_OWN_DRAWN``): more become tiles.
    own_hosts
        From where readers may add layers by address (``ATLAS_OWN_HOSTS``, separated by commas, as
        :func:`geodata.own.reading.remote.read_address` takes them); none if it is empty.
    access
        Who gets what, and how one signs in.
    audience
        For whom an application of these settings is made.
    """

    build: Path = ROOT / "build"
    host: str = "127.0.0.1"
    port: int = 8050
    basemaps: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: ONLINE_BASEMAPS)
    ground: Path | None = None
    public_url: str = ""
    hosts: tuple[str, ...] = ()
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    workers: int = 2
    threads: int = 12
    computing: int = 2
    seconds: int = 30
    computes: bool = False
    frames: str = "*"
    hsts: int = 0
    contact: str = ""
    logs: bool = False
    metrics: tuple[IPv4Network | IPv6Network, ...] = (ip_network("127.0.0.1"), ip_network("::1"))
    own: str = str(ROOT / "own")
    own_catalogue: str = ""
    own_days: int = 30
    own_mb: int = 25
    own_rows: int = 100_000
    own_drawn: int = 10_000
    own_hosts: tuple[str, ...] = ()
    access: Access = field(default_factory=Access)
    audience: Audience = "internal"

    @property
    def base_url(self) -> str:
        """Address under which most readers come, as far as it is known before they do."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def prefix(self) -> str:
        """Path of the public address, such as ``/atlas``; empty at the root of a host name."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def trusted_hosts(self) -> list[str] | None:
        """Every name under which the atlas answers; None for any name.

        On loopback, only loopback's own: a page of another site that has its name resolve to this machine
        must not read the atlas in the reader's place.
        """
        named = [*self.hosts, *([public] if (public := urlsplit(self.public_url).hostname) else [])]
        if not named and self.host not in {*LOOPBACK, "::1"}:
            return None
        return [*LOOPBACK, *named]


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables.

    Raises
    ------
    InputError
        If a variable cannot be read.
    """
    basemaps: Mapping[str, Mapping[str, Any]] = ONLINE_BASEMAPS
    if path := environ.get("ATLAS_BASEMAPS"):
        basemaps = read_basemaps(Path(path))
    deployed(environ)  # a bad preset is told at the start, not with the first sheet
    own = environ.get("ATLAS_OWN") or str(ROOT / "own")
    proxies = _networks(environ, "ATLAS_PROXIES")
    return Settings(
        build=Path(environ.get("ATLAS_BUILD", ROOT / "build")),
        host=environ.get("HOST", "127.0.0.1"),
        port=_whole(environ, "PORT", 8050, 65_535),
        basemaps=basemaps,
        ground=Path(ground) if (ground := environ.get("ATLAS_GROUND")) else None,
        public_url=_public_url(environ.get("ATLAS_PUBLIC_URL", "")),
        hosts=tuple(_listed(environ, "ATLAS_HOSTS")),
        proxies=proxies,
        workers=_whole(environ, "WEB_CONCURRENCY", 2, 64),
        threads=_whole(environ, "WEB_THREADS", 12, 256),
        computing=_whole(environ, "ATLAS_COMPUTING", 2, 64),
        seconds=_whole(environ, "ATLAS_SECONDS", 30, 3600),
        frames=_frames(environ.get("ATLAS_FRAMES") or "*"),
        hsts=_whole(environ, "ATLAS_HSTS", 0, 63_072_000, least=0),
        contact=_contact(environ.get("ATLAS_CONTACT", "")),
        logs=_choice(environ, "ATLAS_LOG", ("plain", "json")) == "json",
        metrics=_networks(environ, "ATLAS_METRICS", "127.0.0.1,::1"),
        own="" if own == "off" else own,
        own_catalogue=environ.get("ATLAS_OWN_CATALOGUE", ""),
        own_days=_whole(environ, "ATLAS_OWN_DAYS", 30, 3650),
        own_mb=_whole(environ, "ATLAS_OWN_MB", 25, 50),
        own_rows=_whole(environ, "ATLAS_OWN_ROWS", 100_000, 1_100_000),
        own_drawn=_whole(environ, "ATLAS_OWN_DRAWN", 10_000, 50_000),
        own_hosts=tuple(_listed(environ, "ATLAS_OWN_HOSTS")),
        access=read_access(environ, has_proxies=bool(proxies)),
    )


def _listed(environ: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def _whole(environ: Mapping[str, str], name: str, default: int, most: int, *, least: int = 1) -> int:
    given = environ.get(name) or str(default)
    if given.isascii() and given.isdigit() and least <= int(given) <= most:
        return int(given)
    raise InputError(
        f"{name} = « {given[:20]} » : attendu un entier de {least} à {most}.",
        f"{name} = “{given[:20]}”: expected a whole number from {least} to {most}.",
    )


def _frames(given: str) -> str:
    """Read what may stand after ``frame-ancestors``: nothing that would begin another rule."""
    sources = given.split()
    allowed = {"*", "none", "self", "'none'", "'self'"}
    if all(each in allowed or re.fullmatch(r"https?://[A-Za-z0-9.*:-]+", each) for each in sources):
        return " ".join(f"'{each}'" if each in {"none", "self"} else each for each in sources)
    raise InputError(
        f"ATLAS_FRAMES = « {given[:60]} » : attendu *, none, self ou des adresses comme https://example.org.",
        f"ATLAS_FRAMES = “{given[:60]}”: expected *, none, self or addresses such as https://example.org.",
    )


def _public_url(given: str) -> str:
    if not given or re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", given):
        return given.rstrip("/")
    raise InputError(
        f"ATLAS_PUBLIC_URL = « {given[:60]} » : attendu une adresse comme https://atlas.example.org.",
        f"ATLAS_PUBLIC_URL = “{given[:60]}”: expected an address such as https://atlas.example.org.",
    )


def _contact(given: str) -> str:
    if not given or re.fullmatch(r"(mailto:|https://)[!-~]+", given):
        return given
    raise InputError(
        f"ATLAS_CONTACT = « {given[:60]} » : attendu mailto:… ou https://….",
        f"ATLAS_CONTACT = “{given[:60]}”: expected mailto:… or https://….",
    )


def _networks(
    environ: Mapping[str, str], name: str, default: str = ""
) -> tuple[IPv4Network | IPv6Network, ...]:
    listed = _listed({name: environ.get(name) or default}, name)
    try:
        return tuple(ip_network(each) for each in listed)
    except ValueError:
        shown = ", ".join(listed)[:60]
        raise InputError(
            f"{name} : « {shown} » n’est ni une adresse ni un réseau.",
            f"{name}: “{shown}” is neither an address nor a network.",
        ) from None


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    given = environ.get(name) or choices[0]
    if given in choices:
        return given
    listed = ", ".join(choices)
    raise InputError(
        f"{name} = « {given[:20]} » : attendu {listed}.", f"{name} = “{given[:20]}”: expected {listed}."
    )
